package storage

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/note"
	"piaojue/app/procedure"
	"piaojue/app/project"
)

var update = flag.Bool("update", false, "write the golden files of the newest schema")

// The files in testdata were written by the first version of the schema. They
// open as what they were written from, in every later version: a type of app
// whose fields change their names or meaning needs a migration, not new files.
const (
	goldenMeeting = "testdata/meeting-1.piaojue"
	goldenNotes   = "testdata/notes-1.piaojue"
)

var goldenTime = time.Date(2021, 1, 13, 9, 30, 0, 0, time.FixedZone("", 8*3600))

func goldenBeginning() Beginning {
	p := procedure.Procedure{
		Kind: procedure.Pick, Places: 1, MaxApprovals: 2, ExactApprovals: true, UnmarkedInvalid: true, BlankInvalid: true,
		Base: procedure.OfPresent, Threshold: procedure.Threshold{Num: 3, Den: 5, Strict: true, Plurality: true}, QuorumNum: 3, QuorumDen: 4,
	}
	return Beginning{
		Meeting: meeting.Meeting{
			ID: "0123456789abcdef0123456789abcdef",
			Setup: meeting.Setup{
				Name: "第二届人民代表大会第五次会议", Vote: "2021年政府实事项目", Rehearsal: true, Roll: 449,
				List: project.List{Title: "候选项目", Rehearsal: true, Projects: []project.Project{{
					ID: "A-01", Category: "民生", Name: "“两小”综合整治", Content: []string{"54个小区", "83条街巷"},
					Source: "完成54个小区整治。", Unit: "住建委", Deadline: "12月底",
					Money:   project.Money{Text: "1.2亿元", Unit: "万元", Yuan: 120_000_000, Known: true},
					Funding: "区财政", Remark: "续建", Extra: []project.Field{{Name: "街道", Value: "平江"}},
				}, {ID: "2", Name: "厕所革命"}}},
				Procedure: p,
			},
			Rounds: []meeting.Round{{
				Number: 1, State: meeting.Casting, Candidates: []meeting.Candidate{{ID: "A-01", Name: "“两小”综合整治"}, {ID: "2", Name: "厕所革命"}}, Procedure: p,
				Roll: 449, Present: 437, Issued: 3, Outstanding: true, Returned: 2,
				Steps: []meeting.Step{{To: meeting.Frozen, Office: meeting.Clerk, At: goldenTime}, {To: meeting.EmptyShown, Office: meeting.ChiefScrutineer, At: goldenTime}},
			}},
			Code: &meeting.Code{Salt: []byte("salt"), Hash: []byte("hash"), Iterations: 600_000},
		},
		Document: meeting.Document{Name: "报告.txt", Text: "政府工作报告\n各位代表：\n"},
	}
}

var (
	goldenBox   = []ballot.Ballot{{Marks: []ballot.Mark{ballot.Approve, ballot.Against}}, {Marks: []ballot.Mark{ballot.Abstain, ballot.Unmarked}}}
	goldenNoted = []note.Note{
		{ID: "1", Anchor: &note.Anchor{Document: "hash", Start: 3, End: 5, Quote: "报告", Before: "工作", After: "\n各"}, Kind: note.Remark, Colour: note.Pink, Text: "疑问", Created: goldenTime, Changed: goldenTime.Add(time.Minute)},
		{ID: "2", Project: "A-01", Name: "“两小”综合整治", Kind: note.Remark, Colour: note.Yellow, Text: "建议", Created: goldenTime, Changed: goldenTime},
	}
	goldenIntents = []note.Intent{{Project: "A-01", Name: "“两小”综合整治", Leaning: note.Favour, Star: true, Seen: true}}
)

// golden copies a golden file, or writes it.
func golden(t *testing.T, path string, make func(path string)) string {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		fresh := filepath.Join(t.TempDir(), "new.piaojue")
		make(fresh)
		write(t, path, read(t, fresh))
	}
	copied := filepath.Join(t.TempDir(), "data.piaojue")
	write(t, copied, read(t, path))
	return copied
}

func TestFirstSchemaOfMeetings(t *testing.T) {
	begin := goldenBeginning()
	path := golden(t, goldenMeeting, func(path string) {
		f, err := OpenMeeting(path, true, func() (Beginning, error) { return begin, nil })
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range goldenBox {
			if err := f.Cast(1, b, func(*meeting.Meeting) error { return nil }); err != nil {
				t.Fatal(err)
			}
		}
		closed(t, f)
	})
	f, err := OpenMeeting(path, true, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, err := f.Meeting()
	if err != nil {
		t.Fatal(err)
	}
	d, _, err := f.Document()
	if err != nil {
		t.Fatal(err)
	}
	in, err := f.Ballots(1)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(begin, Beginning{Meeting: m, Document: d}); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(goldenBox, in, cmpopts.SortSlices(func(a, b ballot.Ballot) bool { return a.Marks[0] < b.Marks[0] })); diff != "" {
		t.Error(diff)
	}
}

func TestFirstSchemaOfNotes(t *testing.T) {
	path := golden(t, goldenNotes, func(path string) {
		f, err := OpenNotes(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range goldenNoted {
			if err := f.Change([]note.Note{n}, nil); err != nil {
				t.Fatal(err)
			}
		}
		for _, i := range goldenIntents {
			if err := f.PutIntent(i); err != nil {
				t.Fatal(err)
			}
		}
		closed(t, f)
	})
	f, err := OpenNotes(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	notes, err := f.Notes()
	if err != nil {
		t.Fatal(err)
	}
	intents, err := f.Intents()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(goldenNoted, notes); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(goldenIntents, intents); diff != "" {
		t.Error(diff)
	}
}
