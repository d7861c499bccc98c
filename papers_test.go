package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"piaojue/app/ballot"
	"piaojue/app/roll"
	"piaojue/app/say"
	"piaojue/exports/print"
	"piaojue/ui/stage"
)

// Every paper that the desk offers can be printed, at each state of a round.
func TestEveryPaperThatIsOfferedCanBePrinted(t *testing.T) {
	r := entered(t)
	files, d := stageFiles(r), r.desk
	offered := 0
	printed := func() {
		t.Helper()
		v, err := d.View()
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range stage.Papers(v) {
			offered++
			path := filepath.Join(t.TempDir(), string(p)+".pdf")
			if err := files.Print(path, p, "A5", v); err != nil {
				t.Fatalf("%s at %s: %s", p, v.Round.State, say.Explain(err).Sentence(say.Chinese))
			}
			if b, err := os.ReadFile(path); err != nil || !bytes.HasPrefix(b, []byte("%PDF-")) {
				t.Errorf("%s: %v", p, err)
			}
		}
	}
	printed()
	if err := d.SetDeputies(roll.Roll{Deputies: []roll.Deputy{{ID: "1", Number: "1", Name: "张三"}, {ID: "2", Number: "2", Name: "李四"}}}); err != nil {
		t.Fatal(err)
	}
	printed()
	for _, act := range []func() error{
		d.Freeze, d.ShowEmptyBox, d.OpenSignIn, func() error { return d.SignInDeputy("1") }, func() error { return d.SignInDeputy("2") }, d.OpenCasting,
		func() error { return d.LetThroughDeputy("2") },
		func() error { return d.Cast(ballot.Ballot{Marks: make([]ballot.Mark, 12)}) }, d.Close, d.Reconcile,
		func() error { _, err := d.Count(); return err },
	} {
		if err := act(); err != nil {
			t.Fatal(err)
		}
	}
	printed()
	// The minutes can be printed at any time; they hold no deputy that was issued a
	// ballot, and the numbers at the close.
	v, err := d.View()
	if err != nil {
		t.Fatal(err)
	}
	minutes, err := r.paper(print.A4, stage.MinutesPaper, v)
	if err != nil {
		t.Fatal(err)
	}
	text := minutes.Text()
	for _, want := range []string{"张三 签到", "发出 1 张", "关闭票箱", "总监票人"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the minutes:\n%s", want, text)
		}
	}
	if strings.Count(text, "李四") != 1 {
		t.Errorf("the minutes say of 李四 more than that he signed in:\n%s", text)
	}
	if err := files.Print(filepath.Join(t.TempDir(), "minutes.pdf"), stage.MinutesPaper, "A4", v); err != nil {
		t.Error(err)
	}
	if offered != 3+4+6 {
		t.Errorf("%d papers were offered", offered)
	}
}

// A notice has one heading: its own where it has one.
func TestANoticeHasOneHeading(t *testing.T) {
	plain, rehearsal := say.M("print.notice").In(say.Chinese), say.M("meeting.notice.rehearsal").In(say.Chinese)
	for _, c := range []struct {
		text, title string
		paragraphs  []string
	}{
		{"某会议 公告\n经票决，……\n现予公告。", "某会议 公告", []string{"经票决，……", "现予公告。"}},
		{"公告\n经票决，……", plain, []string{"经票决，……"}},
		{"经票决，……\n特此公告", plain, []string{"经票决，……", "特此公告"}},
		{rehearsal + "\n某会议 公告\n经票决", "某会议 公告", []string{rehearsal, "经票决"}},
		{"", plain, nil},
	} {
		title, paragraphs := titled(c.text)
		if title != c.title || !slices.Equal(paragraphs, c.paragraphs) {
			t.Errorf("%q: title %q, paragraphs %q", c.text, title, paragraphs)
		}
	}
}
