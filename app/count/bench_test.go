package count

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"piaojue/app/ballot"
	"piaojue/app/procedure"
)

// hall is a large vote: so many ballots, at most a tenth of the projects approved on each.
func hall(ballots, projects int) Input {
	random := rand.New(rand.NewPCG(2021, 1))
	in := Input{
		Procedure: procedure.Default(projects / 10), Candidates: numbered(projects),
		Roll: ballots, Present: ballots, Issued: ballots,
	}
	in.Procedure.Threshold = procedure.Threshold{Num: 1, Den: 20, Strict: true}
	all := make([]ballot.Mark, ballots*projects) // in one piece, so that a million fit
	for n := range ballots {
		b := ballot.Ballot{Marks: all[n*projects : (n+1)*projects : (n+1)*projects]}
		for i := range b.Marks {
			b.Marks[i] = []ballot.Mark{ballot.Unmarked, ballot.Against, ballot.Abstain}[random.IntN(3)]
		}
		for range projects/10 + random.IntN(40)/39 {
			b.Marks[random.IntN(projects)] = ballot.Approve
		}
		in.Ballots = append(in.Ballots, b)
	}
	return in
}

// The count of a large hall, beside the plain recount that the properties use.
// Wanted: 3,000 ballots × 100 projects in less than 5 ms.
func BenchmarkCount(b *testing.B) {
	for _, size := range []struct{ ballots, projects int }{{449, 12}, {3000, 100}} {
		in := hall(size.ballots, size.projects)
		b.Run(fmt.Sprintf("ballots=%d/projects=%d/Count", size.ballots, size.projects), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Count(in); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("ballots=%d/projects=%d/recount", size.ballots, size.projects), func(b *testing.B) {
			for b.Loop() {
				recount(in)
			}
		})
	}
}
