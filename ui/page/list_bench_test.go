package page

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"piaojue/ui/look"
)

func BenchmarkTwoThousandCards(b *testing.B) {
	app := test.NewTempApp(b)
	app.Settings().SetTheme(look.New(look.Light, 18))
	cards := make([]Card, 2000)
	for i := range cards {
		cards[i] = Card{Word: "删除", Blocks: []Block{
			{Text: "三、2021年主要工作任务 › （三）围绕“城市品质”，实现提升", Small: true},
			{Text: strings.Repeat("完成54个小区、83条街巷的“两小”综合整治，", 4), Most: 3},
			{Text: strings.Repeat("请问包括哪些街道，资金从哪里来？", 3)},
		}}
	}
	l := NewList()
	l.Resize(fyne.NewSize(800, 600))
	b.Run("set", func(b *testing.B) {
		for b.Loop() {
			l.SetCards(cards)
		}
	})
	b.Run("scroll", func(b *testing.B) {
		y := float32(0)
		for b.Loop() {
			y += 40
			if y > l.height()-600 {
				y = 0
			}
			l.to(y)
		}
	})
}
