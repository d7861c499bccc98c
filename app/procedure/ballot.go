package procedure

import "piaojue/app/say"

// BallotSentences say how a ballot is filled in and what makes it invalid: those
// of Sentences that stand on the ballot itself.
func (p Procedure) BallotSentences() []say.Message { return p.paper() }
