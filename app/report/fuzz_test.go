package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// nasty are texts that were made to break a parser of this genre.
func nasty(t testing.TB) map[string]string {
	t.Helper()
	files, err := filepath.Glob("testdata/nasty/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no nasty files: %v", err)
	}
	texts := map[string]string{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(f)] = string(b)
	}
	return texts
}

func TestNastyFiles(t *testing.T) {
	for name, text := range nasty(t) {
		t.Run(name, func(t *testing.T) { everything(t, text) })
	}
}

// everything does to a text all that can be done to it.
func everything(t *testing.T, text string) {
	r := Parse(text)
	checkWhole(t, r)
	if utf8.ValidString(text) && string(r.Text) != strings.TrimPrefix(text, "\uFEFF") {
		t.Fatal("the text is not the source")
	}
	if twice := Punctuate(r.Display()); string(twice) != string(r.Display()) {
		t.Fatal("punctuating twice changes more")
	}
	step := max(1, len(r.Text)/50)
	for offset := -1; offset <= len(r.Text)+1; offset += step {
		for _, at := range []Range{r.WordAt(offset), r.SentenceAt(offset)} {
			if at.Start < 0 || at.End > len(r.Text) || at.Start > at.End {
				t.Fatalf("at %d: %v of %d runes", offset, at, len(r.Text))
			}
		}
		r.Path(offset)
		sample := r.Copy(Range{offset, offset + 5}, false)
		for _, hit := range r.Find(sample) {
			if hit.Start < 0 || hit.End > len(r.Text) || alike(r.Text[hit.Start]) != alike([]rune(strings.TrimSpace(sample))[0]) {
				t.Fatalf("Find(%q) = %v", sample, hit)
			}
		}
		if at, ok := r.Locate(sample); ok && (at.Start < 0 || at.End > len(r.Text) || at.Start >= at.End) {
			t.Fatalf("Locate(%q) = %v", sample, at)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(gusu(f))
	for _, text := range nasty(f) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { everything(t, text) })
}

// Long texts made to be slow are read in step with their length.
func TestNothingIsQuadratic(t *testing.T) {
	const head = "政府工作报告\n各位代表：\n一、回顾\n"
	for name, unit := range map[string]string{
		"one line":            "古",
		"one sentence":        "古城，",
		"short sentences":     "抓好项目。",
		"open quotation":      "“",
		"open brackets":       "（",
		"nested brackets":     "（（（）",
		"quotation marks":     "\"",
		"blank lines":         " \n",
		"chapters":            "一、子\n",
		"items":               "1.子\n",
		"firsts":              "1以子\n",
		"ordinals":            "一是子。\n二是丑。\n",
		"leads":               "五年来，子。\n",
		"addresses":           "（一）子\n各位代表，丑。\n",
		"salutations":         "各位代表：\n",
		"contents":            "目录\n一、子\n",
		"titles":              "政府工作报告\n",
		"glossaries":          "名词解释\n",
		"entries":             "名词解释\n1.子：丑\n寅\n",
		"paths":               "子 > 丑\n",
		"sub-heads":           "1.强工业。抓好项目。我们要，好。抓好招商。我们要，好。\n",
		"figures":             "1,",
		"web addresses":       "http://a.cn ",
		"dots and characters": "中.",
		"dashes":              "--中",
	} {
		t.Run(name, func(t *testing.T) {
			text := head + strings.Repeat(unit, 300_000/utf8.RuneCountInString(unit))
			begun := time.Now()
			r := Parse(text)
			r.Display()
			r.Find("古")
			r.Locate("古城")
			r.WordAt(len(r.Text) / 2)
			r.SentenceAt(len(r.Text) / 2)
			r.Path(len(r.Text) / 2)
			// Half a second; anything that grows with the square takes a minute.
			if took := time.Since(begun); took > 10*time.Second {
				t.Errorf("300,000 runes took %v", took)
			}
		})
	}
}
