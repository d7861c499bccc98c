package count

import (
	"piaojue/app/procedure"
	"piaojue/app/say"
)

// Verify recomputes the identities of a result from its figures. The error
// says which line does not add up; such a result must not be shown or exported.
// That more were returned than issued is no error in a Void result, which says
// just that. The error is a *say.Problem.
func Verify(p procedure.Procedure, r Result) error {
	for _, i := range identities(p, r) {
		if !i.Holds && (r.State != Void || i.Says.Key != returnedIdentity) {
			return say.Wrong(say.M("count.wrong.identity", "Line", i.Says), say.M("count.wrong.identity.do"), nil)
		}
	}
	return nil
}

const returnedIdentity = "count.identity.returned"

// identities are the equations of the procedure with the figures of r. For a
// Void result there are only those that need no look into the box.
func identities(p procedure.Procedure, r Result) []Identity {
	all := []Identity{
		{
			say.M("count.identity.people", "Issued", r.Issued, "Present", r.Present, "Roll", r.Roll),
			0 <= r.Issued && r.Issued <= r.Present && r.Present <= r.Roll,
		},
		{
			say.M(returnedIdentity, "Returned", r.Returned, "Issued", r.Issued),
			0 <= r.Returned && r.Returned <= r.Issued,
		},
	}
	if r.State == Void {
		return all
	}
	refused := 0
	for _, f := range r.Refusals {
		refused += f.Count
	}
	all = append(all,
		Identity{
			say.M("count.identity.missing", "Missing", r.Issued-r.Returned, "Issued", r.Issued, "Returned", r.Returned),
			r.Issued >= r.Returned,
		},
		Identity{
			say.M("count.identity.valid", "Returned", r.Returned, "Valid", r.Valid, "Invalid", r.Invalid),
			r.Valid >= 0 && r.Invalid >= 0 && r.Valid+r.Invalid == r.Returned,
		},
		Identity{
			say.M("count.identity.refused", "Invalid", r.Invalid, "Sum", refused),
			refused == r.Invalid,
		},
		marks(r),
		approvals(p, r),
		places(r),
	)
	return all
}

// marks is 赞成 + 反对 + 弃权 = 有效票 for every project, or the first that fails.
func marks(r Result) Identity {
	for _, l := range r.Lines {
		if l.Approve < 0 || l.Against < 0 || l.Abstain < 0 || l.Approve+l.Against+l.Abstain != r.Valid {
			return Identity{Says: say.M("count.identity.project",
				"ID", l.ID, "Approve", l.Approve, "Against", l.Against, "Abstain", l.Abstain, "Valid", r.Valid)}
		}
	}
	return Identity{say.M("count.identity.marks", "Count", len(r.Lines), "Valid", r.Valid), true}
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
