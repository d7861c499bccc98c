package desk

import (
	"slices"

	"piaojue/app/procedure"
	"piaojue/ui/words"
)

func (f *form) saveNames() {
	name, vote := f.name.Text, f.vote.Text
	f.names.keep(func() error { return f.s.st.Desk.SetName(name, vote) }, f.saved)
}

func (f *form) typedRoll(text string) {
	n, ok := whole(text)
	if !ok {
		f.rollField.complain(words.T("desk.wrong.number"))
		return
	}
	// What the meeting would refuse is not kept to be tried again and again.
	if n < 1 || n > procedure.MostRoll {
		f.rollField.complain(words.T("meeting.roll.range", "Roll", n, "Most", procedure.MostRoll) + words.T("meeting.roll.range.do"))
		return
	}
	f.rolls.keep(func() error { return f.s.st.Desk.SetRoll(n) }, func(err error) {
		if err != nil {
			what, do := words.Explain(err)
			f.rollField.complain(what + do)
			return
		}
		f.rollField.complain("")
		f.saved(nil)
	})
}

// typedHandbook reads how many deputies the handbook of the meeting names;
// nothing is none.
func (f *form) typedHandbook(text string) {
	n, ok := whole(text)
	if text == "" {
		n, ok = 0, true
	}
	if !f.handbookField.check(ok && n <= procedure.MostRoll, "desk.wrong.number") {
		return
	}
	f.books.keep(func() error { return f.s.st.Desk.SetHandbook(n) }, f.saved)
}

func (f *form) keepers() []*keeper {
	all := []*keeper{&f.names, &f.rolls, &f.rules, &f.books}
	if f.other != nil {
		all = append(all, &f.other.titles)
	}
	return all
}

// typedPlaces reads 应选数 and the most approvals, which are the same unless the
// second is filled in.
func (f *form) typedPlaces() {
	places, right := whole(f.places.Text)
	right = f.placesField.check(right && places >= 1, "desk.wrong.positive")
	most := places
	if f.most.Text != "" {
		n, ok := whole(f.most.Text)
		right = f.mostField.check(ok && n >= 1, "desk.wrong.most") && right
		most = n
	} else {
		f.mostField.complain("")
	}
	if !right {
		return
	}
	f.rule.Places, f.rule.MaxApprovals = places, most
	f.saveRule()
}

func (f *form) choseShare(s share) {
	f.own = s == ownShare
	switch s {
	case majority:
		f.rule.Threshold = procedure.Majority
	case twoThirds:
		f.rule.Threshold = atLeastTwoThirds
	case plurality:
		f.rule.Threshold = procedure.Threshold{Plurality: true}
	case ownShare:
		if f.rule.Threshold.Plurality {
			f.rule.Threshold = procedure.Majority
		}
	}
	f.ownField.complain("")
	f.saveRule()
}

// typedShare reads a fraction of the clerk's own.
func (f *form) typedShare() {
	num, okNum := whole(f.num.Text)
	den, okDen := whole(f.den.Text)
	if !f.ownField.check(okNum && okDen && num >= 1 && num <= den, "desk.wrong.fraction") {
		return
	}
	f.rule.Threshold.Num, f.rule.Threshold.Den, f.rule.Threshold.Plurality = num, den, false
	f.saveRule()
}

func (f *form) typedQuorum() {
	num, okNum := whole(f.quorumNum.Text)
	den, okDen := whole(f.quorumDen.Text)
	if !f.quorumField.check(okNum && okDen && num >= 1 && num <= den, "desk.wrong.fraction") {
		return
	}
	f.rule.QuorumNum, f.rule.QuorumDen = num, den
	f.saveRule()
}

func (f *form) saveRule() {
	rule := f.rule
	f.rules.keep(func() error { return f.s.st.Desk.SetProcedure(rule) }, f.saved)
}

// saved shows what was saved; an error leaves the field as it is.
func (f *form) saved(err error) {
	if err != nil {
		f.s.st.ShowProblem(err)
		return
	}
	f.s.st.SaySaved()
	f.s.st.AnnounceSoon()
}

// flush saves what was typed and is not saved yet.
func (f *form) flush() error {
	for _, k := range f.keepers() {
		if err := k.flush(); err != nil {
			return err
		}
	}
	return nil
}

// unsaved reports whether something that was typed could not be saved.
func (f *form) unsaved() bool {
	return slices.ContainsFunc(f.keepers(), func(k *keeper) bool { return k.lost })
}

// wrong is the sentence of the first field that cannot be right, "" for none.
func (f *form) wrong() string {
	for _, field := range []*field{f.rollField, f.handbookField, f.placesField, f.mostField, f.ownField, f.quorumField} {
		if field.wrong() != "" && field.root.Visible() {
			return field.wrong()
		}
	}
	if f.other != nil {
		return f.other.wrong()
	}
	return ""
}
