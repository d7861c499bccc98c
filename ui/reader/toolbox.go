package reader

import (
	"math"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/ui/look"
	rows "piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

// toolbox is the small bar beside a selection: 高亮 in four colours, 下划线, 批注,
// 疑问, 建议, 复制.
type toolbox struct {
	widget.BaseWidget
	ground *ground
	chips  *fyne.Container
	keys   *prose.Text
	column *fyne.Container
	at     report.Range // what keys was last said for
}

func newToolbox(paint func(note.Colour), annotate func(note.Kind), copy func()) *toolbox {
	t := &toolbox{ground: newGround(sheet, 1)}
	t.chips = rows.NewFlow(look.Gap / 2)
	for _, c := range note.Colours {
		t.chips.Add(newColourChip(c, func() { paint(c) }))
	}
	for _, k := range []note.Kind{note.Underline, note.Remark, note.Question, note.Suggestion} {
		t.chips.Add(newChip(words.T("note.kind."+string(k)), func() { annotate(k) }))
	}
	t.chips.Add(newChip(words.T("reader.copy"), copy))
	t.keys = prose.New(words.T("reader.toolbox.keys")).Sized((*look.Look).Caption).Faint()
	t.column = rows.NewColumn(look.Gap/2, t.chips, t.keys)
	t.ExtendBaseWidget(t)
	t.Hide()
	return t
}

// say puts a short notice under the chips, until something else is selected.
func (t *toolbox) say(text string) { t.keys.SetText(text) }

// forSelection takes back a notice that was about another selection.
func (t *toolbox) forSelection(at report.Range) {
	if at != t.at {
		t.at = at
		t.say(words.T("reader.toolbox.keys"))
	}
}

// control is the name of the key that goes with letters.
func control() string {
	if runtime.GOOS == "darwin" {
		return "Cmd"
	}
	return "Ctrl"
}

// place puts the toolbox above a selection or, where there is no room, below;
// in a page of a size, from top to bottom of the selection.
func (t *toolbox) place(page fyne.Size, x, top, bottom float32) {
	pad := look.Gap
	wide := float32(0)
	for _, o := range t.chips.Objects {
		wide += o.MinSize().Width + look.Gap/2
	}
	wide = whole(min(wide+1, page.Width-4*pad))
	height := whole(rows.Settle(t.column, wide)) + 2*pad
	size := fyne.NewSize(wide+2*pad, height)
	t.Resize(size)
	t.Move(beside(page, size, x, top, bottom))
}

// beside is where something of a size lies above a passage of a page or, where
// there is no room, below.
func beside(page, size fyne.Size, x, top, bottom float32) fyne.Position {
	y := top - size.Height - 4
	if y < 2 {
		y = bottom + 4
	}
	if y+size.Height > page.Height-2 {
		// A passage as high as the page: over its end.
		y = max(2, page.Height-size.Height-2)
	}
	return fyne.NewPos(whole(min(max(x, 2), max(2, page.Width-size.Width-2))), whole(y))
}

// whole rounds a measure up to units: thin frames are drawn whole on them.
func whole(v float32) float32 { return float32(math.Ceil(float64(v))) }

// CreateRenderer is for Fyne.
func (t *toolbox) CreateRenderer() fyne.WidgetRenderer { return toolboxRenderer{t} }

type toolboxRenderer struct{ t *toolbox }

func (r toolboxRenderer) Layout(s fyne.Size) {
	r.t.ground.Resize(s)
	r.t.column.Move(fyne.NewPos(look.Gap, look.Gap))
	rows.Settle(r.t.column, s.Width-2*look.Gap)
}

func (r toolboxRenderer) MinSize() fyne.Size { return fyne.NewSize(look.Target, look.Target) }
func (r toolboxRenderer) Destroy()           {}
func (r toolboxRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.t.ground, r.t.column}
}

func (r toolboxRenderer) Refresh() {
	r.t.ground.Refresh()
	r.t.column.Refresh()
	canvas.Refresh(r.t)
}
