package hall

import (
	"fyne.io/fyne/v2"

	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// Control is the clerk's hold on the big screen at the desk: one button that
// opens it and, while it is open, those that turn its pages, let it fill its
// screen and close it.
type Control struct {
	st   *stage.Stage
	hall *Hall // nil while it is closed
	root *fyne.Container
	row  *fyne.Container // the buttons
	// pages is how many pages there are buttons for, and where says which is shown;
	// 0 and nil without.
	pages int
	where *prose.Text
	// resized lays the desk out anew, when there are other buttons.
	resized func()
}

// NewControl makes the control for a desk; resized is called when it needs
// another size.
func NewControl(st *stage.Stage, resized func()) *Control {
	c := &Control{st: st, root: page.NewColumn(look.Gap / 2), row: page.NewFlow(look.Gap), resized: resized}
	c.build()
	return c
}

// Object is what stands at the desk.
func (c *Control) Object() fyne.CanvasObject { return c.root }

func (c *Control) open() {
	c.hall = Open(c.st)
	c.hall.OnChange = c.follow
	c.build()
}

// follow shows what changed in the hall. The buttons stay the same objects while
// they are the same, so that the focus stays on the one that was pressed.
func (c *Control) follow() {
	if c.hall.closed {
		c.hall = nil
		c.build()
		return
	}
	at, of := c.hall.Pages()
	if of != c.pages {
		c.build()
		return
	}
	if c.where != nil {
		c.where.SetText(pageOf(at, of))
	}
}

func (c *Control) build() {
	defer c.resized()
	c.row.RemoveAll()
	c.root.Objects = []fyne.CanvasObject{c.row}
	c.where, c.pages = nil, 0
	c.row.Add(prose.New(words.T("hall.title")).Bold().AtLeast(4))
	if c.hall == nil {
		c.row.Add(page.NewButton(words.T("hall.open"), c.open))
		return
	}
	h := c.hall
	at, of := h.Pages()
	c.pages = of
	if of > 1 {
		c.where = prose.New(pageOf(at, of)).AtLeast(3)
		c.row.Add(c.where)
		c.row.Add(page.NewButton(words.T("hall.back"), func() { h.Turn(-1) }))
		c.row.Add(page.NewButton(words.T("hall.on"), func() { h.Turn(1) }))
	}
	c.row.Add(page.NewButton(words.T("hall.full"), h.FullScreen))
	c.row.Add(page.NewButton(words.T("hall.close"), h.Close))
	// The window opens over that of the desk: a sheet would lie unseen behind it.
	c.root.Add(prose.New(words.T("hall.opened")).Faint().AtLeast(12))
	if of > 1 {
		c.root.Add(prose.New(words.T("hall.opened.keys")).Faint().AtLeast(12))
	}
}
