package main

import (
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"piaojue/app/note"
	"piaojue/app/report"
	"piaojue/assets"
)

// What the deputy marks: the first is in a sentence that the revised report
// changes, the second in one that it leaves alone.
const (
	questioned = "2-3处无违建示范区"
	underlined = "零容忍"
	asked      = "含哪些街道"
)

// commitments is how many quantified commitments the report makes, as counted by
// hand.
const commitments = 182

// revised is the report as it comes a second time: with one sentence changed,
// and a paragraph more before all that is marked.
func revised() string {
	text := string(assets.RehearsalReport)
	changed := strings.Replace(text, "打造2-3处无违建示范区", "建成4处无违建示范区", 1)
	changed = strings.Replace(changed, "\n二、", "\n以上成绩来之不易,应当倍加珍惜。\n\n二、", 1)
	if strings.Count(changed, "建成4处无违建示范区") != 1 || !strings.Contains(changed, "倍加珍惜") {
		fail("the report is not the one that the walk revises")
	}
	return changed
}

// review is a deputy who marks in every way, looks over the commitments,
// compares projects, gets a revised report and goes back, and hands in opinions,
// which a clerk answers.
func review(home string) {
	folder := filepath.Join(home, "..")
	must(os.WriteFile(filepath.Join(folder, "revised.txt"), []byte(revised()), 0o644))

	w := open(home)
	w.click(t("shell.place.report"))
	w.mark(questioned, "q")
	typed(asked)
	picture("report-question")
	w.mark(underlined, "u")
	w.onPage(underlined)
	key("ctrl+z")
	w.find(start(t("note.undone", "Act", t("note.did.made", "Kind", t("note.kind.underline")))), 0)
	picture("report-undone")
	key("ctrl+shift+z")
	w.find(start(t("note.redone", "Act", t("note.did.made", "Kind", t("note.kind.underline")))), 0)

	// The commitments of the report as a table.
	w.click(t("reader.targets", "N", commitments))
	w.find(t("targets.title", "Total", commitments), 0)
	picture("targets")
	w.click(t("targets.class.button", "Value", t("targets.class.every")))
	w.click(t("targets.class.tasks1"))
	w.find(t("targets.class.button", "Value", t("targets.class.tasks1")), 0)
	picture("targets-tasks")
	w.click(t("targets.back"))

	// Two projects side by side, and the choice with its code.
	w.click(t("shell.place.projects"))
	w.clickNth(t("projects.compare.tick"), 0)
	w.clickNth(t("projects.compare.tick"), 0)
	w.click(t("projects.compare.go", "Count", 2))
	w.find(t("projects.compare.only"), 0)
	picture("projects-compare")
	key("Escape")
	w.click(t("projects.choice"))
	w.find(t("projects.choice.count", "Count", 1, "Places", 10), 0)
	w.click(t("projects.carry.show"))
	picture("projects-choice")
	key("Escape")

	w.revise()
	w.handIn()
	w.quit()

	kinds := map[note.Kind]note.Note{}
	for _, n := range notesOn(home) {
		kinds[n.Kind] = n
	}
	first := report.Parse(string(assets.RehearsalReport))
	for kind, quote := range map[note.Kind]string{note.Question: questioned, note.Underline: underlined} {
		n := kinds[kind]
		if n.Anchor == nil || n.Anchor.Quote != quote || n.Anchor.Document != first.Hash ||
			first.Copy(report.Range{Start: n.Anchor.Start, End: n.Anchor.End}, false) != quote {
			fail("after going back to the first report the %s is %+v", kind, n)
		}
	}
	if kinds[note.Question].Text != asked {
		fail("the question says %q", kinds[note.Question].Text)
	}
	checkDigest(folder)
}

// mark drags over some words of the report and presses the key of a kind.
func (w *window) mark(words, kind string) {
	line := w.bring(words)
	from, to := line.span(words)
	drag(from+1, line.y+line.h/2, to, line.y+line.h/2)
	w.find(t("reader.note"), 0)
	key(kind)
	time.Sleep(500 * time.Millisecond)
}

// start is what of a sentence stands on its first line where it wraps.
func start(sentence string) string { return string([]rune(sentence)[:6]) }

// revise takes the revised report in, sees what became of the notes, confirms
// the one that is unsure, and goes back to the first report.
func (w *window) revise() {
	w.click(t("shell.place.report"))
	w.click(t("reader.another"))
	w.find(t("reader.load.open"), 0)
	w.click("revised")
	w.click(t("reader.load.open"))
	w.click(t("reader.another.yes"))
	w.find(start(t("stage.revised.says", "N", 3, "Kept", 2, "Moved", 0, "Unsure", 1, "Lost", 0)), 0)
	picture("revised")
	w.click(t("stage.revised.yes"))
	w.find(t("revision.was"), 0)
	picture("revision-unsure")
	w.click(t("revision.here"))
	w.find(t("revision.tab.unsure", "N", 0), 0)
	w.click(strings.Fields(t("revision.tab.text", "N", 0))[0])
	w.find("倍加珍惜", 0)
	picture("revision-text")
	w.click(t("revision.former"))
	w.click(t("revision.former.yes"))
	w.find(start(t("stage.revised.says", "N", 3, "Kept", 3, "Moved", 0, "Unsure", 0, "Lost", 0)), 0)
	w.click(t("stage.revised.no"))
	w.click(t("shell.place.report"))
	w.bring(questioned)
	picture("report-former")
}

// bring searches some words that the report has once.
func (w *window) bring(words string) shown {
	key("ctrl+f", "ctrl+a")
	typed(words)
	until("the words are found once", func() bool { return w.shows("1/1") })
	key("Escape")
	return w.onPage(words)
}

// answered is what the clerk answers.
const answered = "请列明街道"

// handIn exports the question as a file, takes the file into the digest,
// answers it and exports the digest.
func (w *window) handIn() {
	w.click(t("shell.place.notes"))
	picture("notes-kinds")
	w.click(t("giving.export"))
	w.find(t("giving.give", "Count", 1), 0)
	picture("giving")
	w.click(t("giving.give", "Count", 1))
	w.find(t("giving.sign"), 0)
	picture("giving-sign")
	w.click(t("giving.next"))
	w.click(t("stage.save.yes"))
	w.find(t("stage.saved"), 0)
	w.click(t("stage.understood"))
	until("the sheet is gone", func() bool { return w.shows(t("notes.search")) })
	w.click(t("shell.place.opinions"))
	w.find(t("opinions.empty"), 0)
	picture("opinions-empty")
	w.click(t("opinions.import"))
	w.find(t("opinions.import.open"), 0)
	// The dialog breaks the name into two lines, of which its title holds the first.
	w.click("见.")
	w.click(t("opinions.import.open"))
	w.find(t("opinions.taken", "Files", 1), 0)
	picture("opinions-taken")
	key("Escape")
	w.click(asked)
	answer := w.find(t("opinions.answer"), 0)
	// The filters over the list have the words 采纳 and 不采纳 as well.
	w.clickNth(t("opinion.status.adopted"), 2)
	pointer(answer.middle())
	xdo("click", "1")
	typed(answered)
	time.Sleep(time.Second)
	picture("opinions-answered")
	w.click(t("opinions.export"))
	w.click(t("opinions.export.xlsx"))
	w.click(t("stage.save.yes"))
	w.find(t("stage.saved"), 0)
	picture("opinions-exported")
	w.click(t("stage.saved.close"))
}

// checkDigest reads the digest's workbook.
func checkDigest(folder string) {
	found, err := filepath.Glob(filepath.Join(folder, "*"+t("opinions.file")+"*.xlsx"))
	must(err)
	if len(found) != 1 {
		fail("the digests are %v", found)
	}
	f, err := excelize.OpenFile(found[0])
	must(err)
	defer f.Close()
	rows, err := f.GetRows(f.GetSheetList()[0])
	must(err)
	all := ""
	for _, row := range rows {
		all += strings.Join(row, "\t") + "\n"
	}
	for _, want := range []string{questioned, asked, answered, t("opinion.status.adopted")} {
		if !strings.Contains(all, want) {
			fail("the digest lacks %q:\n%s", want, all)
		}
	}
}
