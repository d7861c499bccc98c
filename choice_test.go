package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"piaojue/app/ballot"
	"piaojue/app/note"
)

// A deputy's own machine: leanings are marked, a code is made of them, a ballot
// is marked by it and cast. The file of the notes stays as it was, byte for
// byte, and the file of the meeting holds neither the code nor a leaning.
func TestCastingByAChoiceLeavesTheNotesAsTheyWere(t *testing.T) {
	r := entered(t)
	v, err := r.desk.View()
	if err != nil {
		t.Fatal(err)
	}
	l := v.Setup.List
	chosen := []string{l.Projects[1].ID, l.Projects[4].ID}
	for _, id := range chosen {
		p, _ := l.ByID(id)
		if err := r.book.SetIntent(note.Intent{Project: id, Name: p.Name, Leaning: note.Favour, Star: true, Seen: true}); err != nil {
			t.Fatal(err)
		}
	}
	notes := filepath.Join(r.home, "rehearsal", "notes.db")
	before, err := os.ReadFile(notes)
	if err != nil {
		t.Fatal(err)
	}

	code := l.Code(chosen)
	ids, err := l.FromCode(code)
	if err != nil {
		t.Fatal(err)
	}
	marks := make([]ballot.Mark, len(l.Projects))
	for _, id := range ids {
		marks[l.Index(id)] = ballot.Approve
	}
	d := r.desk
	for _, act := range []func() error{
		d.Freeze, d.ShowEmptyBox, d.OpenSignIn, func() error { return d.SetPresent(6) }, d.OpenCasting, d.LetThrough,
		func() error { return d.Cast(ballot.Ballot{Marks: marks}) },
	} {
		if err := act(); err != nil {
			t.Fatal(err)
		}
	}

	after, err := os.ReadFile(notes)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(before, after) {
		t.Error("casting changed the file of the notes")
	}
	all, err := os.ReadFile(filepath.Join(r.home, "rehearsal", "meeting.db"))
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{code, strings.ReplaceAll(code, " ", ""), string(note.Favour), `"Leaning"`} {
		if bytes.Contains(all, []byte(secret)) {
			t.Errorf("the file of the meeting holds %q", secret)
		}
	}
	if !bytes.Contains(before, []byte(note.Favour)) {
		t.Error("the notes do not hold the leaning, so nothing was proved")
	}
}
