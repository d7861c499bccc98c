package procedure

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"piaojue/app/say"
)

// mended is the part of the form that holds what a finding speaks of.
func mended(key string) Part {
	switch key {
	case "no_candidates":
		return InList
	case "no_roll", "roll_over":
		return InRoll
	case "no_places", "places_over", "equal", "kind", "cap_negative", "cap_over_places", "cap_under_places", "cap_idle", "exact_impossible",
		"pick_unmarked", "shortfall_certain":
		return InBallot
	}
	return InDecision
}

func TestCheck(t *testing.T) {
	type change = func(*Procedure, *Facts)
	for _, c := range []struct {
		name   string
		change change
		want   []string // keys after "procedure.check.", blocking ones with a "!"
	}{
		{"the default is sound", func(*Procedure, *Facts) {}, nil},
		{"a cap of 0 stands for the places", func(p *Procedure, f *Facts) { p.MaxApprovals = 0 }, nil},
		{"no candidates", func(p *Procedure, f *Facts) { f.Candidates = 0 }, []string{"!no_candidates"}},
		{"no roll", func(p *Procedure, f *Facts) { f.Roll = 0 }, []string{"!no_roll"}},
		{"a roll that is none", func(p *Procedure, f *Facts) { f.Roll = MostRoll + 1 }, []string{"!roll_over"}},
		{"no places", func(p *Procedure, f *Facts) { p.Places, p.MaxApprovals = 0, 0 }, []string{"!no_places"}},
		{"negative places", func(p *Procedure, f *Facts) { p.Places, p.MaxApprovals = -1, 0 }, []string{"!no_places"}},
		{"more places than candidates", func(p *Procedure, f *Facts) { f.Candidates = 9 }, []string{"!places_over"}},
		{"as many places as candidates (等额)", func(p *Procedure, f *Facts) { f.Candidates = 10 }, []string{"equal"}},
		{"no kind", func(p *Procedure, f *Facts) { p.Kind = "" }, []string{"!kind"}},
		{"no base", func(p *Procedure, f *Facts) { p.Base = "all" }, []string{"!base"}},
		{"a negative cap", func(p *Procedure, f *Facts) { p.MaxApprovals = -1 }, []string{"!cap_negative"}},
		{"a cap above the places", func(p *Procedure, f *Facts) { p.MaxApprovals = 11 }, []string{"cap_over_places"}},
		{"a cap below the places", func(p *Procedure, f *Facts) { p.MaxApprovals = 6 }, []string{"cap_under_places"}},
		{"a cap that nobody reaches", func(p *Procedure, f *Facts) { p.MaxApprovals = 13 }, []string{"cap_idle"}},
		{"a cap that leaves places empty for certain", func(p *Procedure, f *Facts) { p.MaxApprovals = 5 }, []string{"cap_under_places", "shortfall_certain"}},
		{"exactly so many as there are", func(p *Procedure, f *Facts) { p.ExactApprovals, p.MaxApprovals = true, 12 }, []string{"cap_over_places"}},
		{"exactly more than there are", func(p *Procedure, f *Facts) { p.ExactApprovals, p.MaxApprovals = true, 13 }, []string{"!exact_impossible"}},
		{"picking and a mark on every project", func(p *Procedure, f *Facts) { p.Kind, p.UnmarkedInvalid = Pick, true }, []string{"!pick_unmarked"}},
		{"threeWay and a mark on every project", func(p *Procedure, f *Facts) { p.UnmarkedInvalid = true }, nil},
		{"no threshold", func(p *Procedure, f *Facts) { p.Threshold = Threshold{} }, []string{"!threshold"}},
		{"a threshold above the whole", func(p *Procedure, f *Facts) { p.Threshold = Threshold{Num: 3, Den: 2} }, []string{"!threshold"}},
		{"more than the whole", func(p *Procedure, f *Facts) { p.Threshold = Threshold{Num: 1, Den: 1, Strict: true} }, []string{"!threshold_unreachable"}},
		{"the whole", func(p *Procedure, f *Facts) {
			p.Threshold, p.QuorumNum, p.QuorumDen = Threshold{Num: 1, Den: 1}, 1, 1
		}, nil},
		{"a plurality", func(p *Procedure, f *Facts) { p.Threshold = Threshold{Plurality: true} }, []string{"plurality"}},
		{"no quorum", func(p *Procedure, f *Facts) { p.QuorumNum, p.QuorumDen = 0, 0 }, []string{"!quorum"}},
		{"a quorum above the whole", func(p *Procedure, f *Facts) { p.QuorumNum = 4 }, []string{"!quorum"}},
		{"a quorum that cannot decide", func(p *Procedure, f *Facts) { p.Threshold = Threshold{Num: 3, Den: 4} }, []string{"quorum_under_threshold"}},
		{"which is no matter where the base follows those present", func(p *Procedure, f *Facts) { p.Threshold, p.Base = Threshold{Num: 3, Den: 4}, OfPresent }, nil},
		{"blocking ones come first", func(p *Procedure, f *Facts) { f.Candidates, p.Kind = 10, "" }, []string{"!kind", "equal"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, f := Default(10), Facts{Candidates: 12, Roll: 449}
			c.change(&p, &f)
			var got []string
			for _, x := range p.Check(f) {
				key := strings.TrimPrefix(x.Says.Key, "procedure.check.")
				if want := mended(key); x.Part != want {
					t.Errorf("%s is mended in %q, not in %q", key, want, x.Part)
				}
				if x.Blocking {
					key = "!" + key
				}
				got = append(got, key)
				for _, l := range []say.Language{say.Chinese, say.English} {
					if s := x.Says.In(l); s == x.Says.Key || strings.Contains(s, "<no value>") {
						t.Errorf("%s: %s", l, s)
					}
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestTheZeroProcedureIsRefused(t *testing.T) {
	blocking := 0
	for _, f := range (Procedure{}).Check(Facts{}) {
		if f.Blocking {
			blocking++
		}
	}
	if blocking < 6 {
		t.Errorf("only %d mistakes", blocking)
	}
}

// The notice that a shortfall is certain speaks the truth: so many projects can
// pass, and no more, with full ballots handed round as evenly as can be.
func TestMostPassing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		den := rapid.IntRange(1, 12).Draw(t, "den")
		th := Threshold{Num: rapid.IntRange(1, den).Draw(t, "num"), Den: den, Strict: rapid.Bool().Draw(t, "strict")}
		most := rapid.IntRange(1, 12).Draw(t, "cap")
		base := rapid.IntRange(1, 500).Draw(t, "base")
		can := th.mostPassing(most)
		// k projects pass by the fewest approvals only if the ballots hold so many.
		if k := can + 1; k*th.Least(base) <= most*base {
			t.Fatalf("%d projects could pass: %d approvals each, %d in all", k, th.Least(base), most*base)
		}
		// On a base that the fraction divides finely, the bound is reached.
		if fine := den * 1000; can >= 1 && can*th.Least(fine) > most*fine {
			t.Fatalf("%d projects cannot pass", can)
		}
	})
}

// Whatever is typed, checking and saying it never fails.
func TestAnyProcedureCanBeCheckedAndSaid(t *testing.T) {
	numbers := rapid.OneOf(rapid.IntRange(-3, 15), rapid.SampledFrom([]int{math.MinInt, math.MaxInt}))
	rapid.Check(t, func(t *rapid.T) {
		p := Procedure{
			Kind:            rapid.SampledFrom([]Kind{Pick, ThreeWay, ""}).Draw(t, "kind"),
			Places:          numbers.Draw(t, "places"),
			MaxApprovals:    numbers.Draw(t, "cap"),
			ExactApprovals:  rapid.Bool().Draw(t, "exact"),
			UnmarkedInvalid: rapid.Bool().Draw(t, "unmarked"),
			BlankInvalid:    rapid.Bool().Draw(t, "blank"),
			Base:            rapid.SampledFrom([]Base{OfRoll, OfPresent, OfReturned, OfValid}).Draw(t, "base"),
			Threshold: Threshold{
				Num: numbers.Draw(t, "num"), Den: numbers.Draw(t, "den"),
				Strict: rapid.Bool().Draw(t, "strict"), Plurality: rapid.Bool().Draw(t, "plurality"),
			},
			QuorumNum: numbers.Draw(t, "quorum num"), QuorumDen: numbers.Draw(t, "quorum den"),
		}
		f := Facts{Candidates: numbers.Draw(t, "candidates"), Roll: numbers.Draw(t, "roll")}
		for _, x := range p.Check(f) {
			if s := x.Says.In(say.Chinese); strings.Contains(s, "<no value>") || s == x.Says.Key {
				t.Fatal(s)
			}
		}
		if s := in(p.Sentences(f)); strings.Contains(s, "<no value>") || strings.Contains(s, "procedure.") {
			t.Fatal(s)
		}
	})
}
