package storage

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"piaojue/app/note"
)

// TestRatios measures the opening of a file of 10,000 notes, until they can be
// shown, with a passphrase and without, against the second that it may take. It
// runs for make bench only.
func TestRatios(t *testing.T) {
	if os.Getenv("PIAOJUE_BENCH") != "1" {
		t.Skip("set PIAOJUE_BENCH=1 to measure")
	}
	cheap(t) // what scrypt takes is a choice, and not measured
	path := filepath.Join(t.TempDir(), "notes.piaojue")
	n, err := OpenNotes(path)
	if err != nil {
		t.Fatal(err)
	}
	var all []note.Note
	for i := range 10_000 {
		all = append(all, note.Note{
			ID: fmt.Sprintf("%032x", i*7919), Kind: note.Question, Colour: note.Pink, Tags: []string{"民生"},
			Anchor: &note.Anchor{Document: fmt.Sprintf("%064d", 0), Start: i, End: i + 40, Quote: "完成54个小区、83条街巷的“两小”综合整治。全面落实市容环卫责任区制度，", Before: "完成三香片等第三批交通安防工程，启动实施网师片等第四批交通安防工程。", After: "高效开展乱涂乱贴专项整治。建立“四类行业”综合整治“回头看”制度，用"},
			Text:   fmt.Sprint("第", i, "条，请问包括哪些街道，资金从哪里来？"), Created: guardedAt, Changed: guardedAt,
		})
	}
	if err := n.Change(note.Content{Notes: all}, nil); err != nil {
		t.Fatal(err)
	}
	open := func(with string) time.Duration {
		least := time.Hour
		for range 7 {
			closed(t, n)
			begun := time.Now()
			if n, err = OpenNotes(path); err != nil {
				t.Fatal(err)
			}
			if err := n.Unlock(with); err != nil {
				t.Fatal(err)
			}
			b := note.NewBook(n, time.Now, nil)
			if all, err := b.Notes(); err != nil || len(all) != 10_000 {
				t.Fatal(len(all), err)
			}
			least = min(least, time.Since(begun))
		}
		return least
	}
	line := func(what string, took time.Duration) {
		verdict := "met"
		if took > time.Second {
			verdict = "MISSED"
			t.Errorf("%s took %v", what, took)
		}
		fmt.Printf("%-36s %10v  %9.4f of %-32s %-18s %s\n", what, took.Round(10*time.Microsecond), took.Seconds(), "1 s", "at most 1.0000", verdict)
	}
	fmt.Println("storage: 10,000 notes, opened, checked and read, the quickest of 7")
	line("plain", open(""))
	if err := n.SetPassphrase("", pass); err != nil {
		t.Fatal(err)
	}
	line("under a passphrase", open(pass))
	// One act on a file of that size.
	least := time.Hour
	for i := range 9 {
		v := all[i]
		v.Text += "改"
		begun := time.Now()
		if err := n.Change(note.Content{Notes: []note.Note{v}}, nil); err != nil {
			t.Fatal(err)
		}
		least = min(least, time.Since(begun))
	}
	line("one note written", least)
	closed(t, n)
}
