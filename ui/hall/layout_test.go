package hall

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"piaojue/app/meeting"
	"piaojue/ui/prose"
)

// square is a measure in which a Chinese character is as wide as it is high and
// any other rune 0.6 of that.
func square(size float32, _ bool) prose.Advance {
	return func(r rune) float32 {
		if r < 0x2E80 {
			return 0.6 * size
		}
		return size
	}
}

var (
	full   = fyne.NewSize(1920, 1080)
	small  = fyne.NewSize(1280, 720)
	screen = []fyne.Size{full, small, fyne.NewSize(1024, 768)}
)

// named gives so many names of a length, each different.
func named(n, length int) []string {
	var names []string
	for i := range n {
		name := []rune(fmt.Sprintf("%02d", i) + strings.Repeat("老旧小区综合整治和基础设施提升工程", 4))
		names = append(names, string(name[:length]))
	}
	return names
}

func groupOf(head string, names []string) group {
	g := group{Head: head}
	for i, name := range names {
		g.add(meeting.Candidate{ID: strconv.Itoa(i + 1), Name: name})
	}
	return g
}

func resultOf(names []string) scene {
	return scene{
		Meeting: "苏州市姑苏区第二届人民代表大会第五次会议 · 2021年政府实事项目", Rehearsal: true,
		Now: "应选 60 项，当选 60 项", How: "另有 3 项票数相同，争 2 个名额，将再次投票",
		Figures: []figure{{"应到", "449"}, {"实到", "437"}, {"发出", "437"}, {"收回", "391"}, {"有效", "390"}, {"无效", "1"}},
		Groups:  []group{groupOf("", names)},
	}
}

// sound fails unless every piece is on the screen, large enough, and beside the
// others.
func sound(t *testing.T, p picture, size fyne.Size) {
	t.Helper()
	type box struct{ x, y, right, bottom float32 }
	var boxes []box
	for _, x := range p.Pieces {
		if x.Size < size.Height*least*0.999 {
			t.Errorf("%q is %.1f high on %v: less than %.1f", x.Text, x.Size, size, size.Height*least)
		}
		w := float32(0)
		for _, r := range x.Text {
			w += square(x.Size, x.Bold)(r)
		}
		b := box{x.At.X, x.At.Y, x.At.X + w, x.At.Y + x.Size*leading}
		if b.x < 0 || b.y < -0.5 || b.right > size.Width+0.5 || b.bottom > size.Height+0.5 {
			t.Errorf("%q leaves the screen of %v: %v", x.Text, size, b)
		}
		for i, o := range boxes {
			if b.x < o.right-0.5 && o.x < b.right-0.5 && b.y < o.bottom-0.5 && o.y < b.bottom-0.5 {
				t.Errorf("%q lies on %q on %v", x.Text, p.Pieces[i].Text, size)
			}
		}
		boxes = append(boxes, b)
	}
}

// whole fails unless every name stands on the pages once, from its first rune to
// its last, on one page. With two names on a row their lines are read apart.
func whole(t *testing.T, s scene, size fyne.Size) (pages int) {
	t.Helper()
	pages = lay(s, size, 0, square).Pages
	var all []string
	for i := range pages {
		p := lay(s, size, i, square)
		sound(t, p, size)
		if p.Pages != pages {
			t.Errorf("page %d counts %d pages, the first %d", i+1, p.Pages, pages)
		}
		var page strings.Builder
		for _, x := range p.Pieces {
			page.WriteString(x.Text)
		}
		all = append(all, page.String())
	}
	for _, g := range s.Groups {
		for _, name := range g.Names {
			n := 0
			for _, page := range all {
				n += strings.Count(page, name)
			}
			if n != 1 {
				t.Errorf("%q stands %d times on the pages of %v", name, n, size)
			}
		}
	}
	return pages
}

func TestNamesAreNeverCut(t *testing.T) {
	for _, size := range screen {
		for _, n := range []int{1, 2, 9, 25, 60} {
			for _, length := range []int{4, 12, 40} {
				whole(t, resultOf(named(n, length)), size)
			}
		}
	}
}

func TestSixtyLongNamesAt1080(t *testing.T) {
	s := resultOf(named(60, 40))
	if got := whole(t, s, full); got < 2 || got > 8 {
		t.Errorf("%d pages", got)
	}
	if a, b := whole(t, s, full), whole(t, s, small); a != b {
		t.Errorf("%d pages at 1080, %d at 720: the eye sees the same", a, b)
	}
	// What is least is said of the screen, not of the window of the desk
	for _, x := range lay(s, full, 0, square).Pieces {
		if x.Size < 40-0.01 {
			t.Errorf("%q has %.1f pixels of 1080", x.Text, x.Size)
		}
	}
	// A page that there is not is the last one
	last, beyond := lay(s, full, 99, square), lay(s, full, lay(s, full, 0, square).Pages-1, square)
	if len(last.Pieces) != len(beyond.Pieces) || last.Pieces[len(last.Pieces)-1] != beyond.Pieces[len(beyond.Pieces)-1] {
		t.Error("a page beyond the last is not the last")
	}
}

// The fewer there are, the larger they stand; ten usual names take one page, in
// two columns of much the same height.
func TestSizeFallsUntilAllFit(t *testing.T) {
	height := func(n int) (size float32, left, right int) {
		p := lay(resultOf(named(n, 12)), full, 0, square)
		if p.Pages != 1 {
			t.Fatalf("%d names take %d pages", n, p.Pages)
		}
		for _, x := range p.Pieces {
			if strings.Contains(x.Text, "老旧小区") {
				size = x.Size
				if x.At.X < full.Width/2 {
					left++
				} else {
					right++
				}
			}
		}
		return size, left, right
	}
	two, _, _ := height(2)
	ten, left, right := height(10)
	many, _, _ := height(16)
	if !(two >= ten && ten > many) || left != right || left == 0 {
		t.Errorf("2: %.0f, 10: %.0f (%d left, %d right), 16: %.0f", two, ten, left, right, many)
	}
}

// A name longer than a whole page goes on on the next one.
func TestANameLongerThanAPage(t *testing.T) {
	name := strings.Repeat("项", 900)
	s := resultOf([]string{name})
	got := 0
	for i := range lay(s, full, 0, square).Pages {
		p := lay(s, full, i, square)
		sound(t, p, full)
		for _, x := range p.Pieces {
			if strings.Trim(x.Text, "项") == "" {
				got += len([]rune(x.Text))
			}
		}
	}
	if got != 900 {
		t.Errorf("%d of 900 runes are there", got)
	}
}

// A name that takes one line when it is a little smaller takes one line.
func TestAWordIsNotBrokenForSize(t *testing.T) {
	s := resultOf([]string{"老旧小区综合整治", "口袋公园和健身步道建设"})
	for _, size := range screen[:2] {
		shown := 0
		for _, x := range lay(s, size, 0, square).Pieces {
			if x.Text == s.Groups[0].Names[0] || x.Text == s.Groups[0].Names[1] {
				shown++
			}
		}
		if shown != 2 {
			t.Errorf("%d of 2 names stand in a line at %v", shown, size)
		}
	}
}

// No single character is left for the last line of a name.
func TestLinesOfANameAreEven(t *testing.T) {
	for n := 5; n < 60; n++ {
		name := strings.Repeat("项", n)
		lines := even(name, square(10, false), 150)
		if strings.Join(lines, "") != name || len(lines) != (n+14)/15 {
			t.Fatalf("%d: %q", n, lines)
		}
		for _, l := range lines[1:] {
			if short := len([]rune(lines[0])) - len([]rune(l)); short > len(lines) {
				t.Errorf("%d: %q", n, lines)
			}
		}
	}
}

// A head does not stand alone at the foot of a page.
func TestAHeadStaysWithItsNames(t *testing.T) {
	for n := 1; n < 24; n++ {
		s := resultOf(named(n, 40))
		s.Groups = append(s.Groups, groupOf("票数相同，再次投票", named(3, 40)))
		for i := range lay(s, full, 0, square).Pages {
			pieces := lay(s, full, i, square).Pieces
			for j, x := range pieces {
				if x.Text != "票数相同，再次投票" {
					continue
				}
				// The next piece is the number of its first name, below it.
				next := pieces[j+1]
				if next.Text != "1" || next.At.X != x.At.X || next.At.Y <= x.At.Y {
					t.Fatalf("with %d names before it, after the head comes %+v", n, next)
				}
			}
		}
	}
}
