package opinions

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"piaojue/app/opinion"
	"piaojue/app/say"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// importFile lets the user choose one file.
func (s *Screen) importFile() {
	s.st.ChooseFile(words.T("opinions.import.title"), words.T("opinions.import.open"), []string{".jsonld", ".json"},
		func(path string) { s.Import([]string{path}) })
}

// importFolder lets the user choose a folder of files.
func (s *Screen) importFolder() {
	s.st.ChooseFolder(words.T("opinions.import.folder.title"), words.T("opinions.import.open"), s.st.Files.ExportFolder(),
		func(path string) { s.Import([]string{path}) }, nil)
}

// Import takes in files, and those in folders. A file that cannot be read is
// named and left out; the others are taken in, together or not at all.
func (s *Screen) Import(paths []string) {
	io := s.st.Files.Opinions
	var taken []opinion.Taken
	var bad []error
	s.st.Do(func() error {
		found, err := io.Find(paths)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return say.Wrong(say.M("opinions.import.none", "Folder", filepath.Base(paths[0])), say.M("opinions.import.none.do", "Ending", opinion.Ending), nil)
		}
		var files []opinion.File
		for _, path := range found {
			set, err := io.Read(path)
			if err != nil {
				bad = append(bad, err)
				continue
			}
			files = append(files, opinion.File{Name: filepath.Base(path), Set: set})
		}
		if len(files) == 0 {
			return bad[0]
		}
		d, err := io.Digest()
		if err != nil {
			return err
		}
		taken, err = d.Take(files)
		return err
	}, func() {
		s.st.SaySaved()
		s.read(func() { s.tell(taken, bad) })
	})
}

// Takes reports whether a file that was dropped on the window is for this place:
// a file of opinions, or a folder.
func Takes(file fyne.URI) bool {
	switch strings.ToLower(file.Extension()) {
	case ".jsonld", ".json":
		return true
	}
	folder, err := storage.CanList(file)
	return err == nil && folder
}

// tell says what each file brought, which could not be read, and which answers
// are to be looked at again.
func (s *Screen) tell(taken []opinion.Taken, bad []error) {
	var cards []page.Card
	line := func(text string, c page.Card) {
		c.Plain, c.Blocks = true, []page.Block{{Text: text}}
		cards = append(cards, c)
	}
	for _, err := range bad {
		what, do := words.Explain(err)
		line("▲ "+what+do, page.Card{Chips: []page.Chip{{Text: words.T("opinions.taken.bad"), Ground: ground(opinion.Declined)}}})
	}
	for _, t := range taken {
		line(words.Say(t.Says()), page.Card{})
		for _, u := range t.Updated {
			key := "opinions.taken.updated"
			if u.Answered {
				key = "opinions.taken.updated.answered"
			}
			line(words.T(key, "Before", short(u.Before), "After", short(s.now(u.ID))), page.Card{})
		}
	}
	s.sheet(words.T("opinions.taken", "Files", len(taken)), words.T("stage.understood"), cards, nil)
}

// sheet shows cards over the window until it is left or one of them is chosen.
func (s *Screen) sheet(title, leaving string, cards []page.Card, chosen func(i int)) {
	var over *page.Sheet
	leave := func() { over.Close() }
	list := page.NewList()
	list.SetCards(cards)
	list.OnTapped = func(i int) {
		leave()
		chosen(i)
	}
	list.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape {
			leave()
			return true
		}
		return false
	}
	done := page.NewButton(leaving, leave)
	done.OnEscape = leave
	over = page.OpenSheet(s.st.Window, page.NewBorder(
		prose.New(title).Bold().Sized((*look.Look).Heading).AtLeast(12), page.NewFlow(look.Gap, done), list), leave)
	s.st.Window.Canvas().Focus(list)
}

// now is what an opinion says now.
func (s *Screen) now(id string) string {
	for _, g := range s.groups {
		for _, e := range g.Entries {
			for _, o := range e.Opinions {
				if o.ID == id {
					return o.Text
				}
			}
		}
	}
	return ""
}

// mostShort is how many characters of an opinion are quoted in a line.
const mostShort = 40

func short(s string) string {
	r := []rune(s)
	if len(r) > mostShort {
		return string(r[:mostShort]) + "…"
	}
	return s
}

// chooseDelegation shows the delegations, to keep to one of them.
func (s *Screen) chooseDelegation() {
	names, counts := []string{""}, map[string]int{}
	counted := map[string]bool{} // by delegation, one stands more than once
	for _, g := range s.groups {
		for _, e := range g.Entries {
			if counted[e.ID] {
				continue
			}
			counted[e.ID] = true
			counts[""]++
			seen := map[string]bool{}
			for _, o := range e.Opinions {
				if d := o.By.Delegation; d != "" && !seen[d] {
					if counts[d] == 0 {
						names = append(names, d)
					}
					seen[d] = true
					counts[d]++
				}
			}
		}
	}
	var cards []page.Card
	for _, n := range names {
		word := n
		if n == "" {
			word = words.T("opinions.delegation.all")
		}
		cards = append(cards, page.Card{Blocks: []page.Block{{Text: words.T("opinions.group", "Title", word, "Count", counts[n])}}})
	}
	s.sheet(words.T("opinions.delegation.choose"), words.T("stage.back"), cards, func(i int) {
		s.from = names[i]
		s.turn()
		s.fill()
	})
}

// export asks in which form all opinions go out.
func (s *Screen) export() {
	if err := s.Flush(); err != nil {
		s.st.ShowProblem(err)
		return
	}
	setup, by := s.st.View().Setup, s.by
	r, _ := s.st.Report()
	stored := func() (opinion.State, error) {
		d, err := s.st.Files.Opinions.Digest()
		if err != nil {
			return opinion.State{}, err
		}
		return d.State()
	}
	// paper writes what is stored, in the order that is shown.
	paper := func(write func(string, stage.OpinionPaper) error) func(string) error {
		return func(path string) error {
			state, err := stored()
			if err != nil {
				return err
			}
			return write(path, stage.OpinionPaper{Meeting: setup.Name, Rehearsal: setup.Rehearsal, Groups: opinion.Arrange(state, r, setup.List, by)})
		}
	}
	whole := func(path string) error {
		state, err := stored()
		if err != nil {
			return err
		}
		return s.st.Files.Opinions.Write(path, state.Set(say.M("opinion.digest").In(say.Chinese)))
	}
	var leave func()
	rows := page.NewColumn(look.Gap)
	for _, form := range []struct {
		key, ending string
		write       func(path string) error
		cannotOpen  bool
	}{
		{"opinions.export.xlsx", ".xlsx", paper(s.st.Files.Opinions.WriteTable), false},
		{"opinions.export.docx", ".docx", paper(s.st.Files.Opinions.WriteDocument), false},
		{"opinions.export.set", opinion.Ending, whole, true},
	} {
		button := page.NewButton(words.T(form.key), func() {
			leave()
			s.st.AskSave(stage.Saving{
				Title: words.T(form.key), Name: s.fileName() + form.ending, Ending: form.ending, Write: form.write, CannotOpen: form.cannotOpen,
			})
		})
		rows.Add(page.NewFlow(look.Gap, button))
		rows.Add(prose.New(words.T(form.key + ".says")).Faint().AtLeast(20))
	}
	leave = s.st.Ask(stage.Question{Title: words.T("opinions.export.title"), Body: rows})
}

func (s *Screen) fileName() string {
	v := s.st.View().Setup
	key := "opinions.file"
	if v.Rehearsal {
		key = "opinions.file.rehearsal"
	}
	return words.T(key)
}
