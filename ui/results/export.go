package results

import (
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// export asks where the workbook is to go, and writes it.
func (s *Screen) export() {
	v := s.st.View()
	s.st.AskSave(stage.Saving{
		Title: words.T("results.export"), Name: s.fileName(), Ending: ".xlsx",
		Write: func(path string) error { return s.st.Files.WriteResult(path, v) },
	})
}

// fileName is the name that is proposed.
func (s *Screen) fileName() string {
	v := s.st.View()
	key := "results.file"
	if v.Setup.Rehearsal {
		key = "results.file.rehearsal"
	}
	return words.T(key, "Vote", v.Setup.Vote)
}
