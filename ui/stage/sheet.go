package stage

import (
	"image/color"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

// Question asks before something is done. Enter never answers it: a button
// takes a click, or the space bar once Tab has reached it; Esc leaves it. A
// notice, which asks nothing, is left by Enter too.
type Question struct {
	Title string
	// Says what will happen and what cannot be undone, a sentence each.
	Says []string
	// Body is shown under the sentences (may be nil).
	Body fyne.CanvasObject
	// Fields are those in the body that take writing: the cursor goes into the first,
	// and Esc leaves the sheet from each.
	Fields []*page.Input
	Yes    string // the act as a verb: 冻结
	No     string // 返回 if empty
	// Cover hides what lies below the sheet, where others than its owner look on.
	Cover bool
	// Grave acts cannot be undone; their button has the accent colour.
	Grave bool
	// Do runs after the sheet is gone; a Do that is nil makes the sheet a
	// notice with one button.
	Do func()
	// Not runs when the question is left (may be nil).
	Not func()
}

// Ask shows a question over the window. The returned function closes it.
func (s *Stage) Ask(q Question) (dismiss func()) {
	dismiss, _ = s.ask(q)
	return dismiss
}

func (s *Stage) ask(q Question) (dismiss func(), shown fyne.CanvasObject) {
	if q.No == "" {
		q.No = words.T("stage.back")
	}
	var sheet *widget.PopUp
	restore := func() {}
	var cover *canvas.Rectangle
	leave := func() {
		sheet.Hide()
		if cover != nil {
			s.Window.Canvas().Overlays().Remove(cover)
		}
		restore()
	}
	no := Button(q.No, func() {
		leave()
		if q.Not != nil {
			q.Not()
		}
	})
	buttons := container.NewHBox(layout.NewSpacer(), no)
	if q.Do != nil {
		// Far from each other: a slip must not do what cannot be undone.
		buttons = container.NewHBox(no, Space(3*look.Gap), layout.NewSpacer())
	}
	if q.Do != nil {
		yes := Button(q.Yes, func() {
			leave()
			q.Do()
		})
		if q.Grave {
			yes.Importance = widget.HighImportance
		}
		buttons.Add(yes)
	}
	rows := page.NewColumn(look.Gap/2, prose.New(q.Title).Bold().Sized((*look.Look).Heading).AtLeast(16), Space(look.Gap))
	for _, line := range q.Says {
		rows.Add(prose.New(line).AtLeast(28))
	}
	if q.Body != nil {
		rows.Add(Space(look.Gap))
		rows.Add(q.Body)
	}
	rows.Add(Space(2 * look.Gap))
	rows.Add(buttons)

	if q.Cover {
		cover = canvas.NewRectangle(look.Current().Palette().Paper)
		cover.Resize(s.Window.Canvas().Size())
		s.Window.Canvas().Overlays().Add(cover)
	}
	padded := Padded(3*look.Gap, rows)
	sheet = widget.NewModalPopUp(padded, s.Window.Canvas())
	size := s.Window.Canvas().Size()
	em := prose.FaceOf(look.Current().TextSize(), false).Advance('中')
	width := min(34*em, size.Width-4*look.Gap)
	sheet.Resize(fyne.NewSize(width, page.Settle(padded, width)))
	sheet.Show()
	shown = s.Window.Canvas().Overlays().Top()

	before := s.Window.Canvas().OnTypedKey()
	s.Window.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		enter := e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter
		if e.Name == fyne.KeyEscape || enter && q.Do == nil && !q.Grave {
			no.OnTapped()
		}
	})
	restore = func() { s.Window.Canvas().SetOnTypedKey(before) }
	for _, f := range q.Fields {
		f.OnEscape = no.OnTapped
	}
	if len(q.Fields) > 0 {
		s.Window.Canvas().Focus(q.Fields[0])
	}
	return leave, shown
}

// Tell shows a notice with one button.
func (s *Stage) Tell(title string, says ...string) {
	s.Ask(Question{Title: title, Says: says, No: words.T("stage.understood")})
}

// problem is what ShowProblem said, and the box it stands in.
type problem struct {
	says []string
	box  fyne.CanvasObject
}

// ShowProblem says what went wrong and what to do next; the cause goes to the log.
// What a box in sight says already is not said over it again.
func (s *Stage) ShowProblem(err error) {
	if err == nil {
		return
	}
	s.log(err)
	what, do := words.Explain(err)
	says := []string{what}
	if do != "" {
		says = append(says, do)
	}
	if p := s.problem; p != nil && slices.Equal(p.says, says) && slices.Contains(s.Window.Canvas().Overlays().List(), p.box) {
		return
	}
	// Not by Enter: what failed while somebody types is not swept away unread.
	_, box := s.ask(Question{Title: words.T("stage.problem"), Says: says, No: words.T("stage.understood"), Grave: true})
	s.problem = &problem{says, box}
	s.failed, s.failedAt = what+do, s.Now()
	if s.OnProblem != nil {
		s.OnProblem()
	}
}

// Failed is what the last problem said and when, until an act succeeds; "" for
// none.
func (s *Stage) Failed() (says string, at time.Time) { return s.failed, s.failedAt }

// Button is a button of at least look.Target in height with its word.
func Button(word string, tapped func()) *page.Button { return page.NewButton(word, tapped) }

// NextStep is the button of the one next step.
func NextStep(word string, tapped func()) *page.Button {
	b := Button(word, tapped)
	b.Importance = widget.HighImportance
	return b
}

// Space keeps a distance.
func Space(of float32) fyne.CanvasObject {
	r := canvas.NewRectangle(color.Transparent)
	r.SetMinSize(fyne.NewSize(of, of))
	return r
}

// Padded keeps a distance around an object.
func Padded(by float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(by, by, by, by), o)
}
