package opinion

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"piaojue/app/note"
	"piaojue/app/project"
	"piaojue/app/report"
)

// said is an opinion on a passage by a deputy.
func said(id, who, delegation, quote, text string) Opinion {
	return Opinion{
		ID: IRI(id), Kind: note.Suggestion, Colour: note.Yellow, Text: text, Created: noon, Changed: noon, By: Deputy{who, delegation},
		Anchor: &note.Anchor{Document: "d", Start: 10, End: 10 + len([]rune(quote)), Quote: quote, Before: "前", After: "后"},
	}
}

func file(name string, all ...Opinion) File { return File{Name: name, Set: Set{Opinions: all}} }

func merged(t *testing.T, s State, files ...File) (State, []Taken) {
	t.Helper()
	before := s.clone()
	after, taken := Merge(s, files, noon)
	if diff := cmp.Diff(before, s); diff != "" {
		t.Fatalf("the state that was given was changed: %s", diff)
	}
	return after, taken
}

// matters are the members of each matter, in order.
func matters(s State) []string {
	var all []string
	for _, m := range s.Matters {
		ids := []string{}
		for _, id := range m.Members {
			ids = append(ids, strings.TrimPrefix(id, noteURN))
		}
		all = append(all, strings.Join(ids, "+"))
	}
	slices.Sort(all)
	return all
}

func TestEqualOpinionsAreJoined(t *testing.T) {
	quote := "完成54个小区、83条街巷的“两小”综合整治"
	on := func(id, project, name, text string) Opinion {
		return Opinion{ID: IRI(id), Kind: note.Question, Colour: note.Yellow, Project: project, Name: name, Text: text}
	}
	elsewhere := func(o Opinion, document, before string, start int) Opinion {
		a := *o.Anchor
		a.Document, a.Before, a.Start = document, before, start
		o.Anchor = &a
		return o
	}
	s, taken := merged(t, NewState(), file("一",
		said("1", "单雄信", "平江", quote, "请增加停车位。"),
		said("2", "仇英", "金阊", quote, "请 增加\n停车位。"),                                      // white space
		said("3", "", "", strings.ReplaceAll(quote, "54", "５４"), "请增加停车位。"),             // width
		elsewhere(said("4", "解缙", "沧浪", quote, "请增加停车位。"), "another version", "别的", 90), // another version of the report
		said("5", "曾巩", "平江", quote, "请减少停车位。"),                                         // other words
		said("6", "曾巩", "平江", quote+"。又一句", "请增加停车位。"),                                  // another passage
		said("7", "甲", "", "两小", "几处？"),
		elsewhere(said("8", "乙", "", "两小", "几处？"), "d", "推进", 70), // the same words elsewhere: too few to be the same passage
		elsewhere(said("9", "丙", "", "两小", "几处？"), "e", "前", 50),
		on("a", "3", "口袋公园", "工期？"), on("b", "３", "口袋公园", "工期？"), on("c", "3", "道路整治", "工期？"), on("d", "4", "口袋公园", "工期？"),
	))
	want := []string{"1+2+3+4", "5", "6", "7+9", "8", "a+b", "c", "d"}
	if got := matters(s); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if taken[0].New != 13 || taken[0].Joined != 5 {
		t.Errorf("%+v", taken[0])
	}
}

// A file that comes again changes nothing, under whatever name.
func TestTheSameFileTwiceChangesNothing(t *testing.T) {
	one := file("一", said("1", "单雄信", "平江", "两小", "好"), said("2", "", "", "两小", "好"))
	s, _ := merged(t, NewState(), one)
	d := NewDigest(&memory{s}, func() time.Time { return noon })
	if err := d.Answer(IRI("1"), Answer{Adopted, "已列入。", "住建委"}); err != nil {
		t.Fatal(err)
	}
	s, _ = d.State()
	again, taken := Merge(s, []File{one, {"另一个名字", one.Set}}, noon.Add(time.Hour))
	if diff := cmp.Diff(s, again); diff != "" {
		t.Error(diff)
	}
	if taken[0].Same != 2 || taken[1].Same != 2 || taken[0].New+len(taken[0].Updated) != 0 {
		t.Errorf("%+v", taken)
	}
}

func TestVersionsOfAnOpinion(t *testing.T) {
	base := said("1", "单雄信", "平江", "两小", "旧")
	newer := func(how func(*Opinion)) Opinion {
		o := base
		o.Changed = noon.Add(time.Minute)
		how(&o)
		return o
	}
	for _, c := range []struct {
		name string
		come Opinion
		text string // afterwards
		by   string
		want Taken
	}{
		{"newer words", newer(func(o *Opinion) { o.Text = "新" }), "新", "单雄信", Taken{Updated: []Update{{ID: base.ID, Before: "旧", Answered: true}}}},
		{"newer, and without the name", newer(func(o *Opinion) { o.By = Deputy{} }), "旧", "", Taken{Updated: []Update{{ID: base.ID, Before: "旧", Answered: true}}}},
		{"older words", newer(func(o *Opinion) { o.Text, o.Changed = "更旧", noon.Add(-time.Minute) }), "旧", "单雄信", Taken{Older: 1}},
		{"other words at the same time", newer(func(o *Opinion) { o.Text, o.Changed = "别的", noon }), "旧", "单雄信", Taken{Unclear: 1}},
		{"the same without the name", newer(func(o *Opinion) { o.By, o.Changed = Deputy{}, noon }), "旧", "单雄信", Taken{Same: 1}},
	} {
		s, _ := merged(t, NewState(), file("一", base))
		m := s.Matters[base.ID]
		m.Status, m.Answer, m.Office, m.Answered = Declined, "条件不足。", "住建委", noon
		s.Matters[base.ID] = m
		after, taken := merged(t, s, file("二", c.come))
		c.want.File = "二"
		if diff := cmp.Diff(c.want, taken[0]); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		if o := after.Opinions[base.ID]; o.Text != c.text || o.By.Name != c.by {
			t.Errorf("%s: it says %q by %q", c.name, o.Text, o.By.Name)
		}
		if m := after.Matters[base.ID]; m.Answer != "条件不足。" || m.Status != Declined || m.Office != "住建委" || (m.Was == "旧") != (c.text == "新") {
			t.Errorf("%s: the answer is %+v", c.name, m)
		}
	}
	unsigned := base
	unsigned.By = Deputy{}
	s, _ := merged(t, NewState(), file("一", unsigned))
	if s, taken := merged(t, s, file("二", base)); taken[0].Signed != 1 || s.Opinions[base.ID].By.Name != "单雄信" {
		t.Errorf("the name was not added: %+v", taken)
	}
}

// A note that went along to a revised report is the same version with another
// place: both are kept, and neither file changes anything when it comes again.
func TestAnOpinionThatWentAlongToARevisedReport(t *testing.T) {
	old := said("1", "甲", "平江", "两小", "好")
	revised := old
	a := *old.Anchor
	a.Document, a.Start, a.End = "e", 99, 101
	revised.Anchor = &a
	s, _ := merged(t, NewState(), file("一", old))
	s, taken := merged(t, s, file("二", revised))
	if taken[0].Moved != 1 || len(s.Opinions[old.ID].Also) != 1 {
		t.Fatalf("%+v, %+v", taken[0], s.Opinions[old.ID])
	}
	for _, f := range []File{file("一", old), file("二", revised)} {
		again, taken := merged(t, s, f)
		if taken[0].Same != 1 || cmp.Diff(s, again) != "" {
			t.Errorf("%s again: %+v", f.Name, taken[0])
		}
	}
	// It stands where either place is.
	r := report.Parse(strings.Repeat("前", 99) + "两小后。")
	a.Document = r.Hash
	s, _ = merged(t, s, file("三", revised))
	if e := Arrange(s, r, project.List{}, BySection)[0].Entries[0]; e.Found != Here || e.At != (report.Range{Start: 99, End: 101}) {
		t.Errorf("found as %d at %v", e.Found, e.At)
	}
}

// One of several equal opinions that changes takes the answer with it, and the
// others keep it.
func TestANewerVersionThatLeavesItsEquals(t *testing.T) {
	a, b := said("1", "甲", "平江", "两小", "同"), said("2", "乙", "金阊", "两小", "同")
	other := said("3", "丙", "沧浪", "两小", "异")
	s, _ := merged(t, NewState(), file("一", a, b, other))
	m := s.Matters[a.ID]
	m.Status, m.Answer = Explained, "已答。"
	s.Matters[a.ID] = m
	for _, c := range []struct {
		text string
		want []string
	}{
		{"全新", []string{"1", "2", "3"}},
		{"异", []string{"1+3", "2"}},
	} {
		come := a
		come.Text, come.Changed = c.text, noon.Add(time.Hour)
		after, taken := merged(t, s, file("二", come))
		if got := matters(after); !slices.Equal(got, c.want) || len(taken[0].Updated) != 1 {
			t.Errorf("%s: %v, %+v", c.text, got, taken)
		}
		answers := map[string]string{}
		for _, m := range after.Matters {
			for _, id := range m.Members {
				answers[id] = m.Answer + "/" + m.Was
			}
		}
		if answers[b.ID] != "已答。/" {
			t.Errorf("%s: the other's answer is %q", c.text, answers[b.ID])
		}
		if want := map[string]string{"全新": "已答。/同", "异": "/"}[c.text]; answers[a.ID] != want {
			t.Errorf("%s: its answer is %q, want %q", c.text, answers[a.ID], want)
		}
	}
	// Alone and not answered, it goes to its new equals, and nothing empty stays.
	come := other
	come.Text, come.Changed = "同", noon.Add(time.Hour)
	if after, _ := merged(t, s, file("二", come)); !slices.Equal(matters(after), []string{"1+2+3"}) {
		t.Errorf("%v", matters(after))
	}
}

// A delegation's digest goes on to the clerk with its answers; an answer of the
// clerk's own is never replaced.
func TestAnswersTravel(t *testing.T) {
	a, b, c := said("1", "甲", "平江", "两小", "同"), said("2", "乙", "平江", "两小", "同"), said("3", "丙", "平江", "两小", "另")
	recorder := NewDigest(&memory{NewState()}, func() time.Time { return noon })
	if _, err := recorder.Take([]File{file("一", a, b, c)}); err != nil {
		t.Fatal(err)
	}
	if err := recorder.Answer(a.ID, Answer{Adopted, "代表团意见", "平江代表团"}); err != nil {
		t.Fatal(err)
	}
	s, _ := recorder.State()
	sent := decoded(t, Encode(s.Set("平江代表团")))

	clerk, taken := merged(t, NewState(), File{"平江", sent})
	if m := clerk.Matters[a.ID]; taken[0].Answers != 1 || m.Answer != "代表团意见" || m.Status != Adopted || len(m.Members) != 2 {
		t.Errorf("%+v, %+v", taken[0], m)
	}
	if again, taken := merged(t, clerk, File{"平江", sent}); taken[0].Answers+taken[0].Differing != 0 || cmp.Diff(clerk, again) != "" {
		t.Errorf("again: %+v", taken[0])
	}
	// A later answer of the same recorder takes the place of the earlier one.
	later := sent
	later.Replies = []Reply{sent.Replies[0]}
	later.Replies[0].Text, later.Replies[0].Changed = "改", noon.Add(time.Hour)
	if after, taken := merged(t, clerk, File{"平江", later}); taken[0].Answers != 1 || after.Matters[a.ID].Answer != "改" {
		t.Errorf("later: %+v", taken[0])
	}
	own := NewDigest(&memory{clerk}, func() time.Time { return noon.Add(time.Minute) })
	if err := own.Answer(a.ID, Answer{Declined, "区政府意见", "府办"}); err != nil {
		t.Fatal(err)
	}
	s, _ = own.State()
	if after, taken := merged(t, s, File{"平江", later}); taken[0].Differing != 1 || after.Matters[a.ID].Answer != "区政府意见" {
		t.Errorf("the clerk's answer: %+v, %+v", taken[0], after.Matters[a.ID])
	}
}

// Whatever comes in whatever order: every opinion that came is in exactly one
// matter, the newest version stands, what was answered stays answered, and what
// was joined does not depend on the order.
// An answer that was taken from another digest and goes on with two matters, as
// one of its opinions was rewritten, goes out as two answers: a file names each once.
func TestAnAnswerThatWasPartedTravelsOn(t *testing.T) {
	quote := "完成54个小区、83条街巷的“两小”综合整治"
	one, two := said("1", "单雄信", "平江", quote, "请增加停车位。"), said("2", "仇英", "金阊", quote, "请增加停车位。")
	s, _ := merged(t, NewState(), file("一", one, two))
	m := s.Matters[one.ID]
	m.Status, m.Answer = Adopted, "已列入。"
	s.Matters[m.ID] = m
	s, _ = merged(t, NewState(), File{Name: "汇总", Set: s.Set("")}) // at another desk
	two.Text, two.Changed = "请多增加停车位。", noon.Add(time.Hour)
	s, _ = merged(t, s, file("二", two))
	back, err := Decode("汇总", Encode(s.Set("")))
	if err != nil || len(back.Replies) != 2 {
		t.Fatalf("%d answers, %v", len(back.Replies), err)
	}
	again, _ := merged(t, NewState(), File{Name: "汇总", Set: back})
	for id, m := range again.Matters {
		if m.Answer != "已列入。" {
			t.Errorf("%s has the answer %q", id, m.Answer)
		}
	}
}

func TestAnyOrderOfFiles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []Opinion
		for i := range rapid.IntRange(1, 8).Draw(t, "opinions") {
			o := said(fmt.Sprint(i), rapid.SampledFrom([]string{"甲", "乙"}).Draw(t, "who"), "平江",
				rapid.SampledFrom([]string{"两小", "两　小", "口袋公园"}).Draw(t, "quote"), rapid.SampledFrom([]string{"同", " 同", "异"}).Draw(t, "text"))
			all = append(all, o)
		}
		var files []File
		for range rapid.IntRange(1, 4).Draw(t, "files") {
			files = append(files, file("f", rapid.SliceOfDistinct(rapid.SampledFrom(all), func(o Opinion) string { return o.ID }).Draw(t, "in")...))
		}
		files = append(files, file("all", all...))
		one, _ := Merge(NewState(), files, noon)
		rand.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
		two, _ := Merge(NewState(), files, noon)
		if a, b := matters(one), matters(two); !slices.Equal(a, b) {
			t.Fatalf("%v or %v", a, b)
		}

		// Then each matter is answered, and newer versions come.
		for id, m := range one.Matters {
			m.Status, m.Answer = Adopted, "答"+id
			one.Matters[id] = m
		}
		for v := range rapid.IntRange(1, 6).Draw(t, "changes") {
			o := rapid.SampledFrom(all).Draw(t, "changed")
			o.Text, o.Changed = rapid.SampledFrom([]string{"同", "异", "新"}).Draw(t, "new text"), noon.Add(time.Duration(v+1)*time.Hour)
			before := one
			one, _ = Merge(one, []File{file("new", o)}, noon)
			answers := func(s State) map[string]bool {
				all := map[string]bool{}
				for _, m := range s.Matters {
					all[m.Answer] = true
				}
				return all
			}
			for a := range answers(before) {
				if !answers(one)[a] {
					t.Fatalf("the answer %q is gone", a)
				}
			}
			if one.Opinions[o.ID].Text != o.Text {
				t.Fatalf("%s says %q, not %q", o.ID, one.Opinions[o.ID].Text, o.Text)
			}
		}
		in := map[string]int{}
		for id, m := range one.Matters {
			if m.ID != id || len(m.Members) == 0 || !slices.IsSorted(m.Members) {
				t.Fatalf("%s: %+v", id, m)
			}
			for _, o := range m.Members {
				in[o]++
			}
		}
		for id := range one.Opinions {
			if in[id] != 1 {
				t.Fatalf("%s is in %d matters", id, in[id])
			}
		}
		if len(in) != len(one.Opinions) {
			t.Fatal("a matter has a member that is not there")
		}
	})
}

// memory is a store for tests.
type memory struct{ s State }

func (m *memory) State() (State, error) { return m.s.clone(), nil }
func (m *memory) Change(c Change) error {
	m.s = m.s.clone()
	for _, o := range c.Opinions {
		m.s.Opinions[o.ID] = o
	}
	for _, x := range c.Matters {
		m.s.Matters[x.ID] = x
	}
	for _, id := range c.GoneOpinions {
		delete(m.s.Opinions, id)
	}
	for _, id := range c.GoneMatters {
		delete(m.s.Matters, id)
	}
	return nil
}

func TestActsOnADigest(t *testing.T) {
	store := &memory{NewState()}
	d := NewDigest(store, func() time.Time { return noon })
	o := said("1", "甲", "平江", "两小", "同")
	if _, err := d.Take([]File{file("一", o)}); err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{d.Answer("x", Answer{Status: Adopted}), d.Seen("x"), d.Answer(o.ID, Answer{Status: "maybe"}), d.Answer(o.ID, Answer{Status: Adopted, Text: strings.Repeat("字", mostAnswer+1)})} {
		if err == nil {
			t.Error("taken")
		}
	}
	if err := d.Answer(o.ID, Answer{Adopted, "甲\xff", "乙"}); err != nil {
		t.Fatal(err)
	}
	removed, err := d.Remove(o.ID)
	if err != nil || len(store.s.Opinions)+len(store.s.Matters) != 0 {
		t.Fatalf("%v, %+v", err, store.s)
	}
	if err := d.Restore(removed); err != nil {
		t.Fatal(err)
	}
	want := Matter{ID: o.ID, Members: []string{o.ID}, Status: Adopted, Answer: "甲\uFFFD", Office: "乙", Answered: noon}
	if diff := cmp.Diff(want, store.s.Matters[o.ID], cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
	if err := d.Restore(removed); err == nil {
		t.Error("restored twice")
	}
}
