package count

import (
	"strings"

	"piaojue/app/procedure"
	"piaojue/app/say"
)

// Verify recomputes the identities of a result from its figures. The error
// says which line does not add up; such a result must not be shown or exported.
// That more were returned than issued is no error in a Void result, which says
// just that. The error is a *say.Problem.
func Verify(p procedure.Procedure, r Result) error {
	for _, i := range identities(p, r) {
		if !i.Holds && (r.State != Void || !tells(i.Says)) {
			return say.Wrong(say.M("count.wrong.identity", "Line", i.Says), say.M("count.wrong.identity.do"), nil)
		}
	}
	return nil
}

const returnedIdentity = "count.identity.returned"

// tells reports whether an identity is that of the returned ballots, of all or
// of one source.
func tells(m say.Message) bool {
	if m.Key == partIdentity {
		m, _ = m.Args["Line"].(say.Message)
	}
	return m.Key == returnedIdentity
}

const partIdentity = "count.identity.part"

// OfParts reports whether the identity speaks of the electronic and the paper
// ballots apart.
func (i Identity) OfParts() bool {
	return i.Says.Key == partIdentity || strings.HasPrefix(i.Says.Key, "count.identity.sum_")
}

// identities are the equations of the procedure with the figures of r. For a
// Void result there are only those that need no look into the box.
func identities(p procedure.Procedure, r Result) []Identity {
	all := []Identity{
		{
			say.M("count.identity.people", "Issued", r.Issued, "Present", r.Present, "Roll", r.Roll),
			0 <= r.Issued && r.Issued <= r.Present && r.Present <= r.Roll,
		},
		returned(r.Issued, r.Returned),
	}
	for _, part := range r.Parts {
		if part.Returned > part.Issued || r.State != Void {
			all = append(all, part.identity(returned(part.Issued, part.Returned)))
		}
	}
	if r.State == Void {
		return all
	}
	all = append(all,
		Identity{
			say.M("count.identity.missing", "Missing", r.Issued-r.Returned, "Issued", r.Issued, "Returned", r.Returned),
			r.Issued >= r.Returned,
		},
		valid(r.Returned, r.Valid, r.Invalid),
		refused(r.Invalid, r.Refusals),
		marks(p, r),
	)
	switch p.Kind {
	case procedure.Motion:
		all = append(all, whole(r))
	case procedure.Rating:
	default:
		all = append(all, approvals(p, r), places(r))
	}
	for _, part := range r.Parts {
		all = append(all,
			part.identity(valid(part.Returned, part.Valid, part.Invalid)),
			part.identity(refused(part.Invalid, part.Refusals)),
			part.identity(part.marks()))
	}
	if r.Parts != nil {
		all = append(all, sums(r)...)
	}
	return all
}

// identity says of which source it speaks.
func (part Part) identity(i Identity) Identity {
	return Identity{say.M(partIdentity, "Source", part.Source.Name(), "Line", i.Says), i.Holds}
}

func returned(issued, returned int) Identity {
	return Identity{say.M(returnedIdentity, "Returned", returned, "Issued", issued), 0 <= returned && returned <= issued}
}

func valid(returned, valid, invalid int) Identity {
	return Identity{
		say.M("count.identity.valid", "Returned", returned, "Valid", valid, "Invalid", invalid),
		valid >= 0 && invalid >= 0 && valid+invalid == returned,
	}
}

func refused(invalid int, refusals []Refusal) Identity {
	sum := 0
	for _, f := range refusals {
		sum += f.Count
	}
	return Identity{say.M("count.identity.refused", "Invalid", invalid, "Sum", sum), sum == invalid}
}

// marks holds for every project of a source; only the number is said.
func (part Part) marks() Identity {
	holds := true
	for _, s := range part.Sums {
		holds = holds && s.Approve >= 0 && s.Fair >= 0 && s.Against >= 0 && s.Abstain >= 0 && s.Approve+s.Fair+s.Against+s.Abstain == part.Valid
	}
	return Identity{say.M("count.identity.part_marks", "Count", len(part.Sums), "Valid", part.Valid), holds}
}

// whole is that everybody present is somewhere in the figures of a motion.
func whole(r Result) Identity {
	var s Sums
	for _, l := range r.Lines {
		s.add(l.Sums)
	}
	return Identity{
		say.M("count.identity.whole", "Approve", s.Approve, "Against", s.Against, "Abstain", s.Abstain,
			"Invalid", r.Invalid, "NotCast", r.NotCast(), "Present", r.Present),
		r.NotCast() >= 0 && s.Approve+s.Against+s.Abstain+r.Invalid+r.NotCast() == r.Present,
	}
}

// sums is that the sources add up to the total, in the numbers of ballots and
// in every line.
func sums(r Result) []Identity {
	e, p := r.Parts[0], r.Parts[1]
	sum := func(key string, a, b, all int) Identity {
		return Identity{say.M("count.identity."+key, "Electronic", a, "Paper", b, "Total", all), a+b == all}
	}
	holds := len(e.Sums) == len(r.Lines) && len(p.Sums) == len(r.Lines)
	for i := 0; holds && i < len(r.Lines); i++ {
		s := e.Sums[i]
		s.add(p.Sums[i])
		holds = s == r.Lines[i].Sums
	}
	return []Identity{
		sum("sum_issued", e.Issued, p.Issued, r.Issued),
		sum("sum_returned", e.Returned, p.Returned, r.Returned),
		sum("sum_valid", e.Valid, p.Valid, r.Valid),
		{say.M("count.identity.sum_lines", "Count", len(r.Lines)), holds},
	}
}

// marks is 赞成 + 反对 + 弃权 = 有效票 for every project, or the first that fails.
func marks(p procedure.Procedure, r Result) Identity {
	if p.Kind == procedure.Rating {
		return rated(r)
	}
	for _, l := range r.Lines {
		if l.Approve < 0 || l.Against < 0 || l.Abstain < 0 || l.Fair != 0 || l.Approve+l.Against+l.Abstain != r.Valid {
			return Identity{Says: say.M("count.identity.project",
				"ID", l.ID, "Approve", l.Approve, "Against", l.Against, "Abstain", l.Abstain, "Valid", r.Valid)}
		}
	}
	return Identity{say.M("count.identity.marks", "Count", len(r.Lines), "Valid", r.Valid), true}
}

// rated is 满意 + 基本满意 + 不满意 + 弃权 = 有效票.
func rated(r Result) Identity {
	for _, l := range r.Lines {
		if l.Approve < 0 || l.Fair < 0 || l.Against < 0 || l.Abstain < 0 || l.Approve+l.Fair+l.Against+l.Abstain != r.Valid {
			return Identity{Says: say.M("count.identity.rating",
				"ID", l.ID, "Satisfied", l.Approve, "Fair", l.Fair, "Dissatisfied", l.Against, "Abstain", l.Abstain, "Valid", r.Valid)}
		}
	}
	return Identity{say.M("count.identity.ratings", "Count", len(r.Lines), "Valid", r.Valid), true}
}

// approvals is the bound on all approvals together; where a ballot must have
// exactly so many, they are equal to it.
func approvals(p procedure.Procedure, r Result) Identity {
	sum := 0
	for _, l := range r.Lines {
		sum += l.Approve
	}
	// More approvals than projects are not possible, whatever the cap.
	most := min(p.Cap(), len(r.Lines))
	bound := most * r.Valid
	values := []any{"Sum", sum, "Cap", most, "Valid", r.Valid, "Bound", bound}
	if p.ExactApprovals {
		return Identity{say.M("count.identity.approvals_exact", values...), sum == bound}
	}
	return Identity{say.M("count.identity.approvals", values...), sum <= bound}
}

// places is how the places were filled, against the outcomes of the lines.
func places(r Result) Identity {
	chosen, tied := 0, 0
	for _, l := range r.Lines {
		switch l.Outcome {
		case Chosen:
			chosen++
		case Tied:
			tied++
		}
	}
	return Identity{
		say.M("count.identity.places", "Places", r.Places, "Chosen", chosen, "RunOff", r.RunOffPlaces, "Shortfall", r.Shortfall),
		chosen == len(r.Chosen) && tied == len(r.Tied) && (tied > 0) == (r.RunOffPlaces > 0) &&
			chosen+r.RunOffPlaces+r.Shortfall == r.Places,
	}
}
