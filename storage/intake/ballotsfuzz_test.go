package intake

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"piaojue/app/ballot"
	"piaojue/app/say"
)

// Whatever the bytes, reading ballots ends, either with a sentence and no
// ballot, or with ballots that have a mark for each project and that read the
// same when written anew. The seeds are in testdata/fuzz/FuzzBallots.
func FuzzBallots(f *testing.F) {
	f.Fuzz(func(t *testing.T, b []byte, projects uint8) {
		ids := make([]string, 1+projects%5)
		for i := range ids {
			ids[i] = fmt.Sprint(i + 1)
		}
		ballots, err := DecodeBallots("f.csv", b, ids)
		if err != nil {
			var p *say.Problem
			if !errors.As(err, &p) || ballots != nil {
				t.Fatalf("%v, with %d ballots", err, len(ballots))
			}
			if s := p.Sentence(say.Chinese); strings.Contains(s, "<no value>") || strings.Contains(s, p.What.Key) || !strings.Contains(s, "请") {
				t.Fatalf("says %q", s)
			}
			return
		}
		words := map[ballot.Mark]string{ballot.Approve: "赞成", ballot.Against: "反对", ballot.Abstain: "弃权"}
		again := numberHead + "," + strings.Join(ids, ",") + "\n"
		for i, x := range ballots {
			if len(x.Marks) != len(ids) {
				t.Fatalf("%d marks for %d projects", len(x.Marks), len(ids))
			}
			again += fmt.Sprint(i)
			for _, m := range x.Marks {
				again += "," + words[m]
			}
			again += "\n"
		}
		same, err := DecodeBallots("f.csv", []byte(again), ids)
		if err != nil {
			t.Fatalf("written anew: %v\n%s", err, again)
		}
		if !slices.Equal(drawn(same), drawn(ballots)) {
			t.Fatalf("written anew: %v, before %v", drawn(same), drawn(ballots))
		}
	})
}
