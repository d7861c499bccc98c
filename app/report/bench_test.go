package report

import (
	"bytes"
	"strings"
	"testing"
)

// tenfold is a report ten times as long as the real one.
func tenfold(b *testing.B) string {
	text := gusu(b)
	at := strings.Index(text, "一、“十三五”")
	end := strings.Index(text, "部分名词解释")
	return text[:at] + strings.Repeat(text[at:end], 10) + text[end:]
}

func BenchmarkParse(b *testing.B) {
	text := gusu(b)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Parse(text)
	}
}

func BenchmarkParseTenfold(b *testing.B) {
	text := tenfold(b)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Parse(text)
	}
}

func BenchmarkPunctuate(b *testing.B) {
	text := []rune(gusu(b))
	for b.Loop() {
		Punctuate(text)
	}
}

// BenchmarkFind is compared with BenchmarkFindBytes, which only counts the
// places of the same words with package bytes.
func BenchmarkFind(b *testing.B)      { findAll(b, func(r *Report, q string) int { return len(r.Find(q)) }) }
func BenchmarkFindBytes(b *testing.B) { findAll(b, countBytes) }

func findAll(b *testing.B, find func(*Report, string) int) {
	for _, q := range []string{"的", "古城", "完成54个小区", "不在其中"} {
		b.Run(q, func(b *testing.B) {
			r := Parse(gusu(b))
			find(r, q)
			for b.Loop() {
				find(r, q)
			}
		})
	}
}

var folded []byte

func countBytes(r *Report, q string) int {
	if len(folded) == 0 {
		folded = []byte(string(r.Text))
	}
	return countIn(folded, q)
}

// countIn is the floor: how often bytes.Index finds a query in a text.
func countIn(text []byte, q string) int {
	n := 0
	for rest := text; ; n++ {
		i := bytes.Index(rest, []byte(q))
		if i < 0 {
			return n
		}
		rest = rest[i+len(q):]
	}
}

// BenchmarkFirstFind includes making the index, as for the first key pressed.
func BenchmarkFirstFind(b *testing.B) {
	text := gusu(b)
	for b.Loop() {
		b.StopTimer()
		r := Parse(text)
		b.StartTimer()
		r.Find("的")
	}
}

func BenchmarkWordAt(b *testing.B) {
	r := Parse(gusu(b))
	i := 0
	for b.Loop() {
		r.WordAt(i % len(r.Text))
		i += 97
	}
}
