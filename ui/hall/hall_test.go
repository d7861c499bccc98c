package hall

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/paper"
	"piaojue/app/say"
	"piaojue/ui/prose"
	"piaojue/ui/stage/hand"
	"piaojue/ui/stage/stagetest"
	"piaojue/ui/words"
)

// plays is a meeting with its hall, in which a table of deputies votes.
type plays struct {
	*stagetest.Stage
	hand.Hand
	t    *testing.T
	hall *Hall
}

func play(t *testing.T, places int, adopt func(*meeting.Setup)) *plays {
	t.Helper()
	setup := stagetest.Setup(t)
	setup.Roll = 3
	setup.Procedure.Places, setup.Procedure.MaxApprovals = places, places
	if adopt != nil {
		adopt(&setup)
	}
	s := stagetest.Of(t, setup, meeting.Document{})
	p := &plays{Stage: s, t: t, hall: Open(s.Stage)}
	p.hall.window.Resize(full)
	p.Hand = hand.Hand{T: t, W: p.hall.window}
	return p
}

func (p *plays) do(acts ...func() error) {
	p.t.Helper()
	for _, act := range acts {
		if err := act(); err != nil {
			what, do := words.Explain(err)
			p.t.Fatal(what, do)
		}
		p.Announce()
	}
}

func (p *plays) cast(marks string) func() error {
	return func() error {
		if err := p.Desk.LetThrough(); err != nil {
			return err
		}
		b := ballot.Ballot{Marks: make([]ballot.Mark, len(p.View().Candidates))}
		for i, r := range []rune(marks) {
			switch r {
			case '√':
				b.Marks[i] = ballot.Approve
			case '×':
				b.Marks[i] = ballot.Against
			case '-':
				b.Marks[i] = ballot.Abstain
			default:
				b.Marks[i] = ballot.Unmarked
			}
		}
		return p.Desk.Cast(b)
	}
}

// course are the acts of a round up to the count, with three ballots.
func (p *plays) course(marks ...string) []func() error {
	d := p.Desk
	acts := []func() error{d.Freeze, d.ShowEmptyBox, d.OpenSignIn, func() error { return d.SetPresent(3) }, d.OpenCasting}
	for _, m := range marks {
		acts = append(acts, p.cast(m))
	}
	return append(acts, d.Close, d.Reconcile, func() error { _, err := d.Count(); return err }, func() error { return d.Sign() }, d.Announce)
}

// picture is all that the hall shows.
func (p *plays) picture() string { return test.RenderToMarkup(p.hall.window.Canvas()) }

// Until the announcement the hall shows the same, whatever is on the ballots.
func TestNothingBeforeTheAnnouncementDependsOnABallot(t *testing.T) {
	see := func(marks ...string) (pictures []string) {
		p := play(t, 2, nil)
		for _, act := range p.course(marks...) {
			p.do(act)
			pictures = append(pictures, p.picture())
		}
		return pictures
	}
	one := see("√√..........", "√√..........", "√√..........")
	for _, other := range [][]string{
		{"×..........√", "........√√..", "............"},
		{"--××........", "√...........", "..√........√"},
	} {
		two := see(other...)
		last := len(one) - 1
		for i := range one[:last] {
			if one[i] != two[i] {
				t.Fatalf("after act %d the hall shows what is on the ballots", i+1)
			}
		}
		if one[last] == two[last] {
			t.Fatal("the result does not follow the ballots")
		}
	}
}

// The same holds of paper, also while it is entered.
func TestNothingBeforeTheAnnouncementDependsOnPaper(t *testing.T) {
	see := func(first, second paper.Sheet) (pictures []string) {
		p := play(t, 2, nil)
		d := p.Desk
		p.do(p.course("√√..........", "√√..........")[:7]...)
		for _, act := range []func() error{
			func() error { return d.SetPaperIssued(1) }, d.Close, func() error { return d.SetPaperReturned(1) }, d.Reconcile, d.OpenBox,
			func() error { _, err := d.BeginBatch(1); return err },
			func() error { return d.EnterPaper(1, paper.First, "甲", first) },
			func() error { return d.EnterPaper(1, paper.Second, "乙", second) },
			func() error {
				if len(p.View().Round.Paper.Batches[0].Unsettled(p.View().Procedure)) == 0 {
					return nil
				}
				return d.SettlePaper(1, 0, "丙", second, "")
			},
			func() error { _, err := d.Count(); return err }, func() error { return d.Sign() }, d.Announce,
		} {
			p.do(act)
			pictures = append(pictures, p.picture())
		}
		return pictures
	}
	marked := func(at int) paper.Sheet {
		s := paper.Sheet{Cells: make([]paper.Cell, 12)}
		s.Cells[at] = paper.Cell(ballot.Approve)
		return s
	}
	one := see(marked(0), marked(0))
	for _, two := range [][]string{see(marked(3), marked(3)), see(marked(1), paper.Sheet{Spoiled: paper.Torn})} {
		for i := range one[:len(one)-1] {
			if one[i] != two[i] {
				t.Fatalf("after act %d the hall shows what is on the paper", i+1)
			}
		}
	}
	if one[len(one)-1] == one[len(one)-2] {
		t.Fatal("the announcement shows nothing")
	}
}

func TestTheHallFollowsTheProcedure(t *testing.T) {
	p := play(t, 2, nil)
	acts := p.course("√√..........", "√√..........", "√.√.........")
	says := [][]string{
		{"查验空票箱", "票箱内的表决票", "0", "接下来：签到"},
		{"是空箱"},
		{"正在签到", "应到", "3"},
		{"正在签到", "实到"},
		{"正在投票", "发出", "收回", "赞成不超过 2 项"},
		{"正在投票", "1"}, {"正在投票"}, {"正在投票"},
		{"票箱已关闭"},
		{"票数已核对"},
		{"计票完毕", "接下来：由大会主席团公布结果"},
		{"结果已经签字"},
		{"应选 2 项，当选 2 项", "有效\u00a03", p.View().Setup.List.Projects[0].Name, p.View().Setup.List.Projects[1].Name},
	}
	p.MustSee("演练", "正在准备投票", "应选 2 项")
	for i, act := range acts {
		p.do(act)
		p.MustSee(append([]string{"演练"}, says[i]...)...)
		if i < len(acts)-1 {
			for _, x := range p.View().Setup.List.Projects {
				p.MustNotSee(x.Name)
			}
		}
	}
	p.MustNotSee(p.View().Setup.List.Projects[2].Name)
}

func TestATieAndAShortfallAreSaid(t *testing.T) {
	p := play(t, 2, nil)
	p.do(p.course("√√..........", "√√..........", "√.√.........")...)
	p.MustNotSee("票数相同", "缺额")

	// One chosen, two tied for the other place
	p = play(t, 2, func(s *meeting.Setup) { s.Procedure.Threshold.Num, s.Procedure.Threshold.Den = 1, 4 })
	p.do(p.course("√√..........", "√.√.........", "√...........")...)
	list := p.View().Setup.List.Projects
	p.MustSee("应选 2 项，当选 1 项", "另有 2 项票数相同，争 1 个名额，将再次投票", "票数相同，再次投票",
		// with the numbers that they have on the ballot
		"1"+list[0].Name, "2"+list[1].Name, "3"+list[2].Name)
	p.do(p.Desk.RunOff)
	p.MustSee("第 2 轮（再次投票）", "候选项目 2 项，应选 1 项")
	p.MustNotSee(list[0].Name)
	p.do(p.course("√.", "√.", ".√")...)
	p.MustSee("应选 2 项，当选 2 项", list[0].Name, list[1].Name)
	p.MustNotSee(list[2].Name)

	p = play(t, 2, nil)
	p.do(p.course("√...........", "√...........", "............")...)
	p.MustSee("应选 2 项，当选 1 项", "缺额 1 项，如何处理由大会主席团决定")
	p.do(func() error { return p.Desk.Decide(meeting.AcceptFewer, meeting.Presidium, "不再补选") })
	p.MustSee("缺额 1 项，经大会主席团决定，缺额从略")
	p.MustNotSee("不再补选")
}

func TestAMotionAndAnAssessment(t *testing.T) {
	p := play(t, 2, nil)
	p.do(func() error { return p.Desk.BeginMotion("票决办法（草案）") })
	p.do(p.course("√", "√", "×")...)
	p.MustSee("票决办法（草案）", "议案通过", "赞成 2 票，反对 1 票，弃权 0 票，未投 0 人")

	p = play(t, 2, nil)
	p.do(func() error { return p.Desk.BeginAssessment("实事项目满意度测评", nil) })
	p.do(p.course("√√..........", "√√..........", "√×..........")...)
	p.MustSee("满意", "不满意", p.View().Setup.List.Projects[0].Name)
}

func TestAVoidRoundAndPaper(t *testing.T) {
	p := play(t, 2, nil)
	p.do(p.course("√√..........")[:6]...)
	p.do(func() error { return p.Desk.Pause("停电") })
	p.MustSee("投票暂停")
	p.do(func() error { return p.Desk.SwitchToPaper("停电") }, func() error { return p.Desk.SetPaperIssued(2) })
	p.MustSee("改用纸质表决票", "收回电子票")
	p.do(p.Desk.Close)
	p.MustSee("票箱已关闭", "—")
	p.do(func() error { return p.Desk.SetPaperReturned(2) })
	p.MustNotSee("—")
	p.do(p.Desk.Reconcile, p.Desk.OpenBox)
	p.MustSee("正在录入纸票")
	p.do(func() error { return p.Desk.VoidRound(meeting.Presidium, "票样有误") })
	p.MustSee("本轮投票作废", "经决定，本轮投下的票不计")
	p.MustNotSee("票样有误")
}

// Whatever is happening is said in at most three lines, in either language.
func TestThreeLinesOfProcess(t *testing.T) {
	p := play(t, 2, nil)
	for _, l := range []say.Language{say.Chinese, say.English} {
		if err := words.Use(l); err != nil {
			t.Fatal(err)
		}
		v := p.View()
		v.Setup.Roll, v.Quorum = 3000, 2000
		v.Round.Roll, v.Round.Present, v.Round.Issued, v.InBox = 3000, 2950, 2949, 2948
		for _, state := range []meeting.State{
			meeting.Draft, meeting.Frozen, meeting.EmptyShown, meeting.SignIn, meeting.Casting, meeting.Paused, meeting.OnPaper,
			meeting.Closed, meeting.Reconciled, meeting.Opened, meeting.Counted, meeting.Signed, meeting.Void,
		} {
			v.Round.State = state
			s := sceneOf(v)
			if s.Now == "" || s.How == "" || s.Next == "" {
				t.Errorf("%s: %+v", state, s)
			}
			for _, size := range []fyne.Size{full, small} {
				real := func(size float32, bold bool) prose.Advance { return prose.FaceOf(size, bold).Advance }
				pieces := lay(s, size, 0, real).Pieces
				for _, want := range []string{s.Now, s.How, s.Next} {
					if !slices.ContainsFunc(pieces, func(x piece) bool { return x.Text == want }) {
						t.Errorf("%s, %s on %v: %q does not stand on one line", l, state, size, want)
					}
				}
			}
		}
	}
	if err := words.Use(say.Chinese); err != nil {
		t.Fatal(err)
	}
}

// Pages turn by the clerk's keys and by nothing else.
func TestPagesTurnByKeys(t *testing.T) {
	p := play(t, 30, func(s *meeting.Setup) {
		one := s.List.Projects[0]
		s.List.Projects = nil
		for i, name := range named(40, 40) {
			one.ID, one.Name = string(rune('A'+i/26))+string(rune('A'+i%26)), name
			s.List.Projects = append(s.List.Projects, one)
		}
	})
	all := strings.Repeat("√", 30)
	p.do(p.course(all, all, all)...)
	page := func() int { at, _ := p.hall.Pages(); return at }
	_, of := p.hall.Pages()
	if of < 2 || page() != 1 {
		t.Fatalf("page %d of %d", page(), of)
	}
	p.Press(fyne.KeyUp)
	if page() != 1 {
		t.Error("a page before the first")
	}
	p.Press(fyne.KeyPageDown)
	if page() != 2 {
		t.Error("PgDn does not turn")
	}
	p.MustSee("第 2 页，共")
	p.Announce()
	if page() != 2 {
		t.Error("the same result went back to its first page")
	}
	for range of + 2 {
		p.Press(fyne.KeySpace)
	}
	if page() != of {
		t.Errorf("page %d of %d after the last", page(), of)
	}
	p.Press(fyne.KeyPageUp)
	if page() != of-1 {
		t.Error("PgUp does not turn back")
	}
}

func TestFullScreen(t *testing.T) {
	p := play(t, 2, nil)
	p.Press(fyne.KeyF11)
	if !p.hall.window.FullScreen() {
		t.Fatal("F11 does not fill the screen")
	}
	p.Press(fyne.KeyEscape)
	if p.hall.window.FullScreen() {
		t.Fatal("Esc does not give it back")
	}
}

// The control opens one hall, and it is closed with the desk.
func TestTheControlOfTheDesk(t *testing.T) {
	var last *Hall
	t.Cleanup(func() { // after the window of the app was closed
		if last == nil || !last.closed {
			t.Error("the hall outlived the window of the app")
		}
	})
	s := stagetest.New(t)
	c := NewControl(s.Stage, func() {})
	s.Window.SetContent(c.Object())
	h := hand.Hand{T: t, W: s.Window}
	before := len(s.App.Driver().AllWindows())
	open := func() int { return len(s.App.Driver().AllWindows()) - before }
	h.Tap("打开大屏")
	if s.Window.Canvas().Overlays().Top() != nil {
		t.Error("a sheet that lies behind the new window blocks the desk")
	}
	h.MustSee("大屏已经打开，请把大屏窗口移到会场的屏幕上，再按 F11")
	h.MustNotSee("打开大屏", "结果多于一页")
	if open() != 1 {
		t.Fatalf("%d windows more", open())
	}
	h.Tap("全屏")
	if !c.hall.window.FullScreen() {
		t.Error("not full")
	}
	h.Tap("关闭大屏")
	h.MustSee("打开大屏")
	h.MustNotSee("大屏已经打开")
	if open() != 0 {
		t.Fatalf("%d windows left", open())
	}
	h.Tap("打开大屏")
	s.Clear()
	h.MustSee("打开大屏")
	if open() != 0 {
		t.Fatal("the hall outlived the screens of the desk")
	}
	h.Tap("打开大屏")
	last = c.hall
}
