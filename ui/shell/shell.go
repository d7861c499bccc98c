// Package shell is the one window: the bar at the top, the places at the side,
// the next step at the foot, and one place at a time between them.
package shell

import (
	"errors"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"piaojue/ui/booth"
	"piaojue/ui/desk"
	"piaojue/ui/look"
	"piaojue/ui/notes"
	"piaojue/ui/opinions"
	"piaojue/ui/page"
	"piaojue/ui/papers"
	"piaojue/ui/projects"
	"piaojue/ui/reader"
	"piaojue/ui/results"
	"piaojue/ui/revision"
	"piaojue/ui/settings"
	"piaojue/ui/signin"
	"piaojue/ui/stage"
	"piaojue/ui/targets"
	"piaojue/ui/words"
)

// Shell owns the window's content.
type Shell struct {
	st      *stage.Stage
	info    settings.Info
	choices settings.Choices
	// apply makes a change of the settings last; it returns after the change is
	// in force and reports whether everything must be built anew (another
	// meeting, another language).
	apply func(settings.Choices) (rebuild bool, err error)

	places  []stage.Place
	screens map[stage.Place]stage.Screen
	now     stage.Place
	bar     *bar
	nav     *nav
	foot    *foot
	centre  *fyne.Container
	frame   *fyne.Container
	ground  *canvas.Rectangle
	inBooth bool
	quit    func() // closes the window
	leaving bool   // the question whether to leave is open
}

// flusher is a screen that may hold something typed that is not saved yet.
type flusher interface{ Flush() error }

// undoer is a screen on which the acts on notes can be taken back.
type undoer interface {
	Undo()
	Redo()
}

var (
	_ undoer  = (*reader.Screen)(nil)
	_ undoer  = (*notes.Screen)(nil)
	_ undoer  = (*projects.Screen)(nil)
	_ walker  = (*reader.Screen)(nil)
	_ walker  = (*projects.Screen)(nil)
	_ flusher = (*reader.Screen)(nil)
	_ flusher = (*projects.Screen)(nil)
	_ flusher = (*desk.Screen)(nil)
	_ flusher = (*opinions.Screen)(nil)
	_ flusher = (*results.Screen)(nil)
)

// New fills the window. apply puts changed settings into force; see Shell.
func New(st *stage.Stage, info settings.Info, c settings.Choices, apply func(settings.Choices) (bool, error)) *Shell {
	s := &Shell{st: st, info: info, choices: c, apply: apply, ground: canvas.NewRectangle(nil), quit: st.Window.Close}
	st.Go = s.goTo
	st.SayNext = func(text string) { s.foot.say(text) }
	st.SaySaved = func() {
		s.foot.saved(st.Now())
		s.foot.say(s.next())
	}
	st.Booth = func(content fyne.CanvasObject) {
		s.st.ShowProblem(s.Flush())
		s.inBooth = true
		s.show(content)
	}
	st.Leave = func() {
		s.inBooth = false
		s.show(s.frame)
		s.refresh()
	}
	st.Window.SetOnDropped(s.dropped)
	st.Window.SetCloseIntercept(s.close)
	s.build()
	s.refresh()
	s.shortcuts(st.Window.Canvas())
	st.SettleNotes()
	return s
}

// build makes bar, places and screens anew for the present role and language.
func (s *Shell) build() {
	s.st.Clear()
	s.st.OnChange(s.refresh)
	result := results.New(s.st)
	result.Clerk = s.choices.Role == settings.Clerk
	s.screens = map[stage.Place]stage.Screen{
		stage.ReportPlace:   reader.New(s.st),
		stage.ProjectsPlace: projects.New(s.st),
		stage.NotesPlace:    notes.New(s.st),
		stage.VotePlace:     booth.NewPlace(s.st),
		stage.ResultPlace:   result,
		stage.OpinionsPlace: opinions.New(s.st),
		stage.SettingsPlace: settings.New(s.st, s.info, s.choices, s.change),
		stage.TargetsPlace:  targets.New(s.st),
		stage.RevisionPlace: revision.New(s.st),
	}
	s.places = []stage.Place{stage.ReportPlace, stage.ProjectsPlace, stage.NotesPlace, stage.VotePlace}
	if s.choices.Role == settings.Clerk {
		s.screens[stage.DeskPlace] = desk.New(s.st)
		s.screens[stage.PapersPlace] = papers.New(s.st)
		s.screens[stage.SignInPlace] = signin.OfMeeting(s.st, booth.New(s.st).LetThroughDeputy)
		s.places = append(s.places, stage.DeskPlace, stage.OpinionsPlace)
	}
	s.places = append(s.places, stage.ResultPlace, stage.SettingsPlace)

	s.bar = newBar(s)
	s.nav = newNav(s.places, s.goPlace)
	s.foot = newFoot()
	s.centre = container.NewStack()
	s.frame = page.NewBorder(s.bar.root, s.foot.root, container.NewBorder(nil, nil, container.NewHBox(s.nav.root, rule()), nil, s.centre))
	s.now = ""
	s.show(s.frame)
	if s.choices.Role == settings.NoRole {
		s.show(s.welcome())
		return
	}
	s.goPlace(s.first())
}

// first is the place on which the app opens: what this person should do next.
func (s *Shell) first() stage.Place {
	if s.choices.Role == settings.Clerk {
		return stage.DeskPlace
	}
	return stage.ReportPlace
}

func (s *Shell) show(o fyne.CanvasObject) {
	s.ground.FillColor = look.Current().Palette().Paper
	s.st.Window.SetContent(container.NewStack(s.ground, o))
}

func (s *Shell) goPlace(p stage.Place) { s.goTo(stage.Target{Place: p}) }

func (s *Shell) goTo(t stage.Target) {
	screen, ok := s.screens[t.Place]
	if !ok || s.inBooth {
		return
	}
	if s.now != t.Place {
		s.st.ShowProblem(s.Flush())
		s.now = t.Place
		s.centre.Objects = []fyne.CanvasObject{screen.Object()}
		s.centre.Refresh()
		s.nav.choose(s.beside(t.Place))
		s.st.Window.Canvas().Unfocus()
	}
	screen.Shown(t)
	s.foot.say(s.next())
}

// beside is the place that the column at the side shows for a place: a place
// that is reached from another stands under that.
func (s *Shell) beside(p stage.Place) stage.Place {
	switch {
	case p == stage.TargetsPlace || p == stage.RevisionPlace:
		return stage.ReportPlace
	case p == stage.PapersPlace || p == stage.SignInPlace:
		return stage.DeskPlace
	case p == stage.OpinionsPlace && s.nav.items[p] == nil:
		return stage.NotesPlace // where a deputy comes from
	}
	return p
}

// refresh shows what changed in the meeting.
func (s *Shell) refresh() {
	s.bar.update()
	s.foot.say(s.next())
	// The bar and the foot may need another line now.
	s.bar.root.Refresh()
	s.foot.root.Refresh()
	s.frame.Layout.Layout(s.frame.Objects, s.frame.Size())
	s.st.Window.SetTitle(s.title())
}

func (s *Shell) title() string {
	v := s.st.View()
	parts := []string{words.T("shell.name")}
	if v.Setup.Rehearsal {
		parts = append(parts, words.T("shell.rehearsal"))
	}
	if v.Setup.Name != "" {
		parts = append(parts, v.Setup.Name)
	}
	return strings.Join(parts, " · ")
}

// Flush has every screen save what was typed. What could not be saved stays
// with its screen.
func (s *Shell) Flush() error {
	var errs []error
	for _, screen := range s.screens {
		if f, ok := screen.(flusher); ok {
			errs = append(errs, f.Flush())
		}
	}
	return errors.Join(errs...)
}

// change puts other settings into force and shows them. Where that fails, or
// something typed cannot be saved, all stays as it was, the settings screen too.
func (s *Shell) change(c settings.Choices) {
	before := s.choices
	rebuild := false
	err := s.Flush()
	if err == nil {
		rebuild, err = s.apply(c)
	}
	if err == nil {
		s.choices = c
	}
	if screen, ok := s.screens[stage.SettingsPlace].(*settings.Screen); ok {
		screen.Set(s.choices)
	}
	if err != nil {
		s.st.ShowProblem(err)
		return
	}
	if rebuild || c.Role != before.Role {
		now := s.now
		s.build()
		if _, ok := s.screens[now]; ok && c.Real == before.Real {
			s.goPlace(now)
		}
		s.refresh()
		if c.Real != before.Real {
			s.st.SettleNotes()
		}
		return
	}
	s.ground.FillColor = look.Current().Palette().Paper
	s.ground.Refresh()
	s.bar.update()
	s.nav.choose(s.beside(s.now))
	s.frame.Refresh()
	if screen, ok := s.screens[s.now]; ok {
		screen.Object().Refresh()
	}
}

// resize makes the text one step larger or smaller.
func (s *Shell) resize(by float32) {
	c := s.choices
	c.Text = look.New(c.Mode, c.Text+by).TextSize()
	if c.Text != s.choices.Text {
		s.change(c)
	}
}

// nextMode goes to the next palette.
func (s *Shell) nextMode() {
	c := s.choices
	for i, m := range look.Modes {
		if m == s.choices.Mode {
			c.Mode = look.Modes[(i+1)%len(look.Modes)]
		}
	}
	s.change(c)
}

// placeKeys go with Alt, one for each place at the side.
var placeKeys = []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9}

// walker is a screen with a way back and forward in itself. The keys for it are
// the shell's: a screen that took them would keep them from the others.
type walker interface {
	Back()
	Forward()
}

func (s *Shell) back() {
	if w, ok := s.screens[s.now].(walker); ok {
		w.Back()
	}
}

func (s *Shell) forward() {
	if w, ok := s.screens[s.now].(walker); ok {
		w.Forward()
	}
}

// shortcuts gives the shortcuts of the window to its canvas.
func (s *Shell) shortcuts(c interface {
	AddShortcut(fyne.Shortcut, func(fyne.Shortcut))
}) {
	on := func(key fyne.KeyName, m fyne.KeyModifier, do func()) {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: m}, func(fyne.Shortcut) {
			if s.free() {
				do()
			}
		})
	}
	for i, key := range placeKeys {
		on(key, fyne.KeyModifierAlt, func() {
			if i < len(s.places) {
				s.goPlace(s.places[i])
			}
		})
	}
	// On most keyboards the plus stands above the equals sign and takes Shift;
	// others, and the keypad, have it as a key of its own.
	for _, shift := range []fyne.KeyModifier{0, fyne.KeyModifierShift} {
		on(fyne.KeyEqual, fyne.KeyModifierShortcutDefault|shift, func() { s.resize(1) })
		on(fyne.KeyPlus, fyne.KeyModifierShortcutDefault|shift, func() { s.resize(1) })
	}
	on(fyne.KeyMinus, fyne.KeyModifierShortcutDefault, func() { s.resize(-1) })
	on(fyne.KeyLeft, fyne.KeyModifierAlt, s.back)
	on(fyne.KeyRight, fyne.KeyModifierAlt, s.forward)
	on(fyne.KeyLeftBracket, fyne.KeyModifierShortcutDefault, s.back)
	on(fyne.KeyRightBracket, fyne.KeyModifierShortcutDefault, s.forward)
	on(fyne.KeyF, fyne.KeyModifierShortcutDefault, func() {
		if f, ok := s.screens[s.now].(interface{ FocusSearch() }); ok {
			f.FocusSearch()
		}
	})
	// Fyne knows Ctrl+Z and Ctrl+Y as shortcuts of their own, Ctrl+Shift+Z not.
	undo := func() {
		if u, ok := s.screens[s.now].(undoer); ok && s.free() {
			u.Undo()
		}
	}
	redo := func() {
		if u, ok := s.screens[s.now].(undoer); ok && s.free() {
			u.Redo()
		}
	}
	c.AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) { undo() })
	c.AddShortcut(&fyne.ShortcutRedo{}, func(fyne.Shortcut) { redo() })
	on(fyne.KeyZ, fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift, redo)
}

// free reports whether the places may be used: not in the booth, not before the
// first question, and not under a sheet.
func (s *Shell) free() bool {
	return !s.inBooth && s.choices.Role != settings.NoRole && s.st.Window.Canvas().Overlays().Top() == nil
}

// dropped takes files that were dropped on the window.
func (s *Shell) dropped(_ fyne.Position, files []fyne.URI) {
	if !s.free() || len(files) == 0 {
		return
	}
	path := files[0].Path()
	if screen, ok := s.screens[stage.OpinionsPlace].(*opinions.Screen); ok && opinions.Takes(files[0]) {
		var paths []string
		for _, f := range files {
			paths = append(paths, f.Path())
		}
		s.goPlace(stage.OpinionsPlace)
		screen.Import(paths)
		return
	}
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv", ".tsv", ".xlsx", ".xls", ".xlsm", ".et", ".ods", ".numbers":
		s.takeTable(path)
	default:
		s.goPlace(stage.ReportPlace)
		reader.ImportFile(s.st, path)
	}
}

// takeTable takes a candidate list or, at the clerk's, a roll of deputies: what
// the file is, its columns say.
func (s *Shell) takeTable(path string) {
	names := false
	s.st.Do(func() error {
		if s.choices.Role != settings.Clerk {
			return nil
		}
		if _, err := s.st.Files.ReadList(path); err == nil {
			return nil
		}
		_, err := s.st.Files.ReadRoll(path, "")
		names = err == nil
		return nil // what is wrong with a file is said by its import
	}, func() {
		if !names {
			s.goPlace(stage.ProjectsPlace)
			projects.ImportFile(s.st, path)
			return
		}
		if s.now != stage.SignInPlace {
			s.goPlace(stage.DeskPlace)
		}
		signin.ImportFile(s.st, path, "", s.st.Desk.SetDeputies, nil)
	})
}

// close saves what was typed and asks before it would be lost. The booth is left
// by staff only, by the window's own button too.
func (s *Shell) close() {
	if s.leaving {
		return
	}
	ask := func(q stage.Question, how func(*stage.Stage, stage.Question)) {
		s.leaving = true
		q.Yes, q.Grave, q.Do = words.T("shell.quit.yes"), true, s.quit
		q.Not = func() { s.leaving = false }
		how(s.st, q)
	}
	if s.inBooth {
		q := stage.Question{Title: words.T("shell.quit.station"), Says: []string{words.T("shell.quit.station.says")}}
		if s.st.View().Round.Outstanding {
			q = stage.Question{Title: words.T("shell.quit.booth"), Says: []string{words.T("shell.quit.booth.says")}}
		}
		q.Cover = true
		ask(q, booth.ByClerk)
		return
	}
	if err := s.Flush(); err != nil {
		what, do := words.Explain(err)
		ask(stage.Question{Title: words.T("shell.quit.unsaved"), Says: []string{what + do, words.T("shell.quit.unsaved.says")}},
			func(st *stage.Stage, q stage.Question) { st.Ask(q) })
		return
	}
	s.quit()
}
