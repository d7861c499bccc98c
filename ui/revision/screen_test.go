package revision

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"piaojue/app/meeting"
	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/app/revision"
	"piaojue/ui/page"
	"piaojue/ui/stage"
	"piaojue/ui/stage/hand"
	"piaojue/ui/stage/stagetest"
)

// house is the place in a window, over a report with five notes.
type house struct {
	*stagetest.Stage
	hand.Hand
	screen *Screen
}

const (
	figure   = "累计拆除违建不少于20万平方米" // the figure changes
	sentence = "打造2-3处无违建示范区"    // its sentence moves
	slogan   = "人民城市人民建,人民城市为人民" // its sentence goes
	head     = "深化违建专项治理"        // stays
	school   = "启动金星小学等5所学校建设"   // stays, and a sentence is added behind it
)

func open(t *testing.T) *house {
	t.Helper()
	h := &house{Stage: stagetest.New(t)}
	h.Hand = hand.Hand{T: t, W: h.Window}
	h.Window.Resize(fyne.NewSize(1280, 1600))
	r, _ := h.Report()
	for _, words := range []string{figure, sentence, slogan, head, school} {
		if _, err := h.Book.Highlight(r, r.Find(words)[0], note.Yellow, "关于"+words); err != nil {
			t.Fatal(err)
		}
	}
	h.screen = New(h.Stage.Stage)
	h.Window.SetContent(h.screen.Object())
	return h
}

// revise is the report as it comes back.
func revise(t *testing.T, text string) string {
	t.Helper()
	moved := "开展无违建社区创建活动,打造2-3处无违建示范区。"
	for _, change := range [][2]string{
		{"不少于20万平方米", "不少于22万平方米"},
		{moved, ""},
		{"持续攻坚征收扫尾。", moved + "持续攻坚征收扫尾。"},
		{"牢固树立“人民城市人民建,人民城市为人民”理念,着力解决好人民群众“急难愁盼”的现实问题。", ""},
		{"启动金星小学等5所学校建设。", "启动金星小学等5所学校建设。进一步扩大优质学位供给,今年新增学位1200个。"},
	} {
		if !strings.Contains(text, change[0]) {
			t.Fatalf("the report has no %q", change[0])
		}
		text = strings.Replace(text, change[0], change[1], 1)
	}
	return text
}

func (h *house) take(name, text string) {
	h.TakeReport(func() (meeting.Document, error) { return meeting.Document{Name: name, Text: text}, nil })
}

func (h *house) revised() {
	h.T.Helper()
	h.take("修改稿.docx", revise(h.T, stagetest.Report()))
	h.MustSee("5 条批注已在新的报告里找过：原处 2 条，移动 1 条，待确认 1 条，原文已删 1 条。")
	h.Tap("查看变化")
	if last := h.Went[len(h.Went)-1]; last.Place != stage.RevisionPlace {
		h.T.Fatalf("went to %v", last)
	}
	h.screen.Shown(stage.Target{Place: stage.RevisionPlace})
}

func (h *house) note(words string) note.Note {
	h.T.Helper()
	all, err := h.Book.Notes()
	if err != nil {
		h.T.Fatal(err)
	}
	for _, n := range all {
		if n.Text == "关于"+words {
			return n
		}
	}
	h.T.Fatalf("no note on %q", words)
	return note.Note{}
}

func TestBeforeAnyRevisionThereIsOneSentence(t *testing.T) {
	h := open(t)
	h.screen.Shown(stage.Target{})
	h.MustSee("报告还没有换过")
	h.MustNotSee("换回原来的报告……")
}

func TestAnUnsureNoteIsShownWithBothPlacesAndSettledByThePerson(t *testing.T) {
	h := open(t)
	h.revised()
	h.MustSee("待确认的批注 1", "已移动 1", "原文已删 1", "原处 2", "原来在", "现在可能在",
		"累计拆除违建不少于20万平方米", "累计拆除违建不少于22万平方米", "批注：关于"+figure)
	if n := h.note(figure); n.Standing != note.Unsure || n.Anchor.Quote != figure {
		t.Fatalf("it was moved unasked: %+v", n)
	}
	h.Tap("到报告里看")
	r, _ := h.Report()
	if to := h.Went[len(h.Went)-1]; r.Copy(to.Passage, false) != "累计拆除违建不少于22万平方米" {
		t.Errorf("went to %q", r.Copy(to.Passage, false))
	}
	h.Tap("就是这里")
	n := h.note(figure)
	if n.Standing != note.Moved || n.Anchor.Quote != "累计拆除违建不少于22万平方米" || n.Anchor.Document != r.Hash || len(n.Was) != 1 || n.Was[0].Quote != figure {
		t.Errorf("confirmed: %+v", n)
	}
	h.MustSee("没有待确认的批注。", "已移动 2")
	if h.Saved == 0 {
		t.Error("nothing was said to be saved")
	}
}

func TestANoteThatIsNotThereStaysInTheList(t *testing.T) {
	h := open(t)
	h.revised()
	h.Tap("不是，留在清单")
	if n := h.note(figure); n.Standing != note.Lost || n.Anchor.Quote != figure {
		t.Errorf("refused: %+v", n)
	}
	h.Tap("原文已删 2")
	h.MustSee(figure, "人民城市人民建", "原来在：三、2021年主要工作任务")
}

func TestMovedNotesAreGoneTo(t *testing.T) {
	h := open(t)
	h.revised()
	h.Tap("已移动 1")
	h.MustSee("打造2-3处无违建示范区", "移到")
	h.screen.list.OnTapped(1)
	r, _ := h.Report()
	if to := h.Went[len(h.Went)-1]; to.Place != stage.ReportPlace || r.Copy(to.Passage, false) != sentence || to.Note != h.note(sentence).ID {
		t.Errorf("went to %+v, %q", to, r.Copy(to.Passage, false))
	}
	h.Tap("原处 2")
	h.MustSee(head, school)
}

func TestTheTextShowsWhatCameAndWhatWentBySection(t *testing.T) {
	h := open(t)
	h.revised()
	h.Tap("文字变化 4")
	h.MustSee("新增 0 段，删除 0 段，改动 4 段，移动 0 段。", "新增的话", "删去的话", "从别处移来", "移到别处", "（四）在民生福祉上展现新水平")
	cards := h.screen.list.Cards()
	var heads, changes []page.Card
	for _, c := range cards {
		switch {
		case c.Head:
			heads = append(heads, c)
		case !c.Still:
			changes = append(changes, c)
		}
	}
	if len(heads) != 4 || len(changes) != 4 {
		t.Fatalf("%d sections, %d changes", len(heads), len(changes))
	}
	marked := func(c page.Card) (through, under string) {
		b := c.Blocks[0]
		for _, x := range b.Spans {
			if x.Through {
				through += string([]rune(b.Text)[x.From:x.To])
			}
			if x.Under {
				under += string([]rune(b.Text)[x.From:x.To])
			}
		}
		return through, under
	}
	if through, under := marked(changes[0]); through != "20开展无违建社区创建活动，打造2-3处无违建示范区。" || under != "22" {
		t.Errorf("struck %q, underlined %q", through, under)
	}
	// A click goes to what is new in the report.
	for i, c := range cards {
		if len(c.Blocks) > 0 && strings.Contains(c.Blocks[0].Text, "进一步扩大优质学位供给") {
			h.screen.list.OnTapped(i)
		}
	}
	r, _ := h.Report()
	if to := h.Went[len(h.Went)-1]; r.Copy(to.Passage, false) != "进一步扩大优质学位供给,今年新增学位1200个。" {
		t.Errorf("went to %q", r.Copy(to.Passage, false))
	}
}

func TestGoingBackPutsEveryNoteWhereItWas(t *testing.T) {
	h := open(t)
	before := map[string]note.Anchor{}
	for _, words := range []string{figure, sentence, slogan, head, school} {
		before[words] = *h.note(words).Anchor
	}
	h.revised()
	h.Tap("就是这里")
	h.Tap("换回原来的报告……")
	h.MustSee("现在的报告将换回")
	h.Tap("换回")
	for words, at := range before {
		if n := h.note(words); *n.Anchor != at || n.Standing == note.Unsure || n.Standing == note.Lost {
			t.Errorf("%s is %s at %+v, was at %+v", words, n.Standing, n.Anchor, at)
		}
	}
	if _, name := h.Report(); name != "report-2021-gusu.txt" {
		t.Errorf("the report is %s", name)
	}
}

// The report stays taken in where the notes cannot be saved, and they are found
// again the next time the app asks.
func TestNotesThatCouldNotBeSavedAreMadeUpFor(t *testing.T) {
	h := open(t)
	h.Notes.Fail(errors.New("the disk is full"))
	h.take("修改稿.docx", revise(t, stagetest.Report()))
	h.MustSee("没有完成")
	h.Tap("知道了")
	if n := h.note(sentence); n.Standing != note.AsMade || n.Anchor.Quote != sentence {
		t.Errorf("half done: %+v", n)
	}
	h.Notes.Fail(nil)
	h.SettleNotes()
	h.MustSee("5 条批注已在新的报告里找过")
	h.Tap("以后再看")
	if n := h.note(sentence); n.Standing != note.Moved {
		t.Errorf("not made up for: %+v", n)
	}
	h.SettleNotes()
	h.MustNotSee("条批注已在新的报告里找过")
}

func TestWhatIsMarkedOfALongPassage(t *testing.T) {
	r := report.Parse(strings.Repeat("字", 1000) + "\n\n" + strings.Repeat("文", 1000))
	b := marked(r, report.Range{Start: 990, End: 1800}, revision.Stays, nil)
	if n := len([]rune(b.Text)); n > 2*aroundQuote+longestQuote+20 {
		t.Errorf("%d runes are shown", n)
	}
	if strings.Contains(b.Text, "\n") || len(b.Spans) != 1 || b.Spans[0].To > len([]rune(b.Text)) {
		t.Errorf("%q %v", b.Text, b.Spans)
	}
}

// A note that is gone to from elsewhere is where the place opens, whatever else
// there is to do.
func TestTheNoteThatIsAskedForIsOpened(t *testing.T) {
	h := open(t)
	h.take("修改稿.docx", revise(t, stagetest.Report()))
	h.Tap("以后再看")
	all, err := h.Book.Notes()
	if err != nil {
		t.Fatal(err)
	}
	opened := map[tab]bool{}
	for _, n := range all {
		if n.Anchor != nil && n.Standing != note.AsMade {
			h.screen.Shown(stage.Target{Place: stage.RevisionPlace, Note: n.ID})
			if opened[h.screen.open] = true; string(h.screen.open) != string(n.Standing) {
				t.Errorf("a note that is %s opens %s", n.Standing, h.screen.open)
			}
		}
	}
	if !opened[unsure] || !opened[lost] {
		t.Errorf("only %v were asked for", opened)
	}
}

func TestWhatChangedInAPassageIsMarked(t *testing.T) {
	h := open(t)
	h.revised()
	r, _ := h.Report()
	n := h.note(figure)
	was := h.screen.texts[n.Anchor.Document]
	at := report.Range{Start: n.Anchor.Start, End: n.Anchor.End}
	goes, comes := differing(was.Text[at.Start:at.End], r.Text[n.Maybe[0].Start:n.Maybe[0].End])
	of := func(b page.Block, through, under bool) string {
		var all []string
		for _, x := range b.Spans {
			if x.Through == through && x.Under == under {
				all = append(all, string([]rune(b.Text)[x.From:x.To]))
			}
		}
		return strings.Join(all, "|")
	}
	before := marked(was, at, revision.Goes, goes)
	after := marked(r, report.Range{Start: n.Maybe[0].Start, End: n.Maybe[0].End}, revision.Comes, comes)
	if of(before, true, false) != "20" || of(after, false, true) != "22" {
		t.Errorf("gone %q, new %q", of(before, true, false), of(after, false, true))
	}
	if plain := of(after, false, false); plain != "累计拆除违建不少于|万平方米" {
		t.Errorf("the rest of the passage is marked as %q", plain)
	}
}
