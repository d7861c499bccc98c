package desk

import (
	"strconv"

	"fyne.io/fyne/v2"

	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/app/roll"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/projects"
	"piaojue/ui/prose"
	"piaojue/ui/reader"
	"piaojue/ui/signin"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// form is what the clerk fills in before the freeze. Whatever can be right is
// saved as it is typed; what cannot stays in its field with a sentence below.
type form struct {
	s     *Screen
	root  *fyne.Container
	guide *guide
	rule  procedure.Procedure // as filled in

	// round and of are the round that is prepared, by number, and what it is for.
	round int
	of    meeting.Kind

	names, rolls, rules, books keeper

	name, vote, roll     *entry
	places, most         *entry
	num, den             *entry
	quorumNum, quorumDen *entry

	list, report *prose.Text
	deputies     *prose.Text
	unname       *page.Button // goes back to a mere number
	officers     *fyne.Container
	handbook     *entry
	level        *oneOf[meeting.Level]
	code         *fyne.Container

	kind     *oneOf[procedure.Kind]
	under    *oneOf[bool]
	unmarked *oneOf[bool]
	blank    *oneOf[bool]
	base     *oneOf[procedure.Base]
	share    *oneOf[share]
	strict   *oneOf[bool]
	own      bool // the threshold is a fraction that the clerk types

	other *otherForm // of a motion or an assessment; nil for the election

	handbookField, rollField, placesField, mostField, shareField, ownField, quorumField, unmarkedField *field
}

// share is a threshold as the form offers it.
type share string

const (
	majority  share = "majority"
	twoThirds share = "two_thirds"
	plurality share = "plurality"
	ownShare  share = "own"
)

var atLeastTwoThirds = procedure.Threshold{Num: 2, Den: 3}

func newForm(s *Screen) *form {
	f := &form{s: s}
	for _, k := range f.keepers() {
		k.st = s.st
	}
	v := s.st.View()
	f.rule, f.round, f.of = v.Procedure, v.Round.Number, v.Round.Kind
	f.own = f.shareOf() == ownShare
	f.makeFields()
	if f.of == meeting.Motion || f.of == meeting.Assessment {
		f.other = newOtherForm(f)
	}
	f.lay(v)
	f.update(v)
	return f
}

func (f *form) makeFields() {
	focus := f.s.reveal
	text := func(typed func(string)) *entry { return newEntry(f.s, typed) }

	f.name = text(func(string) { f.saveNames() })
	f.vote = text(func(string) { f.saveNames() })
	f.roll = text(f.typedRoll)
	f.places = text(func(string) { f.typedPlaces() })
	f.most = text(func(string) { f.typedPlaces() })
	f.num = text(func(string) { f.typedShare() })
	f.den = text(func(string) { f.typedShare() })
	f.quorumNum = text(func(string) { f.typedQuorum() })
	f.quorumDen = text(func(string) { f.typedQuorum() })
	f.list, f.report, f.deputies = prose.New("").AtLeast(10), prose.New("").AtLeast(10), prose.New("").AtLeast(10)
	f.unname = f.button("desk.deputies.drop", func() {
		f.s.st.Change(func() error { return f.s.st.Desk.SetDeputies(roll.Roll{}) }, nil)
	})
	f.code, f.officers = page.NewColumn(0), page.NewColumn(look.Gap)
	f.handbook = text(f.typedHandbook)
	f.level = newOneOf(func(l meeting.Level) {
		f.s.st.Change(func() error { return f.s.st.Desk.SetLevel(l) }, nil)
	}, focus, []meeting.Level{meeting.ByProject, meeting.ByCategory, meeting.ByItem}, func(l meeting.Level) string {
		if l == meeting.ByProject {
			return "desk.level.project"
		}
		return "desk.level." + string(l)
	})

	f.kind = newOneOf(func(k procedure.Kind) {
		f.rule.Kind = k
		if k == procedure.Pick {
			f.rule.UnmarkedInvalid = false
		}
		f.saveRule()
	}, focus, []procedure.Kind{procedure.ThreeWay, procedure.Pick}, func(k procedure.Kind) string { return "desk.kind." + string(k) })
	validity := func(key string, set func(invalid bool)) *oneOf[bool] {
		return newOneOf(func(invalid bool) {
			set(invalid)
			f.saveRule()
		}, focus, []bool{false, true}, func(invalid bool) string { return key + strconv.FormatBool(invalid) })
	}
	f.under = validity("desk.under.", func(is bool) { f.rule.ExactApprovals = is })
	f.unmarked = validity("desk.unmarked.", func(is bool) { f.rule.UnmarkedInvalid = is })
	f.blank = validity("desk.blank.", func(is bool) { f.rule.BlankInvalid = is })
	f.base = newOneOf(func(b procedure.Base) {
		f.rule.Base = b
		f.saveRule()
	}, focus, []procedure.Base{procedure.OfRoll, procedure.OfPresent, procedure.OfReturned, procedure.OfValid},
		func(b procedure.Base) string { return "desk.base." + string(b) })
	f.share = newOneOf(f.choseShare, focus, []share{majority, twoThirds, plurality, ownShare},
		func(s share) string { return "desk.share." + string(s) })
	f.strict = newOneOf(func(strict bool) {
		f.rule.Threshold.Strict = strict
		f.typedShare()
	}, focus, []bool{true, false}, func(strict bool) string { return "desk.strict." + strconv.FormatBool(strict) })
}

// lay sets the fields in their order.
func (f *form) lay(v meeting.View) {
	changed := f.s.refresh
	f.rollField = newField("desk.field.roll", changed, f.roll.wide(6), unit("desk.unit.deputies"))
	f.handbookField = newField("desk.field.handbook", changed, f.handbook.wide(6), unit("desk.unit.deputies"))
	f.placesField = newField("desk.field.places", changed, f.places.wide(6), unit("desk.unit.projects"))
	f.mostField = newField("desk.field.most", changed, f.most.wide(6), unit("desk.unit.projects"))
	f.unmarkedField = newField("desk.field.unmarked", changed, f.unmarked.objects()...)
	f.shareField = newField("desk.field.share", changed, f.share.objects()...)
	f.ownField = newField("desk.field.own", changed, append(f.strict.objects(),
		f.num.wide(3), unit("desk.unit.of"), f.den.wide(3))...)
	f.quorumField = newField("desk.field.quorum", changed, unit("desk.unit.quorum"), f.quorumNum.wide(3), unit("desk.unit.of"), f.quorumDen.wide(3))

	switch {
	case f.other != nil:
		f.root = f.layOther(v)
		return
	case f.of != meeting.First:
		f.root = f.layAgain(v)
		return
	}
	f.outline(
		&part{of: procedure.InMeeting, filled: func(v meeting.View) bool { return v.Setup.Name != "" && v.Setup.Vote != "" },
			body: []fyne.CanvasObject{
				newWide("desk.field.name", changed, f.name.full()).root,
				newWide("desk.field.vote", changed, f.vote.full()).root,
			}},
		&part{of: inReport, filled: func(meeting.View) bool { r, _ := f.s.st.Report(); return r != nil },
			body: []fyne.CanvasObject{f.report, page.NewFlow(look.Gap,
				f.button("desk.report.import", func() { reader.ChooseFile(f.s.st) }))}},
		&part{of: procedure.InList, filled: func(v meeting.View) bool { return len(v.Setup.List.Projects) > 0 },
			body: []fyne.CanvasObject{f.list, page.NewFlow(look.Gap,
				f.button("desk.list.import", func() { projects.Import(f.s.st, f.s.build) }),
				f.button("desk.list.template", f.listTemplate)),
				newField("desk.field.level", changed, f.level.objects()...).root}},
		f.rollPart(f.handbookField),
		f.ballotPart(f.placesField.root), f.decisionPart(), f.officersPart(), f.stationPart())
}

// outline sets the parts of the form below each other.
func (f *form) outline(parts ...*part) {
	f.guide = newGuide(f.s, parts)
	f.root = page.NewColumn(1.5*look.Gap, text("desk.guide.how"))
	for _, p := range parts {
		f.root.Add(p.root)
	}
}

func always(meeting.View) bool { return true }

// rollPart is the roll of deputies, and what else is asked of it.
func (f *form) rollPart(also ...*field) *part {
	p := &part{of: procedure.InRoll, fields: append([]*field{f.rollField}, also...), filled: func(v meeting.View) bool { return v.Setup.Roll > 0 },
		body: []fyne.CanvasObject{f.deputies, page.NewFlow(look.Gap,
			f.button("desk.deputies.import", func() { signin.Import(f.s.st, f.s.st.Desk.SetDeputies, f.s.build) }),
			f.button("desk.deputies.template", f.rollTemplate), f.unname)}}
	for _, x := range p.fields {
		p.body = append(p.body, x.root)
	}
	return p
}

// ballotPart is what a ballot looks like and when it is valid, below what goes
// before.
func (f *form) ballotPart(before ...fyne.CanvasObject) *part {
	return &part{of: procedure.InBallot, fields: []*field{f.placesField, f.mostField}, filled: always, body: append(before, f.ballotFields()...)}
}

// decisionPart is what it takes to be chosen.
func (f *form) decisionPart() *part {
	return &part{of: procedure.InDecision, fields: []*field{f.ownField, f.quorumField}, filled: always, body: f.decisionFields()}
}

func (f *form) officersPart() *part {
	return &part{of: procedure.InOfficers, filled: func(v meeting.View) bool { return len(v.Setup.Officers) > 0 }, body: []fyne.CanvasObject{f.officers}}
}

func (f *form) stationPart() *part {
	return &part{of: inStation, filled: func(v meeting.View) bool { return v.HasCode }, body: []fyne.CanvasObject{f.code}}
}

func (f *form) ballotFields() []fyne.CanvasObject {
	changed := f.s.refresh
	return []fyne.CanvasObject{
		newField("desk.field.kind", changed, f.kind.objects()...).root,
		f.mostField.root,
		newField("desk.field.under", changed, f.under.objects()...).root,
		f.unmarkedField.root,
		newField("desk.field.blank", changed, f.blank.objects()...).root,
	}
}

func (f *form) decisionFields() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		f.shareField.root,
		f.ownField.root,
		newField("desk.field.base", f.s.refresh, f.base.objects()...).root,
		f.quorumField.root,
	}
}

// layAgain is the form of a round that follows from another: its candidates are
// made, its places too, and of its rules only what may still be set is asked.
func (f *form) layAgain(v meeting.View) *fyne.Container {
	var parts []*part
	if f.of == meeting.RunOff || f.of == meeting.Further {
		parts = append(parts, f.ballotPart(), f.decisionPart())
	}
	f.outline(append(parts, f.officersPart(), f.stationPart())...)
	f.root.Objects = append([]fyne.CanvasObject{
		prose.New(words.T("desk.again.round."+string(f.of), "Of", v.Round.Of, "Places", v.Procedure.Places)).AtLeast(12),
		listed(v.Candidates),
	}, f.root.Objects...)
	return f.root
}

// listTemplate writes a workbook for the candidate list, to be filled in.
func (f *form) listTemplate() {
	f.s.st.AskSave(stage.Saving{
		Title: words.T("desk.list.template"), Name: words.T("templates.list.name"), Ending: ".xlsx", Write: f.s.st.Files.WriteListTemplate,
	})
}

// rollTemplate writes a workbook for the roll of deputies, to be filled in.
func (f *form) rollTemplate() {
	f.s.st.AskSave(stage.Saving{
		Title: words.T("desk.deputies.template"), Name: words.T("templates.roll.name"), Ending: ".xlsx", Write: f.s.st.Files.WriteRollTemplate,
	})
}

func (f *form) button(key string, do func()) *page.Button {
	b := page.NewButton(words.T(key), do)
	b.OnFocus = func() { f.s.reveal(b) }
	return b
}

func section(key string) fyne.CanvasObject {
	return page.NewColumn(0, stage.Space(look.Gap/2), prose.New(words.T(key)).Bold().AtLeast(4))
}

func unit(key string) fyne.CanvasObject { return prose.New(words.T(key)).AtLeast(8) }

// update shows the stored setup, except in a field that is being typed in or
// that holds what could not be saved.
func (f *form) update(v meeting.View) {
	f.name.set(v.Setup.Name)
	f.vote.set(v.Setup.Vote)
	if f.rollField.wrong() == "" {
		f.roll.set(number(v.Setup.Roll))
	}
	p := f.rule
	if f.placesField.wrong() == "" {
		f.places.set(number(p.Places))
	}
	if f.mostField.wrong() == "" {
		most := ""
		if p.Cap() != p.Places {
			most = number(p.Cap())
		}
		f.most.set(most)
	}
	f.most.SetPlaceHolder(number(p.Places))
	if f.ownField.wrong() == "" {
		f.num.set(number(p.Threshold.Num))
		f.den.set(number(p.Threshold.Den))
	}
	if f.quorumField.wrong() == "" {
		f.quorumNum.set(number(p.QuorumNum))
		f.quorumDen.set(number(p.QuorumDen))
	}
	f.kind.set(p.Kind)
	f.under.set(p.ExactApprovals)
	f.unmarked.set(p.UnmarkedInvalid)
	f.blank.set(p.BlankInvalid)
	f.base.set(p.Base)
	f.share.set(f.shareOf())
	f.strict.set(p.Threshold.Strict)
	f.ownField.root.Hidden = f.shareOf() != ownShare
	f.unmarkedField.root.Hidden = p.Kind == procedure.Pick

	if f.other != nil {
		f.other.update(v)
	}
	f.rollField.root.Hidden, f.unname.Hidden = v.Setup.Named(), !v.Setup.Named()
	f.deputies.SetText(deputiesLine(v))
	if f.handbookField.wrong() == "" {
		f.handbook.set(number(v.Setup.Handbook))
	}
	f.level.set(v.Setup.Level)
	f.officers.Objects = f.s.officers(v)
	f.list.SetText(listLine(v))
	f.report.SetText(f.reportLine())
	f.code.Objects = []fyne.CanvasObject{f.s.code(v)}
}

func listLine(v meeting.View) string {
	if n := len(v.Setup.List.Projects); n > 0 {
		return words.T("desk.list.has", "Count", n)
	}
	return words.T("desk.list.none")
}

func deputiesLine(v meeting.View) string {
	if !v.Setup.Named() {
		return words.T("desk.deputies.none")
	}
	d := v.Setup.Deputies
	return words.T("desk.deputies.has", "Count", len(d.Deputies), "Delegations", len(d.Delegations()))
}

func (f *form) reportLine() string {
	if r, name := f.s.st.Report(); r != nil {
		return words.T("desk.report.has", "Name", name)
	}
	return words.T("desk.report.none")
}

// number is a number as a field shows it: nothing for one that was never set.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func (f *form) shareOf() share {
	switch t := f.rule.Threshold; {
	case f.own:
		return ownShare
	case t.Plurality:
		return plurality
	case t == procedure.Majority:
		return majority
	case t == atLeastTwoThirds:
		return twoThirds
	}
	return ownShare
}
