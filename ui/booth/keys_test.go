package booth

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"piaojue/app/ballot"
)

func TestVotingWithTheKeyboardAlone(t *testing.T) {
	s := open(t, nil)
	s.booth.LetThrough()
	// The arrow begins with the first row; a digit chooses, the space bar too
	s.Press(fyne.KeyDown)
	s.Type("1")
	s.Press(fyne.KeyDown)
	s.Type("2")
	s.Press(fyne.KeyDown, fyne.KeyRight, fyne.KeyRight, fyne.KeySpace)
	want := []ballot.Mark{ballot.Approve, ballot.Against, ballot.Abstain}
	for i, m := range want {
		if s.booth.marks[i] != m {
			t.Fatalf("row %d is %v, not %v", i+1, s.booth.marks[i], m)
		}
	}
	// The same digit again changes nothing, as keys repeat; Delete clears
	s.Press(fyne.KeyUp)
	s.Type("2")
	s.Type("２")
	if s.marked(2) != ballot.Against {
		t.Fatal("a repeated digit cleared the choice")
	}
	s.Press(fyne.KeyDelete)
	if s.marked(2) != ballot.Unmarked {
		t.Fatal("Delete did not clear")
	}
	// A space bar that is held down is one press
	c := s.booth.paper.rows[1].choice(ballot.Approve)
	s.Window.Canvas().Focus(c)
	for range 4 {
		c.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	}
	if s.marked(2) != ballot.Approve {
		t.Fatal("a held space bar toggled")
	}
	c.KeyUp(&fyne.KeyEvent{Name: fyne.KeySpace})
	// Enter commits nothing anywhere
	s.Press(fyne.KeyReturn, fyne.KeyEnter)
	if s.marked(2) != ballot.Approve || s.booth.check != nil {
		t.Fatal("Enter did something")
	}
	// A row far below is brought into sight
	s.Press(fyne.KeyEnd)
	if !s.booth.paper.seen(11) {
		t.Fatal("the last row is not in view")
	}
	cells := test.WidgetRenderer(s.booth.paper.strip).(*stripRenderer).cells
	if cells[11].view.FillColor == cells[0].view.FillColor {
		t.Fatal("the strip does not show which rows are in view")
	}
	// ↓ goes on to the next step
	s.Press(fyne.KeyDown, fyne.KeyReturn)
	if s.booth.check != nil {
		t.Fatal("Enter went on to the check page")
	}
	s.Press(fyne.KeySpace)
	s.MustSee("核对表决票", "赞成 2 · 反对 0 · 弃权 1 · 未选择 9")
	for range 6 {
		s.Tab(1)
		if s.Window.Canvas().Focused() == fyne.Focusable(s.booth.check.cast) {
			break
		}
	}
	s.Press(fyne.KeyReturn)
	if s.inBox() != 0 {
		t.Fatal("Enter cast the ballot")
	}
	s.Press(fyne.KeySpace)
	if s.inBox() != 1 {
		t.Fatal("not cast")
	}
}

func TestTabGoesThroughTheWordsRowByRow(t *testing.T) {
	s := open(t, nil)
	s.booth.LetThrough()
	for row := range 3 {
		for _, m := range []ballot.Mark{ballot.Approve, ballot.Against, ballot.Abstain} {
			s.Tab(1)
			c, ok := s.Window.Canvas().Focused().(*choice)
			if !ok || c.row != row || c.mark != m {
				t.Fatalf("the focus is on %T %+v, want row %d, %v", s.Window.Canvas().Focused(), c, row, m)
			}
		}
		s.Tab(1) // 详情
	}
}
