package meeting_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"piaojue/app/meeting"
	"piaojue/app/paper"
	"piaojue/app/say"
)

func chief(name string) meeting.Officer {
	return meeting.Officer{Name: name, Office: meeting.ChiefScrutineer}
}

// logged is the log in words, from an entry on.
func logged(t *testing.T, d *meeting.Desk, from int) (says []string) {
	t.Helper()
	log, err := d.Log()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range log[from:] {
		for _, l := range []say.Language{say.Chinese, say.English} {
			if s := e.Says().In(l); strings.Contains(s, "meeting.") || strings.Contains(s, "<no value>") {
				t.Errorf("%s is said as %q", e.Act, s)
			}
		}
		says = append(says, e.Says().In(say.Chinese))
	}
	return says
}

// Once the rules are frozen, nobody comes into an office who may not hold it, and the
// round does not lose the one who has to sign.
func TestOfficersStayFitOnceFrozen(t *testing.T) {
	for _, point := range []string{"frozen", "sign_in", "casting", "paused", "closed", "opened", "counted"} {
		d, s := at(t, point)
		if err := d.SetOfficers([]meeting.Officer{chief("张总")}); err != nil {
			t.Fatalf("%s: %v", point, err)
		}
		before := stored(t, s)
		unfit := chief("王总")
		unfit.Responsible = []string{"2"}
		for _, all := range [][]meeting.Officer{
			{{Name: "李监", Office: meeting.Scrutineer}}, {unfit}, {chief("张总"), chief("王总")},
			{chief("张总"), {Name: "李监", Office: meeting.Scrutineer, Responsible: []string{"1"}}},
		} {
			refused(t, d.SetOfficers(all), "meeting.officers.unfit")
		}
		if after := stored(t, s); !reflect.DeepEqual(before, after) {
			t.Errorf("%s: refused, and changed", point)
		}
	}
}

// A 总监票人 who falls ill while ballots are counted gives way to another, who rules
// and signs; both are in the log by name.
func TestTheChiefScrutineerIsReplacedDuringTheCount(t *testing.T) {
	d, _ := at(t, "opened")
	must(t, func() error {
		return d.SetOfficers([]meeting.Officer{chief("张总"), {Name: "李监", Office: meeting.Scrutineer}})
	})
	must(t, func() error { _, err := d.BeginBatch(2); return err })
	doubtful := paper.SheetOf(sound())
	doubtful.Cells[0] = paper.Illegible
	for _, w := range []struct {
		which paper.Which
		by    string
	}{{paper.First, "甲"}, {paper.Second, "乙"}} {
		must(t, func() error { return d.EnterPaper(1, w.which, w.by, doubtful) }, func() error { return d.EnterPaper(1, w.which, w.by, doubtful) })
	}
	before, err := d.Log()
	if err != nil {
		t.Fatal(err)
	}
	ill := chief("张总")
	ill.Recused, ill.Reason = true, "突发疾病"
	must(t, func() error {
		return d.SetOfficers([]meeting.Officer{ill, chief("王总"), {Name: "赵监", Office: meeting.Scrutineer}})
	})
	want := []string{"登记监票、计票等人员 3 人", "张总 不再担任总监票人（回避）：突发疾病", "王总 担任总监票人", "赵监 担任监票人", "李监 不再担任监票人"}
	if got := logged(t, d, len(before)); !slices.Equal(got, want) {
		t.Errorf("noted %q", got)
	}
	ruling := paper.Ruling{By: "张总", Reason: "认定"}
	refused(t, d.RulePaper(1, ruling), "meeting.paper.chief")
	ruling.By = "王总"
	must(t, func() error { return d.RulePaper(1, ruling) }, func() error { ruling.Place = 1; return d.RulePaper(1, ruling) },
		func() error { _, err := d.Count(); return err })
	refused(t, d.Sign("张总", "王总"), "meeting.sign.stranger")
	refused(t, d.Sign("赵监"), "meeting.sign.chief")
	must(t, func() error { return d.Sign("王总") })
	refused(t, d.SetOfficers(nil), "meeting.officers.late")
}
