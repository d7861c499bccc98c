package meeting_test

import (
	"bytes"
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"piaojue/app/meeting"
	"piaojue/storage/storetest"
)

func TestStationCode(t *testing.T) {
	d, s := at(t, "draft")
	right := func(code string, want bool) {
		t.Helper()
		if got, err := d.CodeRight(code); got != want || err != nil {
			t.Errorf("%q: %v %v", code, got, err)
		}
	}
	right("", true)
	right("anything", true)
	for _, c := range []string{"123", "1234567890123", "12a4", "12 34", "一二三四", "-1234"} {
		refused(t, d.SetCode(c), "meeting.code.digits")
	}
	right("", true)
	if v, err := d.View(); err != nil || v.HasCode {
		t.Errorf("a code that was refused is set: %v", err)
	}
	if err := d.SetCode("０４２８"); err != nil { // as an input method may write it
		t.Fatal(err)
	}
	for code, want := range map[string]bool{
		"0428": true, "０４２８": true, "": false, "428": false, "00428": false, "0429": false, " 0428": false, "0428 ": false,
	} {
		right(code, want)
	}
	m, err := s.Meeting()
	if err != nil {
		t.Fatal(err)
	}
	first := *m.Code
	if len(first.Salt) != 16 || len(first.Hash) != 32 || bytes.Contains(first.Hash, []byte("0428")) {
		t.Errorf("stored as %+v", first)
	}
	if err := d.SetCode("0428"); err != nil {
		t.Fatal(err)
	}
	if m, err = s.Meeting(); err != nil || bytes.Equal(m.Code.Hash, first.Hash) {
		t.Errorf("the same code has the same hash: %v", err)
	}
	if err := d.SetCode(""); err != nil {
		t.Fatal(err)
	}
	right("x", true)
	if v, err := d.View(); err != nil || v.HasCode {
		t.Errorf("a code that was taken away is set: %v", err)
	}
}

// A code that was set is as dear to try as the figure says, and its number of
// iterations is stored with it.
func TestStationCodeIsStretched(t *testing.T) {
	s := storetest.NewMeeting(storetest.Setup(2, 1, 3))
	d := meeting.NewDesk(s, time.Now, rand.Reader)
	if err := d.SetCode("0428"); err != nil {
		t.Fatal(err)
	}
	m, err := s.Meeting()
	if err != nil || m.Code.Iterations < 600_000 {
		t.Errorf("%d iterations, %v", m.Code.Iterations, err)
	}
	if ok, err := meeting.NewDesk(s, time.Now, rand.Reader).Cheap().CodeRight("0428"); !ok || err != nil {
		t.Errorf("another desk says %v %v", ok, err)
	}
}

func TestNoCodeWithoutRandomness(t *testing.T) {
	s := storetest.NewMeeting(storetest.Setup(2, 1, 3))
	d := meeting.NewDesk(s, time.Now, strings.NewReader("short"))
	if err := d.SetCode("0428"); err == nil {
		t.Error("a code was set without a salt")
	}
	if m, err := s.Meeting(); err != nil || m.Code != nil {
		t.Errorf("stored %v %v", m.Code, err)
	}
}
