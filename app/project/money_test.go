package project

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestParseMoney(t *testing.T) {
	const unknown = -1
	for _, c := range []struct {
		text, unit string
		yuan       int64
		shown      string
	}{
		{"1200", "万元", 12_000_000, "1200万元"},
		{"1,200", "万元", 12_000_000, "1,200万元"},
		{"1，200", "万元", 12_000_000, "1，200万元"},
		{"1200.5", "万元", 12_005_000, "1200.5万元"},
		{" 1200 ", "万元", 12_000_000, "1200万元"},
		{"１２００．５", "万元", 12_005_000, "１２００．５万元"},
		{"1.2亿", "", 120_000_000, "1.2亿"},
		{"1.2亿元", "万元", 120_000_000, "1.2亿元"},
		{"约300万元", "", 3_000_000, "约300万元"},
		{"约300", "万元", 3_000_000, "约300万元"},
		{"约 300 万元左右", "", 3_000_000, "约 300 万元左右"},
		{"人民币300万元整", "", 3_000_000, "人民币300万元整"},
		{"￥500", "元", 500, "￥500元"},
		{"1亿2000万元", "", 120_000_000, "1亿2000万元"},
		{"3千万", "", 30_000_000, "3千万"},
		{"0", "万元", 0, "0万元"},
		{"0.1", "万元", 1000, "0.1万元"},
		{"0.0001", "万元", 1, "0.0001万元"},
		{"1,234,567", "元", 1_234_567, "1,234,567元"},
		{"92233720368.54775807", "亿元", 9_223_372_036_854_775_807, "92233720368.54775807亿元"},
		{"92233720368.54775808", "亿元", unknown, "92233720368.54775808"},

		{"", "万元", unknown, ""},
		{"1200", "", unknown, "1200"},
		{"待定", "万元", unknown, "待定"},
		{"—", "万元", unknown, "—"},
		{"300-500", "万元", unknown, "300-500"},
		{"300~500万元", "", unknown, "300~500万元"},
		{"-300", "万元", unknown, "-300"},
		{"1,20", "万元", unknown, "1,20"},
		{"1200,000", "元", unknown, "1200,000"},
		{"12.", "元", unknown, "12."},
		{".5", "元", unknown, ".5"},
		{"1.2.3", "元", unknown, "1.2.3"},
		{"12.345", "元", unknown, "12.345"},
		{"0.00001", "万元", unknown, "0.00001"},
		{"300万美元", "万元", unknown, "300万美元"},
		{"300", "万美元", unknown, "300"},
		{"2000万1亿", "", unknown, "2000万1亿"},
		{"1亿2000", "", unknown, "1亿2000"},
		{"总投资300万元，其中区级100万元", "万元", unknown, "总投资300万元，其中区级100万元"},
		{"1e9", "元", unknown, "1e9"},
		{"0x10", "元", unknown, "0x10"},
		{"约", "万元", unknown, "约"},
	} {
		m := ParseMoney(c.text, c.unit)
		if m.Known != (c.yuan != unknown) || m.Known && m.Yuan != c.yuan {
			t.Errorf("ParseMoney(%q, %q) = %d, %v; want %d", c.text, c.unit, m.Yuan, m.Known, c.yuan)
		}
		if got := m.String(); got != c.shown {
			t.Errorf("ParseMoney(%q, %q).String() = %q, want %q", c.text, c.unit, got, c.shown)
		}
	}
}

func TestMoneyUnit(t *testing.T) {
	for head, want := range map[string]string{
		"总投资（万元）":      "万元",
		"总投资(亿元)":      "亿元",
		"估算投资\n（万  元）": "万元",
		"投资额/万元":       "万元",
		"单位：万元":        "万元",
		"单位：元":         "元",
		"总投资（元）":       "元",
		"总投资":          "",
		"元素":           "",
		"投资（万美元）":      "",
		"计划投资（百万元）":    "百万元",
	} {
		if got := MoneyUnit(head); got != want {
			t.Errorf("MoneyUnit(%q) = %q, want %q", head, got, want)
		}
	}
}

// Whatever amount is written out in any unit is read back to the 元.
func TestMoneyIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		yuan := rapid.Int64Min(0).Draw(t, "yuan")
		unit := rapid.SampledFrom(units).Draw(t, "unit")
		text := new(big.Rat).SetFrac64(yuan, unit.yuan).FloatString(12)
		for _, m := range []Money{ParseMoney(text+unit.name, "亿元"), ParseMoney(text, unit.name)} {
			if !m.Known || m.Yuan != yuan {
				t.Fatalf("%s in %s: %d, %v; want %d", text, unit.name, m.Yuan, m.Known, yuan)
			}
		}
	})
}
