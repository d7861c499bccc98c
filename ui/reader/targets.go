package reader

import (
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
	s.targets = newChip(words.T("reader.targets.unknown"), func() { s.st.Go(stage.Target{Place: stage.TargetsPlace}) })
	return rows.NewColumn(0, widget.NewSeparator(), stage.Padded(look.Gap/2, rows.NewFlow(look.Gap, s.targets)))
}

// countTargets says how many commitments there are, once they have been found.
func (s *Screen) countTargets() {
	s.targets.setWord(words.T("reader.targets.unknown"))
	s.st.Targets(func(all []target.Target) { s.targets.setWord(words.T("reader.targets", "N", len(all))) })
}
