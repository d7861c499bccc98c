package booth

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/text/width"

	"piaojue/ui/look"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// ByClerk asks a question that only staff answers: with the station code where
// one is set, and else with a sentence that says who should press the button.
func ByClerk(st *stage.Stage, q stage.Question) {
	if !st.View().HasCode {
		q.Says = append(q.Says, words.T("booth.clerk"))
		st.Ask(q)
		return
	}
	askCode(st, q, "")
}

// errNotRight is a wrong station code; it never reaches a person.
var errNotRight = errors.New("wrong station code")

func askCode(st *stage.Stage, q stage.Question, wrong string) {
	sheet := q
	sheet.Says = append([]string(nil), q.Says...)
	if wrong != "" {
		sheet.Says = append(sheet.Says, wrong)
	}
	entry := newCodeEntry()
	rows := container.NewVBox(prose.New(words.T("booth.code")).AtLeast(12), entry)
	if q.Body != nil {
		rows.Add(stage.Space(look.Gap))
		rows.Add(q.Body)
	}
	sheet.Body = rows
	sheet.Do = func() {
		code := entry.code()
		entry.SetText("")
		var err error
		st.Do(func() error {
			right, failed := st.Desk.CodeRight(code)
			if err = failed; err == nil && !right {
				err = errNotRight
			}
			return nil
		}, func() {
			switch {
			case errors.Is(err, errNotRight):
				askCode(st, q, "▲ "+words.T("booth.code.wrong"))
			case err != nil:
				st.ShowProblem(err)
			default:
				q.Do()
			}
		})
	}
	entry.left = st.Ask(sheet)
	entry.not = q.Not
	st.Window.Canvas().Focus(entry)
}

// codeEntry takes a station code without showing it. Enter does nothing; Esc
// leaves the question.
type codeEntry struct {
	widget.Entry
	left, not func()
}

func newCodeEntry() *codeEntry {
	e := &codeEntry{}
	e.Password = true
	e.ActionItem = stage.Space(0) // in place of the eye that would show the code
	e.ExtendBaseWidget(e)
	return e
}

// code is what was typed, full-width digits as ASCII.
func (e *codeEntry) code() string { return width.Fold.String(e.Text) }

func (e *codeEntry) TypedKey(k *fyne.KeyEvent) {
	if k.Name != fyne.KeyEscape {
		e.Entry.TypedKey(k)
		return
	}
	e.SetText("")
	e.left()
	if e.not != nil {
		e.not()
	}
}
