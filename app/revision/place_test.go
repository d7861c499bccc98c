package revision_test

import (
	"strings"
	"testing"

	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/app/revision"
)

// what became of a passage marked by 【】 in the old text. In the new text 【】
// marks where it is, kept or moved, and 〖〗 where it may be, in any order.
func TestPlace(t *testing.T) {
	const (
		x    = "深化违建专项治理，推进无违建社区创建。"
		y    = "加大市容环境整治力度，完成三条道路提升。"
		z    = "健全长效管理机制，落实街道主体责任。"
		w    = "持续开展文明城市创建，提升市民素质。"
		long = "围绕重点片区开展环境综合整治，完善公共服务配套，打造宜居宜业的城市环境。"
	)
	for _, tt := range []struct {
		name, old, new string
		want           note.Standing
	}{
		{"nothing changed", x + "【完成54个小区】整治。" + y, x + "【完成54个小区】整治。" + y, note.Kept},
		{"text before it", "【完成54个小区】整治。" + y, x + "【完成54个小区】整治。" + y, note.Kept},
		{"both neighbours reworded", x + "完成【54个】小区的整治。" + y, "深化违法建设治理，推进社区创建。完成【54个】小区的整治。加大环境整治，完成四条道路提升。", note.Kept},
		{"other width", x + "【完成54个小区,83条街巷】。" + y, x + "【完成５４个小区，８３条街巷】。" + y, note.Kept},
		{"a paragraph split before it", x + "【完成54个小区整治。】" + y, x + "\n\n【完成54个小区整治。】" + y, note.Kept},
		{"paragraphs joined inside it", x + "【完成54个小区整治。\n\n" + y + "】" + z, x + "【完成54个小区整治。" + y + "】" + z, note.Kept},
		{"one character", x + "完成54【个】小区的整治。" + y, x + z + "完成54【个】小区的整治。" + y, note.Kept},
		{"a copy far away", x + "【完成54个小区整治。】" + y + z + w, x + "【完成54个小区整治。】" + y + z + w + "完成54个小区整治。", note.Kept},
		{"a variant far away", x + "【完成54个小区整治。】" + y + z + w, x + "【完成54个小区整治。】" + y + z + w + "完成64个小区整治。", note.Kept},
		{"moved past two sentences", x + "【完成54个小区的综合整治。】" + y + z + w, x + y + z + "【完成54个小区的综合整治。】" + w, note.Moved},
		{"moved with its neighbours", x + "一、【短】。" + y + "\n\n" + z + w + long, z + w + long + "\n\n" + x + "一、【短】。" + y, note.Moved},
		{"its sentence changed elsewhere", x + "【完成54个小区】的综合整治，打造20个示范小区。" + y, x + "【完成54个小区】的综合整治，打造21个示范小区。" + y, note.Kept},
		{"renumbered", x + "\n1.【完成54个小区整治。】" + y, x + "\n2.【完成54个小区整治。】" + y, note.Kept},

		{"a word inside changed", x + "【完成54个小区的综合整治】任务。" + y, x + "〖完成64个小区的综合整治〗任务。" + y, note.Unsure},
		{"a copy beside it", x + "【完成54个小区整治。】" + y, x + "〖完成54个小区整治。〗〖完成54个小区整治。〗" + y, note.Unsure},
		{"the original gone, two copies", x + "【完成54个小区整治。】" + y + z + w, x + y + "〖完成54个小区整治。〗" + z + w + "〖完成54个小区整治。〗", note.Unsure},
		{"the original gone, a variant elsewhere", x + "【完成54个小区】的综合整治任务。" + y + z + w, x + y + z + "〖完成54个小区〗的集中整治任务。" + w, note.Unsure},
		{"reworded here, a copy there", x + "完成【54个小区】的综合整治任务。" + y + z + w, x + "如期完成〖54个小区〗的综合整治任务。" + y + z + "完成〖54个小区〗的综合整治任务。" + w, note.Unsure},
		{"the word doubled", x + "着力推动【发展】。" + y, x + "着力推动〖发展〗发展。" + y, note.Unsure},
		{"one of two side by side dropped", x + "【完成54个小区整治。】完成54个小区整治。" + y, x + "〖完成54个小区整治。〗" + y, note.Unsure},

		{"gone", x + "【完成54个小区整治。】" + y, x + y, note.Lost},
		{"gone, and another sentence in its place", x + "【完成54个小区整治。】" + y, x + "不断增强群众获得感。" + y, note.Lost},
		{"gone, its look-alike stays", x + "【完成54个小区整治。】" + y + z + "完成54个小区整治。" + w, x + y + z + "完成54个小区整治。" + w, note.Lost},
		{"gone, its words stand elsewhere as before", x + "【完成54个小区】整治。" + y + z + "去年完成54个小区改造。" + w, x + y + z + "去年完成54个小区改造。" + w, note.Lost},
		{"one character gone", x + "完成54【个】小区的整治。" + y, x + y, note.Lost},
	} {
		t.Run(tt.name, func(t *testing.T) {
			old, at := marked(tt.old, "【", "】")
			new, places := marked(tt.new, "【", "】")
			new, may := marked(string(new), "〖", "〗")
			if len(may) > 0 {
				places = may
			}
			got := revision.Compare(old, new).Place(at[0])
			if got.Standing != tt.want {
				t.Fatalf("%s, want %s: %+v", got.Standing, tt.want, got)
			}
			switch tt.want {
			case note.Kept, note.Moved:
				if got.At != places[0] {
					t.Errorf("at %q, want %q", string(new[got.At.Start:got.At.End]), string(new[places[0].Start:places[0].End]))
				}
			case note.Unsure:
				for _, p := range got.Maybe {
					found := false
					for _, want := range places {
						found = found || p == want
					}
					if !found {
						t.Errorf("offers %q at %d; wanted %v", string(new[p.Start:p.End]), p.Start, places)
					}
				}
			}
		})
	}
}

// marked takes the marks out of a text and gives what they enclosed.
func marked(s, open, close string) (text []rune, at []report.Range) {
	for _, part := range strings.SplitAfter(s, close) {
		before, inside, found := strings.Cut(strings.TrimSuffix(part, close), open)
		text = append(text, []rune(before)...)
		if found {
			start := len(text)
			text = append(text, []rune(inside)...)
			at = append(at, report.Range{Start: start, End: len(text)})
		}
	}
	return text, at
}
