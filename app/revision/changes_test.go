package revision_test

import (
	"strings"
	"testing"

	"piaojue/app/revision"
)

// drawn shows changes as text: + came, - went, > came from elsewhere, < went
// elsewhere.
func drawn(changes []revision.Change) string {
	sign := map[revision.Stay]string{revision.Stays: "%s", revision.Comes: "{+%s}", revision.Goes: "{-%s}", revision.From: "{>%s}", revision.To: "{<%s}"}
	var b strings.Builder
	for _, c := range changes {
		b.WriteString(string(c.Kind) + " ")
		for _, p := range c.Pieces {
			b.WriteString(strings.Replace(sign[p.Stay], "%s", p.Text, 1))
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestChanges(t *testing.T) {
	const (
		a = "深化违建专项治理，推进无违建社区创建。"
		b = "加大市容环境整治力度，完成三条道路提升。"
		c = "健全长效管理机制，落实街道主体责任，形成合力。"
	)
	for _, tt := range []struct{ name, old, new, want string }{
		{"nothing", a + "\n" + b, a + "\n" + b, ""},
		{"width and white space", a + "\n" + b, strings.ReplaceAll(a, "，", ",") + "\n\n  " + b, ""},
		{"added", a + "\n" + c, a + "\n" + b + "\n" + c, "added {+" + b + "}\n"},
		{"dropped", a + "\n" + b + "\n" + c, a + "\n" + c, "dropped {-" + b + "}\n"},
		{"dropped at the start", a + "\n" + b, b, "dropped {-" + a + "}\n"},
		{"a word changed", a + b + "\n" + c, a + "加大市容环境整治力度，完成四条道路提升。\n" + c, "changed " + a + "加大市容环境整治力度，完成{-三}{+四}条道路提升。\n"},
		{"a sentence added", a + b, a + c + b, "changed " + a + "{+" + c + "}" + b + "\n"},
		{"a sentence dropped", a + c + b, a + b, "changed " + a + "{-" + c + "}" + b + "\n"},
		{"paragraphs swapped", c + b + "\n" + a, a + "\n" + c + b, "moved " + a + "\n"},
		{"a sentence moved", a + c + "\n" + b + b[:3], c + "\n" + a + b + b[:3], "changed {<" + a + "}" + c + "\nchanged {>" + a + "}" + b + b[:3] + "\n"},
		{"paragraphs joined", a + "\n" + b, a + b, ""},
		{"a paragraph split", a + b + c, a + b + "\n" + c, ""},
		{"everything", a, c, "dropped {-" + a + "}\nadded {+" + c + "}\n"},
		{"nothing left", a, "", "dropped {-" + a + "}\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			old, new := []rune(tt.old), []rune(tt.new)
			changes := revision.Compare(old, new).Changes()
			if got := drawn(changes); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
			for _, c := range changes {
				for _, p := range c.Pieces {
					text := new
					if p.Stay == revision.Goes || p.Stay == revision.To {
						text = old
					}
					if string(text[p.At.Start:p.At.End]) != p.Text {
						t.Errorf("%q is not at %v", p.Text, p.At)
					}
				}
			}
		})
	}
}
