package print

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestTheMinutesNameEveryEntryInItsOrder(t *testing.T) {
	at := time.Date(2021, 1, 13, 9, 5, 0, 0, time.FixedZone("", 8*3600))
	m := Minutes{Meeting: "某区人民代表大会", Rehearsal: true, Entries: []Minute{{At: at, Round: 1, What: "冻结规则和候选项目", Office: "工作人员"}}}
	for i := range 100 {
		m.Entries = append(m.Entries, Minute{At: at.Add(time.Duration(i) * time.Minute), Round: 1, What: fmt.Sprintf("代表%d 签到", i)})
	}
	long := strings.Repeat("停电，改用备用电源。", 12)
	m.Entries = append(m.Entries, Minute{At: at, What: long})
	for _, p := range []Paper{A4, A5} {
		d := MinutesPaper(p, m)
		holds(t, d)
		text := d.Text()
		for _, want := range []string{"会议记录", "某区人民代表大会", "1月13日 09:05\n1\n冻结规则和候选项目\n工作人员\n", "代表99 签到\n"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is missing", p.Name, want)
			}
		}
		if !strings.Contains(strings.ReplaceAll(text, "\n", ""), long) {
			t.Errorf("%s: a long entry is cut off", p.Name)
		}
		if len(d.Pages) < 3 || strings.Count(text, "\n事项\n") != len(d.Pages) {
			t.Errorf("%s: the head stands on %d of %d pages", p.Name, strings.Count(text, "\n事项\n"), len(d.Pages))
		}
	}
}
