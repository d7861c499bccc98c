package desk

import (
	"image/color"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/count"
	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/app/say"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// readPast lets the clerk choose a file with the figures of last time, and shows
// them on the sheet on which they are written: nothing is taken over before the
// clerk says so there.
func (s *Screen) readPast() {
	s.st.ChooseFile(words.T("desk.past.read.title"), words.T("desk.past.read.open"), []string{".xlsx", ".csv"}, s.readPastFile)
}

func (s *Screen) readPastFile(path string) {
	var t meeting.PastTable
	s.st.Do(func() error {
		var err error
		t, err = s.st.Files.ReadPast(path)
		return err
	}, func() {
		v := s.st.View()
		if t.Rehearsal && !v.Setup.Rehearsal {
			s.st.ShowProblem(say.Wrong(say.M("meeting.past.rehearsal"), say.M("meeting.past.rehearsal.do"), nil))
			return
		}
		p, notices := t.For(v.Candidates)
		says := []string{words.T("desk.past.read.says", "File", t.File, "Count", len(p.Lines), "All", len(v.Candidates))}
		for _, n := range notices {
			says = append(says, words.Say(n))
		}
		s.editPast(p, says)
	})
}

// pastSheet is where the figures of last time are written.
type pastSheet struct {
	s            *Screen
	over         *page.Sheet
	scroll       *page.Scroll
	content      *fyne.Container
	title, valid *page.Input
	wrong        *prose.Text // of title and valid
	rows         []*pastRow
	before       meeting.Past
	changed      bool
}

// pastRow is a project of it. Without any figure it is not compared.
type pastRow struct {
	candidate meeting.Candidate
	marks     [4]*page.Input // 满意 基本满意 不满意 弃权
	wrong     *prose.Text
}

// pastMarks name the columns of the sheet.
var pastMarks = []string{"booth.satisfied", "booth.fair", "booth.dissatisfied", "booth.abstain"}

func against(p look.Palette) color.NRGBA { return p.Against }

// editPast opens the sheet on some figures; says stand above them.
func (s *Screen) editPast(before meeting.Past, says []string) {
	w := &pastSheet{s: s, before: before, title: page.NewField(""), valid: page.NewField("")}
	w.title.SetText(before.Title)
	if before.Valid > 0 {
		w.valid.SetText(strconv.Itoa(before.Valid))
	}
	w.wrong = prose.New("").Bold().Colour(against).AtLeast(12)
	w.wrong.Hide()
	head := page.NewFlow(look.Gap, prose.New(words.T("desk.past.title")).Bold().Sized((*look.Look).Heading).AtLeast(8))
	if s.st.View().Setup.Rehearsal {
		head.Add(page.NewBadge(words.T("shell.rehearsal")))
	}
	w.content = page.NewColumn(look.Gap, head)
	for _, line := range says {
		w.content.Add(prose.New(line).AtLeast(12))
	}
	w.content.Add(text("desk.past.how"))
	w.scroll = page.NewScroll(w.content, look.Gap, 0)
	w.content.Add(prose.New(words.T("desk.past.name")).AtLeast(6))
	w.content.Add(w.field(w.title, 0))
	w.content.Add(page.NewRow(look.Gap/2, onLine(words.T("desk.past.valid")), w.field(w.valid, 5)))
	w.content.Add(w.wrong)
	for _, c := range s.st.View().Candidates {
		w.add(c)
	}
	back, take := page.NewButton(words.T("stage.back"), w.leave), stage.NextStep(words.T("desk.past.take"), w.take)
	back.OnEscape, take.OnEscape = w.leave, w.leave
	w.over = page.OpenSheet(s.st.Window, page.NewBorder(nil,
		page.NewColumn(look.Gap, widget.NewSeparator(), page.NewFlow(3*look.Gap, back, take)), w.scroll), w.leave)
	s.st.Window.Canvas().Focus(w.title)
	// What a file says is not stored yet.
	w.changed = len(says) > 0
}

// field makes an input one of the sheet's, so many characters wide; 0 for the
// whole width.
func (w *pastSheet) field(i *page.Input, characters float32) fyne.CanvasObject {
	i.OnEscape = w.leave
	i.OnChanged = func(string) { w.changed = true }
	if i.OnFocus == nil {
		w.reveal(i, i)
	}
	if characters == 0 {
		return container.NewStack(i, page.NewWheel(w.scroll))
	}
	return container.New(fixed{characters}, i, page.NewWheel(w.scroll))
}

// onLine is a word that never breaks.
func onLine(word string) *prose.Text {
	face := prose.FaceOf(look.Current().TextSize(), false)
	return prose.New(word).AtLeast(face.Width([]rune(word))/face.Advance('中') + 0.1)
}

// reveal brings an object into sight when an input of it has the focus.
func (w *pastSheet) reveal(i *page.Input, o fyne.CanvasObject) {
	i.OnFocus = func(on bool) {
		if on {
			w.scroll.Reveal(o)
		}
	}
}

func (w *pastSheet) add(c meeting.Candidate) {
	r := &pastRow{candidate: c, wrong: prose.New("").Bold().Colour(against).AtLeast(12)}
	r.wrong.Hide()
	line, block := page.NewFlow(look.Gap), page.NewColumn(look.Gap/2)
	l, known := w.before.Line(c.ID)
	for i, n := range []int{l.Approve, l.Fair, l.Against, l.Abstain} {
		r.marks[i] = page.NewField("")
		if known {
			r.marks[i].SetText(strconv.Itoa(n))
		}
		w.reveal(r.marks[i], block) // with what is wrong below it
		line.Add(page.NewRow(look.Gap/2, onLine(words.T(pastMarks[i])), w.field(r.marks[i], 3)))
	}
	w.rows = append(w.rows, r)
	w.content.Add(stage.Space(look.Gap / 2))
	block.Objects = []fyne.CanvasObject{prose.New(words.T("desk.candidate", "ID", c.ID, "Name", c.Name)).Bold().AtLeast(12), line, r.wrong}
	w.content.Add(block)
}

// leave closes the sheet; what was written and not taken over is asked about first.
func (w *pastSheet) leave() {
	if !w.changed {
		w.over.Close()
		return
	}
	w.s.st.Ask(stage.Question{
		Title: words.T("desk.past.leave"), Says: []string{words.T("desk.past.leave.says")},
		Yes: words.T("desk.past.leave.yes"), No: words.T("desk.past.leave.no"), Do: w.over.Close,
	})
}

func complain(at *prose.Text, says string) {
	if says != "" {
		says = "▲ " + says
	}
	at.SetText(says)
	at.Hidden = says == ""
}

// read gives the line of a project; written is false where nothing was filled in.
// 弃权 that is left out is what is left of the valid ballots.
func (r *pastRow) read(valid int) (l meeting.PastLine, written bool, wrong string) {
	var n [4]int
	last := len(r.marks) - 1
	for i, m := range r.marks {
		if strings.TrimSpace(m.Text) == "" {
			continue
		}
		written = true
		var ok bool
		if n[i], ok = whole(m.Text); !ok {
			return l, true, words.T("desk.past.number", "Mark", words.T(pastMarks[i]), "Text", m.Text)
		}
	}
	if !written {
		return l, false, ""
	}
	for i, m := range r.marks[:last] {
		if strings.TrimSpace(m.Text) == "" {
			return l, true, words.T("desk.past.missing", "Mark", words.T(pastMarks[i]))
		}
	}
	if strings.TrimSpace(r.marks[last].Text) == "" {
		n[last] = max(0, valid-n[0]-n[1]-n[2])
	}
	l = meeting.PastLine{ID: r.candidate.ID, Sums: count.Sums{Approve: n[0], Fair: n[1], Against: n[2], Abstain: n[3]}}
	if valid > 0 && l.Sum() != valid {
		return l, true, words.T("desk.past.sum", "Sum", l.Sum(), "Valid", valid)
	}
	return l, true, ""
}

// written is what the sheet holds; first is the first input that cannot be right,
// which is said at its place, nil where all can.
func (w *pastSheet) written() (p meeting.Past, first *page.Input) {
	p = meeting.Past{Title: strings.TrimSpace(w.title.Text), Rehearsal: w.before.Rehearsal}
	says := ""
	valid, ok := whole(w.valid.Text)
	switch {
	case p.Title == "":
		says, first = words.T("desk.past.no_name"), w.title
	case !ok || valid < 1 || valid > procedure.MostRoll:
		says, first = words.T("desk.past.no_valid"), w.valid
	}
	complain(w.wrong, says)
	p.Valid = valid
	for _, r := range w.rows {
		l, written, wrong := r.read(valid)
		complain(r.wrong, wrong)
		switch {
		case wrong != "" && first == nil:
			first = r.marks[0]
		case wrong == "" && written:
			if was, ok := w.before.Line(l.ID); ok && was.Sums == l.Sums {
				l.Outcome = was.Outcome
			}
			p.Lines = append(p.Lines, l)
		}
	}
	if first == nil && len(p.Lines) == 0 {
		complain(w.wrong, words.T("desk.past.no_lines"))
		first = w.rows[0].marks[0]
	}
	return p, first
}

// take records the figures; where one cannot be right, the sheet stays and says
// which.
func (w *pastSheet) take() {
	p, first := w.written()
	if first != nil {
		w.over.Refresh()
		w.s.st.Window.Canvas().Focus(first)
		return
	}
	var err error
	w.s.st.Do(func() error {
		err = w.s.st.Desk.SetPast(&p)
		return nil
	}, func() {
		if err != nil {
			w.s.st.ShowProblem(err)
			return
		}
		w.over.Close()
		w.s.st.Announce()
		if w.s.st.SaySaved != nil {
			w.s.st.SaySaved()
		}
	})
}

// changes says in a line how an assessment fares against the one before.
func changes(v meeting.View) string {
	if v.Before == nil {
		return ""
	}
	up := len(slices.DeleteFunc(slices.Clone(v.Changes), func(c count.Change) bool { return !c.Known || c.Thousand <= 0 }))
	down := len(slices.DeleteFunc(slices.Clone(v.Changes), func(c count.Change) bool { return !c.Known || c.Thousand >= 0 }))
	return words.T("desk.past.changes", "Before", v.Before.Says(), "Up", up, "Down", down)
}
