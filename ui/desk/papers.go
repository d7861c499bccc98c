package desk

import (
	"fyne.io/fyne/v2"

	"piaojue/app/meeting"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// papers offers what can be printed of the meeting as it stands, and on which
// paper.
func (s *Screen) papers(v meeting.View) []fyne.CanvasObject {
	all := stage.Papers(v)
	if len(all) == 0 {
		return nil
	}
	sizes := newOneOf(func(paper string) { s.paper = paper }, s.reveal, []string{"A4", "A5"}, func(p string) string { return "desk.papers." + p })
	sizes.set(s.paper)
	row := []fyne.CanvasObject{prose.New(words.T("desk.papers")).Bold().AtLeast(4)}
	row = append(row, sizes.objects()...)
	buttons := make([]fyne.CanvasObject, len(all))
	for i, p := range all {
		buttons[i] = s.plain("desk.paper."+string(p), func() { s.print(p) })
	}
	return []fyne.CanvasObject{stage.Space(look.Gap), page.NewFlow(look.Gap, row...), page.NewFlow(look.Gap, buttons...)}
}

// print asks where a paper is to go, and writes it.
func (s *Screen) print(p stage.Paper) { s.st.AskPrint(p, s.paper) }
