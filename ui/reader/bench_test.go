package reader

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/ui/look"
	"piaojue/ui/prose"
	"piaojue/ui/stage/stagetest"
)

// picture is the time until an object is painted that is put into a new window
// which then takes a usual size: what opening a window with it costs.
func picture(t *testing.T, make func() fyne.CanvasObject) time.Duration {
	begun := time.Now()
	w := test.NewTempWindow(t, make())
	w.Resize(fyne.NewSize(1000, 800))
	w.Canvas().Capture()
	return time.Since(begun)
}

func pageOf(r *report.Report) *page {
	p := newPage()
	p.show(r)
	return p
}

// median of several runs, so that one that the machine disturbed does not count.
func median(runs int, run func() time.Duration) time.Duration {
	var all []time.Duration
	for range runs {
		all = append(all, run())
	}
	return middle(all)
}

func middle(all []time.Duration) time.Duration {
	slices.Sort(all)
	return all[len(all)/2]
}

// TestRatios measures the reader against Fyne's own text on the same text, and
// against itself, in one run. It takes a quarter of a minute, nearly all of it
// Fyne's text, and therefore runs for make bench only.
func TestRatios(t *testing.T) {
	if os.Getenv("PIAOJUE_BENCH") != "1" {
		t.Skip("set PIAOJUE_BENCH=1 to measure")
	}
	looking(t, look.Light, look.DefaultText)
	begun := time.Now()
	prose.FaceOf(look.DefaultText, false).Advance('中')
	prose.FaceOf(look.DefaultText, true).Advance('中')
	font := time.Since(begun)

	text := stagetest.Report()
	r := report.Parse(text)
	long := report.Parse(strings.Repeat(text+"\n", 10))
	longest := report.Parse(strings.Repeat(text+"\n", 50))
	r.Display()
	long.Display()
	longest.Display()
	cold := picture(t, func() fyne.CanvasObject { return pageOf(r) })
	// In turns, so that what else the machine does falls on both.
	var ones, tens, fifties []time.Duration
	for range 7 {
		ones = append(ones, picture(t, func() fyne.CanvasObject { return pageOf(r) }))
		tens = append(tens, picture(t, func() fyne.CanvasObject { return pageOf(long) }))
		fifties = append(fifties, picture(t, func() fyne.CanvasObject { return pageOf(longest) }))
	}
	first, tenfold, fiftyfold := middle(ones), middle(tens), middle(fifties)
	// One RichText of the same text, in a scroller, wrapped as a text without
	// spaces has to be. Nearly all of its time goes into the narrow width that a
	// new window lays its content out for first; where the window already has
	// its size it does much better, which is told without a target.
	richText := func() fyne.CanvasObject {
		rt := widget.NewRichText(&widget.TextSegment{Text: string(r.Display()), Style: widget.RichTextStyleParagraph})
		rt.Wrapping = fyne.TextWrapBreak
		return container.NewVScroll(rt)
	}
	rich := picture(t, richText)
	sized := func(make func() fyne.CanvasObject) time.Duration {
		w := test.NewTempWindow(t, nil)
		w.Resize(fyne.NewSize(1000, 800))
		begun := time.Now()
		w.SetContent(make())
		w.Canvas().Capture()
		return time.Since(begun)
	}
	richSized := sized(richText)
	firstSized := median(5, func() time.Duration {
		return sized(func() fyne.CanvasObject { return pageOf(r) })
	})

	p := pageOf(r)
	w := test.NewTempWindow(t, p)
	w.Resize(fyne.NewSize(1000, 800))
	p.scrollTo(9000)
	wide := false
	relaid := median(9, func() time.Duration {
		wide = !wide
		width := float32(700)
		if wide {
			width = 640
		}
		begun := time.Now()
		p.Resize(fyne.NewSize(width, 800))
		return time.Since(begun)
	})
	p.Resize(fyne.NewSize(1000, 800))
	steps := func() time.Duration {
		p.scrollTo(0)
		begun := time.Now()
		for range 100 {
			p.scrollTo(p.col.top + 60)
		}
		return time.Since(begun)
	}
	scrolled := median(5, steps)
	// 500 highlights that overlap each other, all of them in sight; scrolled to
	// and fro by a line, so that they stay there.
	p.scrollTo(4000)
	seen := p.seen()
	var marks []mark
	for k := range 500 {
		from := seen.Start + (seen.End-seen.Start-40)*k/500
		marks = append(marks, mark{id: fmt.Sprint(k), at: report.Range{Start: from, End: from + 20 + k%20}, colour: note.Colours[k%4], text: k%3 == 0})
	}
	nudges := func() time.Duration {
		by := float64(leading * p.size)
		begun := time.Now()
		for range 20 {
			p.scrollTo(p.col.top + by)
			by = -by
		}
		return time.Since(begun) / 20
	}
	// The same steps with the painting of each picture.
	painted := func() time.Duration {
		by := float64(leading * p.size)
		begun := time.Now()
		for range 4 {
			p.scrollTo(p.col.top + by)
			w.Canvas().Capture()
			by = -by
		}
		return time.Since(begun) / 4
	}
	bareStep, barePainted := median(5, nudges), median(5, painted)
	p.setMarks(marks)
	markedStep, markedPainted := median(5, nudges), median(5, painted)
	p.setMarks(nil)
	r.Find("的")
	hits := 0
	searched := median(9, func() time.Duration {
		begun := time.Now()
		found := r.Find("的")
		p.setHits(found, 0)
		hits = len(found)
		return time.Since(begun)
	})
	if hits < 50 {
		t.Fatalf("the search found %d places", hits)
	}

	line := func(what string, took time.Duration, against string, other time.Duration, target float64) {
		ratio := float64(took) / float64(other)
		verdict, aim := "", ""
		if target > 0 {
			verdict, aim = "met", fmt.Sprintf("at most %.4f", target)
			if ratio > target {
				verdict = "MISSED"
				t.Errorf("%s: %.4f of %s, target %.4f", what, ratio, against, target)
			}
		}
		fmt.Printf("%-36s %10v  %9.4f of %-32s %-18s %s\n", what, took.Round(10*time.Microsecond), ratio, against, aim, verdict)
	}
	ms := func(d time.Duration) string { return fmt.Sprintf("%.0f ms", float64(d)/1e6) }
	fmt.Printf("reader: %d runes; font loaded in %s\n", len(r.Text), ms(font))
	line("first picture, median of 7", first, "RichText ("+ms(rich)+")", rich, 1.0/40)
	line("the very first picture", cold, "150 ms", 150*time.Millisecond, 1)
	line("first picture, window has its size", firstSized, "RichText there ("+ms(richSized)+")", richSized, 0)
	line("ten times the text", tenfold, "first picture", first, 2)
	line("fifty times the text", fiftyfold, "first picture", first, 4)
	line("laid out for another width", relaid, "first picture", first, 0.5)
	line("100 scroll steps", scrolled, "first picture", first, 2)
	line("a step with 500 highlights in sight", markedStep, "a step without ("+fmt.Sprint(bareStep.Round(10*time.Microsecond))+")", bareStep, 0)
	line("the same, to a picture of 60 a second", markedStep, "16.7 ms", 16700*time.Microsecond, 1)
	line("the same, painted without a GPU", markedPainted, "without, painted ("+fmt.Sprint(barePainted.Round(10*time.Microsecond))+")", barePainted, 4)
	line("search of one character, marked", searched, "first picture", first, 0.5)
}
