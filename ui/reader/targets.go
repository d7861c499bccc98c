package reader

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/target"
	"piaojue/ui/look"
	rows "piaojue/ui/page"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// targetsFoot is the way to the commitments of the report, at the foot of its
// outline.
func (s *Screen) targetsFoot() fyne.CanvasObject {
	show := func() { s.st.Go(stage.Target{Place: stage.TargetsPlace}) }
	s.targets = newChip(words.T("reader.targets.unknown"), show)
	s.amounts = newChip(words.T("reader.targets.unknown"), show)
	return rows.NewColumn(0, widget.NewSeparator(), stage.Padded(look.Gap/2, rows.NewFlow(look.Gap, s.targets)))
}

// countTargets says how many commitments there are, once they have been found. A
// plain text has no outline: there the way stands in the row that says so.
func (s *Screen) countTargets() {
	s.targets.setWord(words.T("reader.targets.unknown"))
	if len(s.plain.Objects) == 2 {
		s.plain.Objects = slices.Insert(s.plain.Objects, 1, fyne.CanvasObject(stage.Padded(look.Gap/2, rows.NewFlow(look.Gap, s.amounts))))
	}
	s.amounts.Hide()
	s.st.Targets(func(all []target.Target) {
		word := words.T("reader.targets", "N", len(all))
		s.targets.setWord(word)
		s.amounts.setWord(word)
		s.amounts.Hidden = len(all) == 0
		s.plain.Refresh()
	})
}
