package count

import (
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"piaojue/app/ballot"
	"piaojue/app/procedure"
)

// Ballots of published votes and decisions that others worked out from them. A
// ballot that names a project twice approves it once.
func TestPublishedVotes(t *testing.T) {
	folder := filepath.Join("..", "..", "..", "shared", "cases", "pabulib")
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		t.Skip("the published cases are not beside the project; nothing to compare with")
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no case in %s: %v", folder, err)
	}
	decisions := 0
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			var c struct {
				Base          int
				MaxApprovals  int `json:"max_approvals"`
				Options       []string
				Ballots       [][]string
				ExpectedVotes map[string]int `json:"expected_votes"`
				Expected      []struct {
					Threshold    string
					Seats        int
					Chosen, Tied []string
					RunoffSeats  int `json:"runoff_seats"`
					Shortfall    int
					Invalid      int
				}
			}
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(b, &c); err != nil {
				t.Fatal(err)
			}
			place := map[string]int{}
			for i, id := range c.Options {
				place[id] = i
			}
			ballots := make([]ballot.Ballot, len(c.Ballots))
			for i, ids := range c.Ballots {
				ballots[i].Marks = make([]ballot.Mark, len(c.Options))
				for _, id := range ids {
					at, ok := place[id]
					if !ok {
						t.Fatalf("ballot %d names %q", i, id)
					}
					ballots[i].Marks[at] = ballot.Approve
				}
			}
			if len(c.Expected) == 0 {
				t.Fatal("nothing is expected")
			}
			for _, want := range c.Expected {
				for _, kind := range []procedure.Kind{procedure.Pick, procedure.ThreeWay} {
					p := procedure.Default(want.Seats)
					p.Kind, p.MaxApprovals = kind, c.MaxApprovals
					if p.Threshold, err = procedure.ParseThreshold(want.Threshold); err != nil {
						t.Fatal(err)
					}
					r, err := Count(Input{
						Procedure: p, Candidates: c.Options,
						Roll: c.Base, Present: c.Base, Issued: c.Base, Ballots: ballots,
					})
					if err != nil {
						t.Fatal(err)
					}
					if !slices.Equal(slices.Sorted(slices.Values(r.Chosen)), slices.Sorted(slices.Values(want.Chosen))) ||
						!slices.Equal(slices.Sorted(slices.Values(r.Tied)), slices.Sorted(slices.Values(want.Tied))) ||
						r.RunOffPlaces != want.RunoffSeats || r.Shortfall != want.Shortfall || r.Invalid != want.Invalid {
						t.Errorf("%s, %d seats: chosen %v tied %v for %d, shortfall %d, invalid %d; want %+v",
							want.Threshold, want.Seats, r.Chosen, r.Tied, r.RunOffPlaces, r.Shortfall, r.Invalid, want)
					}
					votes := map[string]int{}
					for _, l := range r.Lines {
						votes[l.ID] = l.Approve
					}
					if !maps.Equal(votes, c.ExpectedVotes) {
						t.Errorf("%s, %d seats: votes %v, want %v", want.Threshold, want.Seats, votes, c.ExpectedVotes)
					}
					decisions++
				}
			}
		})
	}
	t.Logf("%d decisions on %d votes", decisions, len(files))
}
