package storage

import (
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"piaojue/app/ballot"
	"piaojue/app/count"
	"piaojue/app/meeting"
	"piaojue/app/note"
	"piaojue/app/paper"
	"piaojue/app/procedure"
	"piaojue/app/project"
	"piaojue/app/roll"
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

// wholeMeeting has something in every field of a meeting.
func wholeMeeting() meeting.Meeting {
	m := goldenBeginning().Meeting
	p := m.Setup.Procedure
	p.Fair = procedure.Threshold{Num: 2, Den: 3}
	m.Setup.Deputies = roll.Roll{Title: "代表名单", Rehearsal: true, Deputies: []roll.Deputy{{
		ID: "1", Number: "001", Code: "6901", Name: "张三", Delegation: "平江代表团", Extra: []roll.Field{{Name: "性别", Value: "男"}},
	}}}
	m.Setup.Handbook, m.Setup.Level = 449, meeting.ByItem
	m.Setup.Officers = []meeting.Officer{{Name: "李四", Office: meeting.Scrutineer, Deputy: "1", Responsible: []string{"2"}, Recused: true, Reason: "回避"}}
	sheet := paper.Sheet{Cells: []paper.Cell{1, paper.Circle}}
	m.Rounds = append(m.Rounds, meeting.Round{
		Number: 2, Kind: meeting.RunOff, Of: 1, Title: "议案", State: meeting.Opened,
		Candidates: []meeting.Candidate{{ID: "2-1", Name: "小项", Project: "2"}}, Procedure: p, Roll: 449, Present: 1,
		SignedIn: []string{"1"}, IssuedTo: []string{"1"}, Issued: 1, Outstanding: true, Holder: "1", Returned: 1,
		Paper: meeting.Paper{Issued: 2, Returned: 2, Counted: true, Batches: []paper.Batch{{
			Number: 1, Size: 1, File: "扫描.csv", A: paper.Entry{By: "甲", Sheets: []paper.Sheet{sheet}},
			B:       paper.Entry{By: "乙", Sheets: []paper.Sheet{{Spoiled: paper.Torn}}},
			Looks:   []paper.Look{{Place: 1, By: "丙", Sheet: sheet, Reason: "看过"}},
			Rulings: []paper.Ruling{{Place: 1, Project: 1, Mark: ballot.Abstain, By: "总", Reason: "认定"}}, Withdrawn: "撤下",
		}}},
		Steps:  []meeting.Step{{To: meeting.Paused, Office: meeting.Clerk, At: goldenTime, Reason: "休息"}},
		Past:   &meeting.Past{Title: "上次", Valid: 9, Rehearsal: true, Lines: []meeting.PastLine{{ID: "2", Sums: count.Sums{Approve: 1, Fair: 2, Against: 3, Abstain: 4}, Outcome: count.Fair}}},
		Signed: []meeting.Officer{{Name: "总", Office: meeting.ChiefScrutineer}},
	})
	m.Attendance = map[string]meeting.Attendance{"1": meeting.Here}
	m.Decisions = []meeting.Decision{{Round: 1, Ruling: meeting.AcceptFewer, Office: meeting.Presidium, Who: "范仲淹", Reason: "从略", At: goldenTime}}
	m.Notice = &meeting.Notice{Text: "公告", Round: 2}
	m.Log = []meeting.Entry{{At: goldenTime, Act: "incident", Round: 1, Office: meeting.Clerk, Who: "张三", Count: 1, Reason: "断电"}}
	return m
}

// asReleased is the whole meeting as the first release of the second schema knew
// it: without the fields that came later, which a file of it does not hold.
func asReleased() meeting.Meeting {
	m := wholeMeeting()
	for i := range m.Rounds {
		if past := m.Rounds[i].Past; past != nil {
			past.Rehearsal = false
		}
	}
	return m
}

// What a file of the second schema held when that was released is given back in
// every later version.
func TestSecondSchemaOfMeetings(t *testing.T) {
	copied := filepath.Join(t.TempDir(), "data.piaojue")
	write(t, copied, read(t, "testdata/meeting-2.piaojue"))
	givesBack(t, copied, asReleased())
}

// And what is written now is given back whole.
func TestAWholeMeetingIsGivenBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data.piaojue")
	f, err := OpenMeeting(path, true, func() (Beginning, error) { return Beginning{Meeting: wholeMeeting()}, nil })
	if err != nil {
		t.Fatal(err)
	}
	closed(t, f)
	givesBack(t, path, wholeMeeting())
}

func givesBack(t *testing.T, path string, want meeting.Meeting) {
	t.Helper()
	f, err := OpenMeeting(path, true, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got, err := f.Meeting()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Every field of every part of a meeting has something in it in the golden one,
// so that none is ever lost unseen.
func TestTheGoldenMeetingIsFull(t *testing.T) {
	filled := map[string]bool{}
	var visit func(v reflect.Value)
	visit = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Struct:
			if v.Type() == reflect.TypeFor[time.Time]() {
				return
			}
			for i := range v.NumField() {
				name := v.Type().String() + "." + v.Type().Field(i).Name
				filled[name] = filled[name] || !v.Field(i).IsZero()
				visit(v.Field(i))
			}
		case reflect.Slice:
			for i := range v.Len() {
				visit(v.Index(i))
			}
		case reflect.Pointer:
			if !v.IsNil() {
				visit(v.Elem())
			}
		}
	}
	visit(reflect.ValueOf(wholeMeeting()))
	for name, ok := range filled {
		if !ok {
			t.Errorf("%s is nowhere filled in", name)
		}
	}
}

func TestFirstSchemaOfNotes(t *testing.T) {
	path := golden(t, goldenNotes, func(path string) {
		f, err := OpenNotes(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range goldenNoted {
			if err := f.Change(note.Content{Notes: []note.Note{n}}, nil); err != nil {
				t.Fatal(err)
			}
		}
		for _, i := range goldenIntents {
			if err := f.Change(note.Content{Intents: []note.Intent{i}}, nil); err != nil {
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
