// Package hall is the big screen (大屏): a second window for those who sit in the
// hall. It says in plain words where the procedure is, shows the empty box and
// how many ballots were issued and returned, and after the announcement, never
// before, what was chosen.
//
// Nothing in it depends on what is on any ballot before the result of the round
// was announced (see sceneOf), and how it is set depends on nothing but the
// scene, the size of the screen and the page (see lay). It follows the meeting;
// pages are turned by the clerk only.
package hall

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// Hall is the window of the hall while it is open.
type Hall struct {
	st     *stage.Stage
	window fyne.Window
	wall   *wall
	closed bool
	// OnChange is called when a page was turned or the window was closed, also
	// by its own button (may be nil).
	OnChange func()
}

// Open opens the window. It is closed with the screens of the desk that opened
// it, and with the window of the app.
func Open(st *stage.Stage) *Hall {
	h := &Hall{st: st, window: st.App.NewWindow(words.T("hall.title")), wall: newWall()}
	h.window.SetPadded(false)
	h.window.Resize(fyne.NewSize(1280, 720))
	h.window.SetContent(h.wall)
	h.window.SetOnClosed(func() {
		h.closed = true
		h.changed()
	})
	h.window.Canvas().SetOnTypedKey(h.key)
	h.window.Canvas().SetOnTypedRune(func(r rune) {
		if r == 'f' || r == 'F' {
			h.FullScreen()
		}
	})
	h.update()
	st.OnChange(h.update)
	st.OnClear(h.Close)
	h.window.Show()
	return h
}

// Close closes the window.
func (h *Hall) Close() {
	if !h.closed {
		h.window.Close()
	}
}

// FullScreen fills the screen on which the window is, or gives it back.
func (h *Hall) FullScreen() { h.window.SetFullScreen(!h.window.FullScreen()) }

// Turn goes so many pages on, or back.
func (h *Hall) Turn(by int) {
	h.wall.turn(by)
	h.changed()
}

// Pages are the page that is shown, from 1, and how many there are.
func (h *Hall) Pages() (page, of int) { return h.wall.page + 1, h.wall.pages() }

func (h *Hall) changed() {
	if h.OnChange != nil {
		h.OnChange()
	}
}

// update shows the meeting as it is. Another scene begins with its first page.
func (h *Hall) update() {
	if h.closed {
		return
	}
	h.wall.show(sceneOf(h.st.View()))
	h.changed()
}

func (h *Hall) key(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyPageDown, fyne.KeyRight, fyne.KeyDown, fyne.KeySpace:
		h.Turn(1)
	case fyne.KeyPageUp, fyne.KeyLeft, fyne.KeyUp:
		h.Turn(-1)
	case fyne.KeyF11:
		h.FullScreen()
	case fyne.KeyEscape:
		if h.window.FullScreen() {
			h.FullScreen()
		}
	}
}

func rehearsal() string             { return words.T("hall.rehearsal") }
func pageOf(page, pages int) string { return words.T("hall.page", "Page", page, "Pages", pages) }

// The colours are those of the hall, whatever the desk has chosen.
var (
	ground = color.NRGBA{R: 0x0B, G: 0x1D, B: 0x3A, A: 0xff}
	inks   = map[tone]color.NRGBA{
		plain: {R: 0xff, G: 0xff, B: 0xff, A: 0xff},
		quiet: {R: 0xD3, G: 0xDD, B: 0xEC, A: 0xff},
		label: {R: 0xFF, G: 0xD8, B: 0x6B, A: 0xff},
	}
)

// wall is what the window shows.
type wall struct {
	widget.BaseWidget
	scene scene
	page  int
}

func newWall() *wall {
	w := &wall{}
	w.ExtendBaseWidget(w)
	return w
}

func (w *wall) show(s scene) {
	if !s.same(w.scene) {
		w.page = 0
	}
	w.scene = s
	w.Refresh()
}

func (w *wall) turn(by int) {
	w.page = min(max(w.page+by, 0), w.pages()-1)
	w.Refresh()
}

func (w *wall) picture() picture {
	return lay(w.scene, w.Size(), w.page, func(size float32, bold bool) prose.Advance { return prose.FaceOf(size, bold).Advance })
}

func (w *wall) pages() int { return w.picture().Pages }

// CreateRenderer is for Fyne.
func (w *wall) CreateRenderer() fyne.WidgetRenderer {
	return &wallRenderer{w: w, ground: canvas.NewRectangle(ground)}
}

type wallRenderer struct {
	w       *wall
	ground  *canvas.Rectangle
	objects []fyne.CanvasObject
}

func (r *wallRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.objects = append(r.objects[:0], r.ground)
	if size.Height < 1 {
		return
	}
	p := r.w.picture()
	r.w.page = min(r.w.page, p.Pages-1) // a larger window has fewer pages
	for _, x := range p.Pieces {
		t := canvas.NewText(x.Text, inks[x.Tone])
		t.TextSize, t.TextStyle.Bold = x.Size, x.Bold
		box := t.MinSize()
		t.Resize(box)
		t.Move(x.At.AddXY(0, (x.Size*leading-box.Height)/2))
		if x.Tone == label {
			frame := canvas.NewRectangle(color.Transparent)
			frame.StrokeColor, frame.StrokeWidth, frame.CornerRadius = inks[label], x.Size/14, x.Size/6
			frame.Resize(fyne.NewSize(box.Width+x.Size*0.6, x.Size*1.4))
			frame.Move(x.At.AddXY(-x.Size*0.3, (x.Size*leading-x.Size*1.4)/2))
			r.objects = append(r.objects, frame)
		}
		r.objects = append(r.objects, t)
	}
}

func (r *wallRenderer) Refresh() {
	r.Layout(r.w.Size())
	canvas.Refresh(r.w)
}

func (r *wallRenderer) MinSize() fyne.Size           { return fyne.NewSize(1, 1) }
func (r *wallRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *wallRenderer) Destroy()                     {}
