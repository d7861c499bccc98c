package storage

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"piaojue/app/note"
	"piaojue/app/opinion"
	"piaojue/app/say"
	"piaojue/storage/storetest"
)

func TestOpinionsFileKeepsTheContract(t *testing.T) {
	open := reopened(OpenOpinions)
	storetest.OpinionsContract(t, func(t *testing.T) opinion.Store { return open(t) })
}

const goldenOpinions = "testdata/opinions-1.piaojue"

var goldenState = opinion.State{
	Opinions: map[string]opinion.Received{
		"urn:uuid:1": {Opinion: opinion.Opinion{
			ID: "urn:uuid:1", Anchor: &note.Anchor{Document: "hash", Start: 3, End: 5, Quote: "报告", Before: "工作", After: "\n各"},
			Kind: note.Suggestion, Colour: note.Pink, Tags: []string{"民生"}, Text: "增加停车位", Created: goldenTime.UTC(), Changed: goldenTime.UTC(),
			By: opinion.Deputy{Name: "单雄信", Delegation: "平江代表团"}, Rest: map[string]string{"rights": `"<CC0>"`},
		}, File: "平江.批注.jsonld", At: goldenTime.UTC()},
		"urn:uuid:2": {Opinion: opinion.Opinion{ID: "urn:uuid:2", Project: "A-01", Name: "“两小”综合整治", Kind: note.Question, Colour: note.Yellow}},
	},
	Matters: map[string]opinion.Matter{
		"urn:uuid:1": {ID: "urn:uuid:1", Members: []string{"urn:uuid:1"}, Status: opinion.Adopted, Answer: "已列入。", Office: "住建委", Answered: goldenTime.UTC(), From: "urn:r", Was: "旧"},
		"urn:uuid:2": {ID: "urn:uuid:2", Members: []string{"urn:uuid:2"}, Status: opinion.Pending},
	},
}

func TestFirstSchemaOfOpinions(t *testing.T) {
	path := golden(t, goldenOpinions, func(path string) {
		f, err := OpenOpinions(path)
		if err != nil {
			t.Fatal(err)
		}
		var c opinion.Change
		for _, id := range []string{"urn:uuid:1", "urn:uuid:2"} {
			c.Opinions, c.Matters = append(c.Opinions, goldenState.Opinions[id]), append(c.Matters, goldenState.Matters[id])
		}
		if err := f.Change(c); err != nil {
			t.Fatal(err)
		}
		closed(t, f)
	})
	f, err := OpenOpinions(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s, err := f.State()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(goldenState, s); diff != "" {
		t.Error(diff)
	}
}

// A digest is no notes file, and notes are no digest.
func TestADigestAndNotesAreNotMixedUp(t *testing.T) {
	folder := t.TempDir()
	o, err := OpenOpinions(filepath.Join(folder, "opinions.db"))
	if err != nil {
		t.Fatal(err)
	}
	closed(t, o)
	_, err = OpenNotes(filepath.Join(folder, "opinions.db"))
	var p *say.Problem
	if !errors.As(err, &p) || p.What.Key != "storage.foreign" {
		t.Errorf("opened: %v", err)
	}
}
