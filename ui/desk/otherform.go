package desk

import (
	"strings"

	"fyne.io/fyne/v2"

	"piaojue/app/meeting"
	"piaojue/app/procedure"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/words"
)

// otherForm is what a motion or an assessment asks for beside what every form
// does.
type otherForm struct {
	f          *form
	titles     keeper
	title      *entry
	titleField *field
	demands    []*demand
	past       *fyne.Container // the earlier assessment and what can be done about it
}

// demand is a share of the base that some marks must reach.
type demand struct {
	f               *form
	of              func(*procedure.Procedure) *procedure.Threshold
	own             bool // a fraction that the clerk types
	share           *oneOf[share]
	strict          *oneOf[bool]
	num, den        *entry
	field, ownField *field
}

func newDemand(f *form, key string, of func(*procedure.Procedure) *procedure.Threshold) *demand {
	d := &demand{f: f, of: of}
	focus, changed := f.s.reveal, f.s.refresh
	d.own = d.shareOf() == ownShare
	d.share = newOneOf(func(s share) {
		t := d.of(&f.rule)
		d.own = s == ownShare
		switch s {
		case majority:
			*t = procedure.Majority
		case twoThirds:
			*t = atLeastTwoThirds
		}
		d.ownField.complain("")
		f.saveRule()
	}, focus, []share{majority, twoThirds, ownShare}, func(s share) string { return "desk.share." + string(s) })
	d.strict = newOneOf(func(strict bool) {
		d.of(&f.rule).Strict = strict
		d.typed()
	}, focus, []bool{true, false}, func(strict bool) string {
		if strict {
			return "desk.strict.true"
		}
		return "desk.strict.false"
	})
	d.num, d.den = newEntry(f.s, func(string) { d.typed() }), newEntry(f.s, func(string) { d.typed() })
	d.field = newField(key, changed, d.share.objects()...)
	d.ownField = newField("desk.field.own", changed, append(d.strict.objects(), d.num.wide(3), unit("desk.unit.of"), d.den.wide(3))...)
	return d
}

func (d *demand) shareOf() share {
	switch t := *d.of(&d.f.rule); {
	case d.own:
		return ownShare
	case t == procedure.Majority:
		return majority
	case t == atLeastTwoThirds:
		return twoThirds
	}
	return ownShare
}

// typed reads a fraction of the clerk's own.
func (d *demand) typed() {
	num, okNum := whole(d.num.Text)
	den, okDen := whole(d.den.Text)
	if !d.ownField.check(okNum && okDen && num >= 1 && num <= den, "desk.wrong.fraction") {
		return
	}
	t := d.of(&d.f.rule)
	t.Num, t.Den = num, den
	d.f.saveRule()
}

func (d *demand) update() {
	t := *d.of(&d.f.rule)
	if d.ownField.wrong() == "" {
		d.num.set(number(t.Num))
		d.den.set(number(t.Den))
	}
	d.share.set(d.shareOf())
	d.strict.set(t.Strict)
	d.ownField.root.Hidden = d.shareOf() != ownShare
}

// newOtherForm adds to a form what a motion or an assessment asks for.
func newOtherForm(f *form) *otherForm {
	o := &otherForm{f: f, titles: keeper{st: f.s.st}, past: page.NewColumn(look.Gap / 2)}
	o.title = newEntry(f.s, o.typedTitle)
	key := "desk.field.title." + string(f.of)
	o.titleField = newWide(key, f.s.refresh, o.title.full())
	threshold := func(p *procedure.Procedure) *procedure.Threshold { return &p.Threshold }
	if f.of == meeting.Motion {
		o.demands = []*demand{newDemand(f, "desk.field.carried", threshold)}
		return o
	}
	o.demands = []*demand{
		newDemand(f, "desk.field.satisfied", threshold),
		newDemand(f, "desk.field.fair", func(p *procedure.Procedure) *procedure.Threshold { return &p.Fair }),
	}
	return o
}

func (o *otherForm) typedTitle(text string) {
	if !o.titleField.check(strings.TrimSpace(text) != "", "desk.wrong.title") {
		return
	}
	o.titles.keep(func() error { return o.f.s.st.Desk.SetTitle(text) }, o.f.saved)
}

// layOther is the form of a motion or an assessment. Before the election it asks
// for the meeting and its roll as well, which nothing has fixed yet.
func (f *form) layOther(v meeting.View) *fyne.Container {
	o, changed := f.other, f.s.refresh
	about := &part{of: procedure.InMeeting, key: "desk.part." + string(f.of), fields: []*field{o.titleField}, filled: func(v meeting.View) bool { return v.Round.Title != "" },
		body: []fyne.CanvasObject{o.titleField.root}}
	parts := []*part{about}
	if !electing(v) {
		about.body = append(about.body, newWide("desk.field.name", changed, f.name.full()).root)
		parts = append(parts, f.rollPart())
	}
	decision := &part{of: procedure.InDecision, key: "desk.part." + string(f.of) + ".decision", filled: always, fields: []*field{f.quorumField}}
	for _, d := range o.demands {
		decision.fields = append(decision.fields, d.ownField)
		decision.body = append(decision.body, d.field.root, d.ownField.root)
	}
	decision.body = append(decision.body,
		newField("desk.field.base", changed, f.base.objects()...).root,
		newField("desk.field.blank", changed, f.blank.objects()...).root,
		f.quorumField.root)
	if f.of == meeting.Assessment {
		parts = append(parts, &part{of: procedure.InList, key: "desk.part.assessed", filled: always, body: []fyne.CanvasObject{listed(v.Candidates)}}, decision,
			&part{of: inPast, filled: func(v meeting.View) bool { return v.Before != nil }, body: []fyne.CanvasObject{o.past}})
	} else {
		parts = append(parts, decision)
	}
	f.outline(append(parts, f.officersPart(), f.stationPart())...)
	f.root.Objects = append([]fyne.CanvasObject{
		prose.New(words.T("desk.again.round." + string(f.of))).AtLeast(12), f.s.withdraw(v),
	}, f.root.Objects...)
	return f.root
}

// update shows what is stored.
func (o *otherForm) update(v meeting.View) {
	if o.titleField.wrong() == "" {
		o.title.set(v.Round.Title)
	}
	for _, d := range o.demands {
		d.update()
	}
	o.past.Objects = o.comparing(v)
}

// wrong is the sentence of the first field that cannot be right, "" for none.
func (o *otherForm) wrong() string {
	if says := o.titleField.wrong(); says != "" {
		return says
	}
	for _, d := range o.demands {
		if says := d.ownField.wrong(); says != "" && d.ownField.root.Visible() {
			return says
		}
	}
	return ""
}

// comparing says what the assessment will be compared with, and how that is
// changed. One of this meeting is compared with by itself.
func (o *otherForm) comparing(v meeting.View) []fyne.CanvasObject {
	s := o.f.s
	switch {
	case v.Before != nil && v.Before.Round > 0:
		return []fyne.CanvasObject{prose.New(words.T("desk.past.here", "Before", v.Before.Says())).AtLeast(12)}
	case v.Before != nil:
		return []fyne.CanvasObject{
			prose.New(words.T("desk.past.has", "Before", v.Before.Says(), "Count", len(v.Round.Past.Lines))).AtLeast(12),
			page.NewFlow(look.Gap,
				s.plain("desk.past.edit", func() { s.editPast(*v.Round.Past, nil) }),
				s.plain("desk.past.read", s.readPast),
				s.plain("desk.past.drop", func() { s.st.Change(func() error { return s.st.Desk.SetPast(nil) }, nil) })),
		}
	}
	return []fyne.CanvasObject{
		text("desk.past.none"),
		page.NewFlow(look.Gap,
			s.plain("desk.past.write", func() { s.editPast(meeting.Past{}, nil) }),
			s.plain("desk.past.read", s.readPast)),
	}
}
