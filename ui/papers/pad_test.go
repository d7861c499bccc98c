package papers

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"piaojue/app/paper"
	"piaojue/app/procedure"
)

func keyed(p *pad, text string) *pad {
	for _, r := range text {
		p.rune(r)
	}
	return p
}

// A ballot of twelve projects takes twelve digits and Enter: at three keys a
// second less than five seconds.
func TestABallotIsOneStrokeAProject(t *testing.T) {
	p := keyed(newPad(procedure.ThreeWay, 12), "11111111123")
	if _, whole := p.sheet(); whole {
		t.Fatal("whole after eleven")
	}
	p.rune('0')
	s, whole := p.sheet()
	if !whole || !slices.Equal(s.Cells, []paper.Cell{1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 0}) {
		t.Fatalf("%v %v", s, whole)
	}
	// A digit too many changes nothing
	if p.rune('1') {
		t.Error("a thirteenth digit was taken")
	}
}

func TestDoubtsAndFullWidthDigits(t *testing.T) {
	s, whole := keyed(newPad(procedure.ThreeWay, 5), "４5６１0").sheet()
	if !whole || !slices.Equal(s.Cells, []paper.Cell{paper.Contradictory, paper.Illegible, paper.Circle, 1, 0}) {
		t.Errorf("%v %v", s, whole)
	}
}

func TestTheRestHasNoMark(t *testing.T) {
	s, whole := keyed(newPad(procedure.Pick, 6), "11-").sheet()
	if !whole || !slices.Equal(s.Cells, []paper.Cell{1, 1, 0, 0, 0, 0}) {
		t.Errorf("%v %v", s, whole)
	}
	if keyed(newPad(procedure.Pick, 2), "2").seen[0] {
		t.Error("a ballot that picks has no 反对")
	}
}

func TestAnAssessmentHasItsWords(t *testing.T) {
	s, _ := keyed(newPad(procedure.Rating, 4), "1230").sheet()
	if !slices.Equal(s.Cells, []paper.Cell{1, 3, 2, 0}) { // 满意 基本满意 不满意 弃权
		t.Errorf("%v", s.Cells)
	}
}

func TestInvalidAsAWhole(t *testing.T) {
	for i, want := range paper.Spoils {
		p := keyed(newPad(procedure.ThreeWay, 3), "1")
		p.rune('9')
		if _, whole := p.sheet(); whole {
			t.Fatal("9 alone says nothing")
		}
		p.rune(rune('1' + i))
		if s, whole := p.sheet(); !whole || s.Spoiled != want || len(s.Cells) != 0 {
			t.Errorf("%v %v", s, whole)
		}
		// A mark takes it back, and so does the way back
		p.rune('2')
		if s, whole := keyed(p, "3").sheet(); !whole || !slices.Equal(s.Cells, []paper.Cell{1, 2, 3}) {
			t.Errorf("after a mark: %v %v", s, whole)
		}
	}
	p := keyed(newPad(procedure.ThreeWay, 2), "9")
	p.key(fyne.KeyUp)
	if p.choosing || p.spoil != "" {
		t.Error("an arrow did not take 9 back")
	}
	if keyed(p, "99").spoil != "" {
		t.Error("9 9 is no reason")
	}
}

// Going back mends one mark and returns to where the ballot ended.
func TestMending(t *testing.T) {
	p := keyed(newPad(procedure.ThreeWay, 4), "1111")
	p.key(fyne.KeyUp)
	p.key(fyne.KeyUp)
	p.rune('2')
	if s, whole := p.sheet(); !whole || !slices.Equal(s.Cells, []paper.Cell{1, 1, 2, 1}) || p.at != 4 {
		t.Errorf("%v at %d", s, p.at)
	}
	p = keyed(newPad(procedure.ThreeWay, 4), "1")
	p.key(fyne.KeyDown)
	keyed(p, "22")
	if _, whole := p.sheet(); whole || p.missing() != 1 {
		t.Error("a project that was passed over is taken for marked")
	}
}
