package papers

import (
	"errors"
	"slices"
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/paper"
	"piaojue/app/roll"
	"piaojue/ui/page"
	"piaojue/ui/stage"
	"piaojue/ui/stage/hand"
	"piaojue/ui/stage/stagetest"
	"piaojue/ui/words"
)

// clerk is a person at the paper desk.
type clerk struct {
	*stagetest.Stage
	hand.Hand
	screen *Screen
}

// sit gives a round of three candidates that votes; 6 deputies are present.
func sit(t *testing.T, adopt func(*meeting.Setup)) *clerk {
	t.Helper()
	setup := stagetest.Setup(t)
	setup.Roll = 6
	setup.List.Projects = setup.List.Projects[:3]
	setup.Procedure.Places, setup.Procedure.MaxApprovals = 2, 2
	if adopt != nil {
		adopt(&setup)
	}
	s := stagetest.Of(t, setup, meeting.Document{})
	c := &clerk{Stage: s, Hand: hand.Hand{T: t, W: s.Window}}
	c.screen = New(s.Stage)
	s.Window.SetContent(container.NewStack(c.screen.Object()))
	c.do(s.Desk.Freeze, s.Desk.ShowEmptyBox, s.Desk.OpenSignIn)
	if setup.Named() {
		for _, d := range setup.Deputies.Deputies {
			c.do(func() error { return s.Desk.SignInDeputy(d.ID) })
		}
	} else {
		c.do(func() error { return s.Desk.SetPresent(6) })
	}
	c.do(s.Desk.OpenCasting)
	return c
}

func (c *clerk) do(acts ...func() error) {
	c.T.Helper()
	for _, act := range acts {
		if err := act(); err != nil {
			what, do := words.Explain(err)
			c.T.Fatal(what, do)
		}
		c.Announce()
	}
}

// opened goes on to the opened box, with so many paper ballots in it.
func (c *clerk) opened(n int) {
	c.T.Helper()
	c.do(func() error { return c.Desk.SetPaperIssued(n) }, c.Desk.Close,
		func() error { return c.Desk.SetPaperReturned(n) }, c.Desk.Reconcile)
	c.MustSee("票数已核对")
	c.Tap("开箱")
	c.Press(fyne.KeyReturn)
	if c.View().Round.State != meeting.Reconciled {
		c.T.Fatal("Enter alone opened the box")
	}
	c.Tap("开箱")
	if c.View().Round.State != meeting.Opened {
		c.T.Fatal("the box is shut")
	}
}

// answer types into the field of the sheet that lies over the window.
func (c *clerk) answer(text, yes string) {
	c.T.Helper()
	c.Type(text)
	c.Tap(yes)
}

func (c *clerk) batch(size int) {
	c.T.Helper()
	c.Window.Canvas().Focus(c.screen.number)
	c.Type(strconv.Itoa(size))
	c.Tap("建立批次")
}

// key types ballots, each with Enter after it.
func (c *clerk) key(ballots ...string) {
	c.T.Helper()
	for _, b := range ballots {
		c.Type(b)
		c.Press(fyne.KeyReturn)
	}
}

func (c *clerk) first(number int) paper.Batch {
	b, _ := c.screen.entered(number)
	return b
}

// The whole way of a batch: two entries, a third look, a ruling, the count.
func TestTwoEntriesAThirdLookAndARuling(t *testing.T) {
	c := sit(t, nil)
	c.opened(3)
	c.MustSee("收回纸票 3 张，已分批 0 张", "新的一批，共有张建立批次", "演练")
	c.batch(3)
	c.Tap("甲录入")
	c.answer("张三", "开始录入")
	c.MustSee("录第 1 张，共 3 张")
	c.key("112", "126", "93")
	c.Tap("知道了")
	c.MustSee("甲（张三）：已录 3", "乙：已录 0")

	// The second is another person, and sees nothing of the first
	c.Tap("乙录入")
	c.answer("张三", "开始录入")
	c.MustSee("不能都由“张三”完成")
	c.answer("李四", "开始录入")
	c.MustNotSee("张三", "甲")
	c.key("112")
	c.MustSee("第 1 张已录入", "录第 2 张，共 3 张")
	c.MustNotSee("甲")
	// A whole ballot only, and Enter does nothing final
	c.key("12")
	c.MustSee("还有 1 项没有录入，没有保存")
	c.key("1")
	if n := len(c.first(1).B.Sheets); n != 2 {
		t.Fatalf("%d entered", n)
	}
	c.Press(fyne.KeyPageUp)
	c.MustSee("改第 2 张")
	c.Press(fyne.KeyEnd, fyne.KeyUp)
	c.key("6")
	if s := c.first(1).B.Sheets[1]; !slices.Equal(s.Cells, []paper.Cell{1, 2, paper.Circle}) {
		t.Fatalf("amended to %v", s)
	}
	c.key("111")
	c.MustSee("两人都不能再改")
	c.Press(fyne.KeyReturn)
	if n := len(c.first(1).B.Sheets); n != 2 {
		t.Fatal("Enter alone ended both entries")
	}
	c.Tap("录入并比对")
	c.MustSee("两次录入都已完成")
	c.Tap("知道了")
	c.MustSee("有 1 张两次录入不一致")

	// The third person is neither of the two and sees both side by side
	c.Tap("核定")
	c.answer("李四", "开始核定")
	c.MustSee("不能再由其核定")
	c.answer("王五", "开始核定")
	c.MustSee("第 3 张", "甲：无效", "乙：赞成")
	c.key("113")
	c.MustSee("请确认已对照原票")
	c.Press(fyne.KeyReturn)
	if len(c.first(1).Looks) != 0 {
		t.Fatal("Enter alone settled")
	}
	c.Tap("核定")
	c.MustSee("有 1 处疑问标记")

	c.Tap("总监票人认定")
	c.MustSee("只画了○", "总监票人姓名", "原因")
	c.Tap("认定")
	c.MustSee("请选择认定的结果")
	c.Tap("赞成")
	c.Tap("认定")
	c.MustSee("没有填写经办人姓名")
	fill(c, "赵六", "与其余赞成的画法相同")
	c.Tap("认定")
	c.MustSee("全部纸票已录入、核定")
	var got ruledOn
	for _, r := range c.first(1).Rulings {
		got = ruledOn{r.Place, r.Project, r.Mark, r.By}
	}
	if got != (ruledOn{1, 2, ballot.Approve, "赵六"}) {
		t.Fatalf("%+v", got)
	}
	c.do(func() error { _, err := c.Desk.Count(); return err })
	if r := c.View().Result; r.Returned != 3 || r.Valid != 3 {
		t.Errorf("%+v", r)
	}
	c.MustSee("本轮发出纸票 3 张，收回 3 张")
}

type ruledOn struct {
	place, project int
	mark           ballot.Mark
	by             string
}

// fill writes into the inputs of a sheet, in their order.
func fill(c *clerk, texts ...string) {
	for i, field := range inputs(c)[:len(texts)] {
		field.SetText(texts[i])
	}
}

// Where the two agree on most of a ballot, the third keys in only what differs.
func TestTheThirdKeysInWhatDiffers(t *testing.T) {
	c := sit(t, nil)
	c.opened(1)
	n, err := c.Desk.BeginBatch(1)
	if err != nil {
		t.Fatal(err)
	}
	c.do(func() error { return c.Desk.EnterPaper(n, paper.First, "甲一", keyedSheet("112")) },
		func() error { return c.Desk.EnterPaper(n, paper.Second, "乙一", keyedSheet("122")) })
	c.Tap("核定")
	c.answer("丙一", "开始核定")
	c.MustSee("还有 1 项没有录入", "甲：赞成", "乙：反对")
	c.key("2")
	c.answer("笔迹清楚", "核定")
	b := c.first(1)
	if s, ok := b.Sheet(0); !ok || !slices.Equal(s.Cells, []paper.Cell{1, 2, 2}) || b.Looks[0].Reason != "笔迹清楚" {
		t.Errorf("%+v", b)
	}
}

func keyedSheet(text string) paper.Sheet {
	s, _ := keyed(newPad("", len(text)), text).sheet()
	return s
}

// What was keyed in of a ballot is there again when the person comes back to it.
func TestLeavingABenchLosesNoSavedBallot(t *testing.T) {
	c := sit(t, nil)
	c.opened(2)
	c.batch(2)
	c.Tap("甲录入")
	c.answer("张三", "开始录入")
	c.key("112")
	c.Press(fyne.KeyEscape)
	c.MustSee("甲（张三）：已录 1")
	c.Tap("甲录入")
	c.answer("李四", "开始录入")
	c.MustSee("应由同一人录完")
	c.answer("张三", "开始录入")
	c.MustSee("录第 2 张，共 2 张")
}

// Who types on while a ballot is being saved loses no key.
func TestKeysWaitWhileABallotIsSaved(t *testing.T) {
	c := sit(t, nil)
	c.opened(3)
	c.batch(3)
	c.Tap("甲录入")
	c.answer("张三", "开始录入")
	c.screen.bench.busy = true
	c.key("112", "223")
	c.Type("3")
	if n := len(c.first(1).A.Sheets); n != 0 {
		t.Fatalf("%d entered meanwhile", n)
	}
	c.screen.bench.free()
	got := c.first(1).A.Sheets
	if len(got) != 2 || !slices.Equal(got[1].Cells, []paper.Cell{2, 2, 3}) || c.screen.bench.pad.missing() != 2 {
		t.Fatalf("%v, %d missing", got, c.screen.bench.pad.missing())
	}
	// Where it could not be saved, what was typed for the next is dropped
	c.Meeting.Fail(errors.New("full"))
	c.key("11")
	c.MustNotSee("录入，按 PgUp")
	if n := len(c.first(1).A.Sheets); n != 2 || c.screen.bench.busy {
		t.Fatalf("%d entered, busy %v", n, c.screen.bench.busy)
	}
}

func TestAScanIsABatch(t *testing.T) {
	c := sit(t, nil)
	c.opened(2)
	all := []ballot.Ballot{{Marks: []ballot.Mark{1, 1, 2}}, {Marks: []ballot.Mark{1, 1, 1}}}
	c.Files.ReadBallots = func(_ string, ids []string) ([]ballot.Ballot, error) {
		if !slices.Equal(ids, c.View().Round.IDs()) {
			return nil, errors.New("other ids")
		}
		return all, nil
	}
	c.screen.readScan("/x/扫描.csv")
	c.MustSee("读到 2 张，其中机器判为无效 1 张")
	c.Tap("作为一批录入")
	c.MustSee("扫描文件 扫描.csv", "被机器判为无效")
	c.Tap("核定")
	c.answer("王五", "开始核定")
	c.MustSee("机器：赞成", "机器判为无效")
	c.key("113")
	c.Tap("核定")
	c.MustSee("请填写原因")
	c.answer("第三项实为弃权", "核定")
	c.MustSee("全部纸票已录入、核定")
}

func TestAWithdrawnBatch(t *testing.T) {
	c := sit(t, nil)
	c.opened(2)
	c.batch(2)
	c.Tap("撤下这一批")
	c.Tap("撤下这一批")
	c.MustSee("请填写原因")
	c.answer("拿错了票", "撤下这一批")
	c.MustSee("已撤下，不计票：拿错了票", "已分批 0 张")
	c.batch(2)
	c.MustSee("第 2 批，2 张")
}

func TestGoingOnWithPaper(t *testing.T) {
	c := sit(t, nil)
	c.MustSee("已发出纸票 0 张")
	c.Tap("改用纸票")
	c.MustSee("仍然有效", "不能再改回")
	c.answer("停电", "改用纸票")
	if s := c.View().Round.State; s != meeting.OnPaper {
		t.Fatal(s)
	}
	c.MustSee("已改用纸票")
	c.Window.Canvas().Focus(c.screen.number)
	c.Type("四")
	c.Tap("登记发出")
	c.MustSee("请填写一个整数")
	c.Tap("知道了")
	c.screen.number.SetText("4")
	c.Tap("登记发出")
	c.MustSee("已发出纸票 4 张")
	c.do(c.Desk.Close)
	c.Window.Canvas().Focus(c.screen.number)
	c.Type("3")
	c.Tap("登记收回")
	c.MustSee("已登记收回纸票 3 张")
}

func TestPaperIsHandedOutByName(t *testing.T) {
	c := sit(t, func(s *meeting.Setup) {
		for i, name := range []string{"张伟", "王芳", "李娜", "张伟", "赵敏", "孙磊"} {
			s.Deputies.Deputies = append(s.Deputies.Deputies, roll.Deputy{ID: strconv.Itoa(i + 1), Number: strconv.Itoa(i + 1), Name: name, Delegation: "平江团"})
		}
		s.Roll = 6
	})
	c.Window.Canvas().Focus(c.screen.number)
	c.Type("张伟")
	c.Tap("查找")
	c.MustSee("2 位代表符合")
	c.Tap("知道了")
	c.screen.number.SetText("王芳")
	c.Tap("查找")
	c.MustSee("发给王芳（平江团，2）")
	c.Tap("发出")
	c.MustSee("已发出纸票 1 张", "✓ 已发给王芳（平江团）")
	c.Type("李娜")
	c.Tap("查找")
	c.Tap("发出")
	c.MustSee("✓ 已发给李娜（平江团）")
	c.MustNotSee("王芳")
	c.Tap("改用纸票")
	c.answer("停电", "改用纸票")
	c.MustSee("已发出纸票 2 张")
	c.MustNotSee("已发给")
}

func TestTheWayBack(t *testing.T) {
	c := sit(t, nil)
	c.Tap("返回会务")
	if len(c.Went) != 1 || c.Went[0] != (stage.Target{Place: stage.DeskPlace}) {
		t.Errorf("went to %v", c.Went)
	}
}

// The next step is at hand all the way, and the field to be filled in has the cursor.
func TestTheNextStepIsAtHand(t *testing.T) {
	c := sit(t, func(s *meeting.Setup) {
		s.Roll = 2
		s.Deputies = roll.Roll{Deputies: []roll.Deputy{{ID: "1", Number: "1", Name: "张三"}, {ID: "2", Number: "2", Name: "李四"}}}
	})
	c.screen.Shown(stage.Target{})
	for _, number := range []string{"1", "2"} {
		c.Type(number)
		c.Press(fyne.KeyReturn)
		c.Tap("发出")
	}
	if n := c.View().Round.Paper.Issued; n != 2 {
		t.Fatalf("%d paper ballots handed out without the mouse in the field", n)
	}
	desk := func(word string) {
		t.Helper()
		c.Tap(word)
		if n := len(c.Went); n == 0 || c.Went[n-1].Place != stage.DeskPlace {
			t.Fatalf("%s went %v", word, c.Went)
		}
		c.Went = nil
	}
	c.do(c.Desk.Close)
	c.screen.Shown(stage.Target{})
	c.Type("1")
	c.Tap("登记收回")
	desk("返回会务，核对票数")
	c.do(c.Desk.Reconcile, c.Desk.OpenBox)
	c.screen.Shown(stage.Target{})
	c.Type("1")
	c.Tap("建立批次")
	for _, e := range []struct{ word, name string }{{"甲录入", "甲某"}, {"乙录入", "乙某"}} {
		if b := c.first(1); words.T("papers.enter."+whichKey(next(b))) != e.word {
			t.Fatalf("%s is not what comes next", e.word)
		}
		c.Tap(e.word)
		c.answer(e.name, "开始录入")
		c.key("111")
		if e.word == "乙录入" {
			c.Tap("录入并比对")
		}
		c.Tap("知道了")
	}
	desk("返回会务，计票")
}

// A window sends a key that writes twice, as a key and as what it writes: the
// reason of an invalid ballot is still taken.
func TestTheReasonIsTakenAsAWindowSendsIt(t *testing.T) {
	c := sit(t, nil)
	c.opened(1)
	c.batch(1)
	c.Tap("甲录入")
	c.answer("甲某", "开始录入")
	for _, k := range []string{"9", "3"} {
		c.Press(fyne.KeyName(k))
		c.Type(k)
	}
	c.MustSee("整张无效：残缺")
	c.Press(fyne.KeyReturn)
	if e := c.first(1).A; len(e.Sheets) != 1 || e.Sheets[0].Spoiled != paper.Torn {
		t.Fatalf("entered %+v", e)
	}
}

// Esc leaves each sheet from the field that has the cursor, and nothing is done.
func TestEscLeavesTheSheetsOfThePapers(t *testing.T) {
	c := sit(t, nil)
	gone := func(what string) {
		t.Helper()
		if c.Window.Canvas().Overlays().Top() == nil {
			t.Fatalf("%s did not open", what)
		}
		c.Press(fyne.KeyEscape)
		if c.Window.Canvas().Overlays().Top() != nil {
			t.Fatalf("%s stays:\n%s", what, c.Text())
		}
	}
	c.Tap("改用纸票")
	gone("the change to paper")
	c.opened(1)
	n, err := c.Desk.BeginBatch(1)
	if err != nil {
		t.Fatal(err)
	}
	c.Announce()
	c.Tap("甲录入")
	gone("the name of an entry")
	c.do(func() error { return c.Desk.EnterPaper(n, paper.First, "甲一", keyedSheet("116")) },
		func() error { return c.Desk.EnterPaper(n, paper.Second, "乙一", keyedSheet("126")) })
	c.Tap("核定")
	c.answer("丙一", "开始核定")
	c.key("1")
	c.MustSee("请确认已对照原票")
	gone("the reason of a third look")
	if len(c.first(n).Looks) != 0 || c.screen.bench == nil {
		t.Fatal("Esc settled, or left the ballot")
	}
	c.Press(fyne.KeyReturn) // the bench has the keyboard again
	c.answer("看清了", "核定")
	c.Tap("总监票人认定")
	c.Window.Canvas().Focus(inputs(c)[0])
	gone("the ruling, from the name")
	c.Tap("总监票人认定")
	c.Window.Canvas().Focus(inputs(c)[1])
	gone("the ruling, from the reason")
	if len(c.first(n).Rulings) != 0 {
		t.Error("Esc ruled")
	}
}

// inputs are those of the sheet.
func inputs(c *clerk) (all []*page.Input) {
	hand.Walk(c.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if i, ok := o.(*page.Input); ok {
			all = append(all, i)
		}
	})
	return all
}
