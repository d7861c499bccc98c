package procedure

import "piaojue/app/say"

// Sentences are the rules in plain words, in the order of the procedure, for
// the screen and the sheet 规则. A figure that is not known yet (0 in f) is left
// out of its sentence.
func (p Procedure) Sentences(f Facts) []say.Message {
	rules := []say.Message{p.list(f), p.quorum(f), p.secret()}
	rules = append(rules, p.paper()...)
	rules = append(rules, say.M("procedure.says.void"))
	switch p.Kind {
	case Rating:
		return append(rules, p.grades()...)
	case Motion:
		return append(rules, p.carrying(f))
	}
	rules = append(rules, p.passing(f))
	if !p.Threshold.Plurality {
		rules = append(rules, say.M("procedure.says.ranking"))
	}
	rules = append(rules, say.M("procedure.says.tie"))
	if !p.Threshold.Plurality {
		rules = append(rules, say.M("procedure.says.shortfall"))
	}
	return rules
}

// secret says who votes and how; where projects are chosen, that there are no others.
func (p Procedure) secret() say.Message {
	if !p.Kind.Chooses() {
		return say.M("procedure.says.secret_plain")
	}
	return say.M("procedure.says.secret")
}

// list says how many are to be chosen from how many.
func (p Procedure) list(f Facts) say.Message {
	switch {
	case p.Kind == Motion:
		return say.M("procedure.says.motion")
	case p.Kind == Rating:
		return say.M("procedure.says.rated", "Candidates", f.Candidates)
	case p.Places < 1:
		return say.M("procedure.says.no_places")
	case f.Candidates < 1:
		return say.M("procedure.says.places", "Places", p.Places)
	case f.Candidates == p.Places:
		return say.M("procedure.says.list_equal", "Candidates", f.Candidates, "Places", p.Places)
	}
	return say.M("procedure.says.list", "Candidates", f.Candidates, "Places", p.Places)
}

func (p Procedure) quorum(f Facts) say.Message {
	share := Threshold{Num: p.QuorumNum, Den: p.QuorumDen}.Share()
	if f.Roll < 1 {
		return say.M("procedure.says.quorum", "Share", share)
	}
	return say.M("procedure.says.quorum_figure", "Share", share, "Roll", f.Roll, "Least", p.Quorum(f.Roll))
}

// paper says how a ballot is filled in and what makes it invalid.
func (p Procedure) paper() []say.Message {
	if p.Kind == Rating {
		rules := []say.Message{say.M("procedure.says.rating"), say.M("procedure.says.rating_unmarked")}
		if p.BlankInvalid {
			return append(rules, say.M("procedure.says.blank_invalid"))
		}
		return append(rules, say.M("procedure.says.blank_valid"))
	}
	rules := []say.Message{say.M("procedure.says.three_way")}
	switch p.Kind {
	case Pick:
		rules[0] = say.M("procedure.says.pick")
	case Motion:
		rules[0] = say.M("procedure.says.motion_marks")
	}
	switch {
	case p.Kind == Motion:
		// One proposal: there is no number of approvals to speak of, and a ballot
		// without a mark is a blank one.
		return append(rules, p.blankMotion())
	case p.Cap() < 1:
		// Nothing to say before the number of places is set.
	case p.ExactApprovals:
		rules = append(rules, say.M("procedure.says.exactly", "Cap", p.Cap()))
	default:
		rules = append(rules, say.M("procedure.says.at_most", "Cap", p.Cap()))
	}
	if p.Kind != Pick {
		if p.UnmarkedInvalid {
			rules = append(rules, say.M("procedure.says.unmarked_invalid"))
		} else {
			rules = append(rules, say.M("procedure.says.unmarked_abstains"))
		}
	}
	if p.BlankInvalid || p.UnmarkedInvalid || p.ExactApprovals {
		return append(rules, say.M("procedure.says.blank_invalid"))
	}
	return append(rules, say.M("procedure.says.blank_valid"))
}

// blankMotion says what a ballot on a motion without a mark is.
func (p Procedure) blankMotion() say.Message {
	if p.BlankInvalid || p.UnmarkedInvalid || p.ExactApprovals {
		return say.M("procedure.says.motion_blank_invalid")
	}
	return say.M("procedure.says.motion_blank_valid")
}

// carrying says which approvals carry a motion.
func (p Procedure) carrying(f Facts) say.Message {
	return say.M("procedure.says.carried", "Share", p.Threshold.demand(p.Base, f.Roll))
}

// grades say which shares make which verdict of a rating.
func (p Procedure) grades() []say.Message {
	return []say.Message{
		say.M("procedure.says.satisfied", "Share", p.Threshold.demand(p.Base, 0)),
		say.M("procedure.says.fair", "Share", p.Fair.demand(p.Base, 0)),
		say.M("procedure.says.dissatisfied"),
	}
}

// demand is what a threshold asks for: 超过全体代表 449 人的半数，即至少 225.
// roll is 0 where it is not known or not the base.
func (t Threshold) demand(b Base, roll int) say.Message {
	key := "procedure.demand.least"
	if t.Strict {
		key = "procedure.demand.more"
	}
	values := []any{"Of", say.M("procedure.whole." + string(b)), "Share", t.Share(), "Roll", roll, "Least", t.Least(roll)}
	if b == OfRoll && roll > 0 {
		return say.M(key+"_figure", values...)
	}
	return say.M(key, values[:4]...)
}

// passing says which approvals make a project pass.
func (p Procedure) passing(f Facts) say.Message {
	t := p.Threshold
	if t.Plurality {
		return say.M("procedure.says.plurality")
	}
	num, den := reduced(t.Num, t.Den)
	half := t.Strict && num == 1 && den == 2
	if p.Base == OfRoll && f.Roll > 0 {
		figures := []any{"Roll", f.Roll, "Share", t.Share(), "Least", t.Least(f.Roll)}
		switch {
		case half:
			return say.M("procedure.says.majority_figure", figures...)
		case t.Strict:
			return say.M("procedure.says.more_figure", figures...)
		}
		return say.M("procedure.says.least_figure", figures...)
	}
	of := []any{"Of", say.M("procedure.whole." + string(p.Base)), "Share", t.Share()}
	switch {
	case half:
		return say.M("procedure.says.majority", of...)
	case t.Strict:
		return say.M("procedure.says.more", of...)
	}
	return say.M("procedure.says.least", of...)
}
