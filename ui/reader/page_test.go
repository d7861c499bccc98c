package reader

import (
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/ui/look"
)

// texts are the text objects on a page, in order.
func texts(p *page) []*canvas.Text {
	var out []*canvas.Text
	for _, o := range test.WidgetRenderer(p).Objects() {
		if t, ok := o.(*canvas.Text); ok {
			out = append(out, t)
		}
	}
	return out
}

// spoken joins what is on a page.
func spoken(p *page) string {
	var b strings.Builder
	for _, t := range texts(p) {
		b.WriteString(t.Text)
	}
	return b.String()
}

// linesOn are the lines on a page, of all their parts together.
func linesOn(p *page) []string {
	var out []string
	last := float32(-1000)
	for _, t := range texts(p) {
		if middle := t.Position().Y + t.Size().Height/2; math.Abs(float64(middle-last)) > 2 {
			out, last = append(out, ""), middle
		}
		out[len(out)-1] += t.Text
	}
	return out
}

// grounds are how many rectangles of a colour are on a page.
func grounds(p *page, c any) int {
	n := 0
	for _, o := range test.WidgetRenderer(p).Objects() {
		if r, ok := o.(*canvas.Rectangle); ok && r.FillColor == c {
			n++
		}
	}
	return n
}

func shown(t *testing.T, r *report.Report, w, h float32) *page {
	t.Helper()
	p := pageOf(r)
	test.NewTempWindow(t, p)
	p.Resize(fyne.NewSize(w, h))
	return p
}

func TestOnlyWhatIsSeenHasObjects(t *testing.T) {
	looking(t, look.Light, 18)
	long := report.Parse(strings.Repeat(string(theReport().Text)+"\n", 10))
	p := shown(t, long, 1000, 700)
	most := 0
	for range 200 {
		p.scrollTo(p.col.top + 333)
		most = max(most, len(test.WidgetRenderer(p).Objects()))
	}
	// A line is drawn in as many parts as it has places where it was adjusted.
	if lines := int(700/(leading*p.size)) + 2; most > 20*lines {
		t.Errorf("%d objects for %d lines", most, lines)
	}
	if r := test.WidgetRenderer(p).(*pageRenderer); len(r.spare) > 1500 {
		t.Errorf("%d objects are kept in reserve", len(r.spare))
	}
}

func TestThePageShowsTheTextFromTheFirstLineToTheLast(t *testing.T) {
	looking(t, look.Light, 18)
	r := theReport()
	p := shown(t, r, 1000, 700)
	if got := spoken(p); !strings.Contains(got, "政 府 工 作 报 告") || !strings.Contains(got, "各位代表：") {
		t.Errorf("the page begins with %q", got)
	}
	// Turning page after page, everything was seen once.
	seen := map[string]bool{}
	for range 200 {
		for _, line := range linesOn(p) {
			seen[line] = true
		}
		if p.col.top >= p.col.most() {
			break
		}
		p.scrollTo(p.col.top + 500)
	}
	for i := range p.col.blocks {
		b := &p.col.blocks[i]
		for _, l := range b.lines {
			line := string(p.col.text[b.start+l.Start : b.start+l.End])
			if !seen[line] {
				t.Errorf("%q was never on the page", line)
			}
		}
		if b.lines == nil {
			t.Errorf("block %d was passed over", i)
		}
	}
}

func TestTextStandsWhereTheCaretIsPut(t *testing.T) {
	looking(t, look.Light, 18)
	p := shown(t, theReport(), 1000, 700)
	p.bring(report.Range{Start: 9000, End: 9001})
	for _, text := range texts(p) {
		drawn := text.MinSize().Width
		reckoned := float32(0)
		face := p.col.blocks[0]
		face.size, face.bold = text.TextSize, text.TextStyle.Bold
		for _, r := range text.Text {
			reckoned += face.face(0).Advance(r)
		}
		if math.Abs(float64(drawn-reckoned)) > 1.5 {
			t.Errorf("%q is drawn %v wide, reckoned %v", text.Text, drawn, reckoned)
		}
	}
}

func TestHeadingsAreBoldInTheirKind(t *testing.T) {
	looking(t, look.Light, 20)
	r := theReport()
	p := shown(t, r, 1000, 700)
	find := func(words string) *canvas.Text {
		t.Helper()
		hits := r.Find(words)
		if len(hits) == 0 {
			t.Fatalf("%q is not in the report", words)
		}
		p.bring(hits[0])
		for _, line := range linesOn(p) {
			before, _, ok := strings.Cut(line, words)
			for _, text := range texts(p) {
				if ok && strings.HasPrefix(line, text.Text) {
					if len(before) < len(text.Text) {
						return text
					}
					before, line = before[len(text.Text):], line[len(text.Text):]
				}
			}
		}
		t.Fatalf("%q is not on the page", words)
		return nil
	}
	for _, c := range []struct {
		words string
		size  float32
		bold  bool
	}{
		{"政 府 工 作 报 告", 34, true},
		{"三、2021年主要工作任务", 26, true},
		{"深化违建专项治理", 20, true},
		{"现在，我代表姑苏区人民政府", 20, false},
	} {
		if text := find(c.words); text.TextSize != c.size || text.TextStyle.Bold != c.bold {
			t.Errorf("%q is set at %v, bold %v", c.words, text.TextSize, text.TextStyle.Bold)
		}
	}
	title := find("政 府 工 作 报 告")
	if middle := title.Position().X + title.Size().Width/2; math.Abs(float64(middle-p.left-p.col.width/2)) > 2 {
		t.Errorf("the title's middle is at %v, the column's at %v", middle, p.left+p.col.width/2)
	}
	if body := find("现在，我代表姑苏区人民政府"); math.Abs(float64(body.Position().X-p.left-40)) > 1 {
		t.Errorf("the first line of a paragraph begins at %v, the column at %v", body.Position().X, p.left)
	}
}

func TestTheMeasureStaysWithinThirtyTwoToForty(t *testing.T) {
	looking(t, look.Light, 18)
	r := theReport()
	for _, width := range []float32{700, 900, 1400, 2000} {
		p := shown(t, r, width, 700)
		if characters := p.col.width / 18; characters < 32 || characters > 40 {
			t.Errorf("on a page of %v a line holds %v characters", width, characters)
		}
		if right := width - p.left - p.col.width; math.Abs(float64(right-p.left)) > 1 {
			t.Errorf("on a page of %v the column lies at %v of %v", width, p.left, right)
		}
	}
}

func TestHighlightsHaveTheirTextColourInEveryMode(t *testing.T) {
	r := theReport()
	at := r.Find("完成54个小区")[0]
	for _, m := range look.Modes {
		looking(t, m, 18)
		p := shown(t, r, 1000, 700)
		p.setMarks([]mark{{id: "a", at: at, colour: note.Pink}})
		p.bring(at)
		pal := m.Palette()
		if grounds(p, pal.Pink) == 0 {
			t.Errorf("%s: no pink ground", m)
		}
		runs := 0
		for key, l := range test.WidgetRenderer(p).(*pageRenderer).shown {
			b := &p.col.blocks[key.block]
			for k, run := range l.runs {
				if run.sign != "" || run.from < at.Start || run.to > at.End {
					continue
				}
				runs++
				if l.texts[k].Color != pal.OnHighlight {
					t.Errorf("%s: %q on the highlight is %v", m, l.texts[k].Text, l.texts[k].Color)
				}
			}
			if b.lines == nil {
				t.Errorf("%s: a line of a block that is not laid is on the page", m)
			}
		}
		if runs == 0 {
			t.Errorf("%s: no text on the highlight", m)
		}
	}
}

func TestOtherSettingsShowAtOnce(t *testing.T) {
	d := open(t)
	at := d.find("完成54个小区")
	d.page.bring(at)
	before := d.page.kept()
	d.wear(look.Dark, 26)
	for _, text := range texts(d.page) {
		if text.TextSize < 19 {
			t.Fatalf("%q is still set at %v", text.Text, text.TextSize)
		}
	}
	if grounds(d.page, look.Dark.Palette().Sheet) == 0 {
		t.Error("the sheet is not dark")
	}
	if s := d.page.col.spotOf(before); s.y < d.page.col.top || s.y > d.page.col.top+float64(d.page.col.view) {
		t.Error("the place that was read is out of sight")
	}
}

// kept is the place that a change of size keeps.
func (p *page) kept() int { return p.col.kept }
