package count

import (
	"slices"

	"piaojue/app/say"
)

// Verdict says how the round ended: a headline without a full stop, and in
// sentences what follows from it, which is zero where nothing does. A tie is
// said to be at the cut, as ranks of equal projects name another place.
func (r Result) Verdict() (headline, says say.Message) {
	chosen := len(r.Chosen)
	switch {
	case r.State == Void:
	case r.of(Carried, Lost) == 1:
		outcome := r.Lines[0].Outcome
		return say.M("count.verdict." + string(outcome)), say.Message{}
	case len(r.Lines) > 0 && r.of(Satisfied, Fair, Dissatisfied, Unrated) == len(r.Lines):
		return say.M("count.verdict.rated", "Satisfied", r.of(Satisfied), "Fair", r.of(Fair), "Dissatisfied", r.of(Dissatisfied)), say.Message{}
	}
	switch r.State {
	case RunOff:
		tied := len(r.Tied)
		return say.M("count.verdict.run_off", "Chosen", chosen, "Tied", tied, "Left", r.RunOffPlaces),
			say.M("count.verdict.run_off.says", "Tied", tied)
	case Shortfall:
		return say.M("count.verdict.shortfall", "Chosen", chosen, "Short", r.Shortfall),
			say.M("count.verdict.shortfall.says", "Places", r.Places)
	case Void:
		return say.M("count.verdict.void"), say.M("count.verdict.void.says", "Issued", r.Issued, "Returned", r.Returned)
	}
	return say.M("count.verdict.decided", "Chosen", chosen), say.Message{}
}

// Told is the verdict in running text.
func (r Result) Told() say.Message {
	headline, says := r.Verdict()
	return say.M("count.verdict.told", "Headline", headline, "Says", says)
}

// Word is the outcome in a word, 当选 and so on.
func (o Outcome) Word() say.Message { return say.M("count.outcome." + string(o)) }

// of is how many projects have one of the outcomes.
func (r Result) of(outcomes ...Outcome) (n int) {
	for _, l := range r.Lines {
		if slices.Contains(outcomes, l.Outcome) {
			n++
		}
	}
	return n
}
