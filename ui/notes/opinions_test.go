package notes

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"piaojue/app/note"
	"piaojue/app/opinion"
	"piaojue/ui/page"
	"piaojue/ui/stage"
	"piaojue/ui/stage/hand"
)

// giver is a house with a note of each kind, and what was written to files.
type giver struct {
	*house
	hand.Hand
	wrote map[string]opinion.Set
}

func newGiver(t *testing.T) *giver {
	t.Helper()
	g := &giver{house: newHouse(t), wrote: map[string]opinion.Set{}}
	g.Hand = hand.Hand{T: t, W: g.Window}
	folder := t.TempDir()
	g.Files.ExportFolder = func() string { return folder }
	g.Files.Opinions.Write = func(path string, s opinion.Set) error {
		g.wrote[strings.TrimPrefix(path, folder)[1:]] = s
		return nil
	}
	for i, k := range note.Kinds {
		n := g.on([]string{"古城保护体系不断完善", "完成54个小区", "83条街巷", "深化违建专项治理", "更新保护理念"}[i], "写的是"+string(k))
		if err := g.Book.Turn(n.ID, k); err != nil {
			t.Fatal(err)
		}
	}
	g.about("2", "工期多长？")
	if err := g.Book.SetIntent(note.Intent{Project: "2", Leaning: note.Oppose, Star: true}); err != nil {
		t.Fatal(err)
	}
	g.show(stage.Target{})
	g.Tap("导出意见……")
	return g
}

// sheet is the list of the notes to choose from.
func (g *giver) sheet() (list *page.List) {
	hand.Walk(g.W.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if l, ok := o.(*page.List); ok {
			list = l
		}
	})
	return list
}

func texts(s opinion.Set) []string {
	var all []string
	for _, o := range s.Opinions {
		all = append(all, o.Text)
	}
	slices.Sort(all)
	return all
}

// Questions and suggestions are chosen, and the file is without a name, unless
// the deputy says otherwise.
func TestWhatIsGivenAwayUnlessOneSaysOtherwise(t *testing.T) {
	g := newGiver(t)
	g.MustSee("导出审议意见", "导出 2 条……", "疑问", "建议", "意向和星标都不在文件里")
	hand.Walk(g.W.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if b, ok := o.(*page.Button); ok && b.Size().Width < b.MinSize().Width {
			t.Errorf("%q has no room for its word", b.Text)
		}
	})
	g.Tap("导出 2 条……")
	g.MustSee("要署名吗？", "● 不署名")
	g.Tap("下一步")
	g.MustSee("审议意见" + opinion.Ending)
	g.Tap("导出")
	g.MustSee("已导出到")
	s := g.wrote["审议意见"+opinion.Ending]
	if got := texts(s); !slices.Equal(got, []string{"写的是question", "写的是suggestion"}) {
		t.Errorf("given away: %q", got)
	}
	for _, o := range s.Opinions {
		if o.By != (opinion.Deputy{}) {
			t.Errorf("it is signed %+v", o.By)
		}
	}
	if strings.Contains(string(opinion.Encode(s)), "oppose") {
		t.Error("the leaning is in the file")
	}
}

func TestChoosingWhatToGiveAway(t *testing.T) {
	g := newGiver(t)
	g.Tap("全不选")
	if g.CanTap("导出 0 条……") {
		t.Error("nothing can be given away")
	}
	list := g.sheet()
	for i, c := range list.Cards() {
		if len(c.Blocks) > 0 && c.Blocks[len(c.Blocks)-1].Text == "写的是highlight" {
			list.OnTapped(i)
		}
	}
	g.MustSee("导出 1 条……")
	// By the keyboard.
	g.W.Canvas().Focus(list)
	g.Press(fyne.KeyEnd, fyne.KeySpace)
	g.MustSee("导出 2 条……")
	g.Press(fyne.KeySpace)
	g.MustSee("导出 1 条……")
	g.Press(fyne.KeySpace)
	g.Tap("导出 2 条……")
	g.MustSee("● 不署名", "代表姓名", "代表团")
	hand.Walk(g.W.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if i, ok := o.(*page.Input); ok {
			i.SetText(map[string]string{"代表姓名": " 单雄信 ", "代表团": "平江代表团"}[i.PlaceHolder])
		}
	})
	g.MustSee("● 署名")
	g.Tap("下一步")
	g.Tap("导出")
	s := g.wrote["审议意见-平江代表团-单雄信"+opinion.Ending]
	if got := texts(s); !slices.Equal(got, []string{"写的是highlight", "工期多长？"}) {
		t.Errorf("given away: %q of %v", got, g.wrote)
	}
	for _, o := range s.Opinions {
		if o.By != (opinion.Deputy{Name: "单雄信", Delegation: "平江代表团"}) {
			t.Errorf("it is signed %+v", o.By)
		}
	}
	g.Tap("知道了")
	// The name is there the next time.
	g.Tap("导出意见……")
	g.Tap("导出 2 条……")
	g.MustSee("● 署名", "单雄信", "平江代表团")
	g.Press(fyne.KeyEscape)
	g.MustNotSee("要署名吗？")
}

func TestTheRecorderComesToTheDigest(t *testing.T) {
	g := newGiver(t)
	g.Tap("返回")
	g.Tap("汇总审议意见……")
	if len(g.Went) != 1 || g.Went[0].Place != stage.OpinionsPlace {
		t.Errorf("went to %+v", g.Went)
	}
	h := newHouse(t)
	h.show(stage.Target{})
	h.tap("汇总审议意见……")
}
