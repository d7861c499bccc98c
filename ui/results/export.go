package results

import (
	"strings"

	"piaojue/app/meeting"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// export asks where the workbook of a round is to go, and writes it.
func (s *Screen) export(v meeting.View) {
	s.st.AskSave(stage.Saving{
		Title: words.T("results.export"), Name: fileName(v, "results.file", ".xlsx"), Ending: ".xlsx",
		Write: func(path string) error { return s.st.Files.WriteResult(path, v) },
	})
}

// print asks where the PDF of a round is to go, and writes it.
func (s *Screen) print(v meeting.View) {
	s.st.AskSave(stage.Saving{
		Title: words.T("results.print"), Name: fileName(v, "results.file", ".pdf"), Ending: ".pdf",
		Write: func(path string) error { return s.st.Files.Print(path, stage.ResultPaper, "A4", v) },
	})
}

// fileName is the name that is proposed for a file of a round.
func fileName(v meeting.View, key, ending string) string {
	if k := v.Round.Procedure.Kind; key == "results.file" && !k.Chooses() {
		key += "." + string(k)
	}
	if v.Setup.Rehearsal {
		key += ".rehearsal"
	}
	round := 0
	if len(v.Rounds) > 1 {
		round = v.Round.Number
	}
	return strings.TrimSuffix(words.T(key, "Vote", v.Subject(), "Round", round), ".xlsx") + ending
}
