package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"piaojue/app/note"
	"piaojue/storage"
)

// prepare is a deputy before the meeting: first start, reading, searching,
// marking, weighing the candidates.
func prepare(home string) {
	w := open(home)
	picture("welcome")
	w.click(t("shell.welcome.deputy"))
	w.find("政府工作报告", 0)
	picture("report")

	// The outline leads to the fourth section of the third chapter.
	w.scrollTo("（四）在民生", 260, 500)
	w.click("（四）在民生")
	w.find("及时回应群众期盼", 0)
	picture("report-section")

	// Searching as one types.
	key("ctrl+f")
	typed("综合整治")
	before := w.find(fmt.Sprintf("/%d", synthesis), 0).text
	key("F3")
	until("F3 goes to another hit", func() bool { return w.find(fmt.Sprintf("/%d", synthesis), 0).text != before })
	picture("report-search")
	key("Escape")

	// A section by its number, and back to where one was.
	key("ctrl+f")
	typed("3.2.1")
	w.find(t("reader.search.section"), 0)
	key("Return")
	key("Escape")
	w.onPage("能级跃升强发展")
	picture("report-number")
	key("alt+Left")
	until("Alt+← leads back", func() bool { return !w.reads("能级跃升强发展") })

	// A passage is marked and gets a note; a term in it is explained.
	key("ctrl+f")
	typed("83条街巷")
	until("the passage is found", func() bool { return w.shows("1/1") })
	key("Escape")
	term := w.onPage("“两小”")
	from, to := term.span("两小")
	pointer((from+to)/2, term.y+term.h/2)
	xdo("click", "1")
	w.find(t("reader.term.go"), 0)
	picture("report-term")
	key("Escape")
	passage := w.onPage("54个小区")
	from, to = passage.span("54个小区")
	drag(from+1, passage.y+passage.h/2, to, passage.y+passage.h/2)
	w.find(t("reader.note"), 0)
	picture("report-selection")
	w.clickLast(t("reader.note"))
	typed(written)
	picture("report-note")
	time.Sleep(time.Second)
	w.kill()
}

// written is the note.
const written = "含哪些街道 请列明"

// synthesis is how often the report says 综合整治.
const synthesis = 9

// lose checks what a kill one second after the last key left, and goes on.
func lose(home string) {
	kept := notesOn(home)
	if len(kept) != 1 || kept[0].Text != written || kept[0].Anchor == nil || !strings.Contains(kept[0].Anchor.Quote, "54个小区") {
		fail("after the kill the notes are %+v", kept)
	}

	w := open(home)
	w.click(t("shell.place.notes"))
	w.find(written, 0)
	picture("notes")
	w.click(written)
	w.find(written, 0)
	picture("report-after-kill")

	// The candidates: two in favour, one starred, and back to the report.
	w.click(t("shell.place.projects"))
	picture("projects")
	w.click("“厕所革命”提升工程")
	w.click(t("projects.favour"))
	w.click(t("projects.star"))
	picture("project")
	w.click(t("projects.origin.go"))
	w.onPage("10座")
	picture("report-from-project")

	w.click(t("shell.place.settings"))
	picture("settings")
	w.click(t("settings.mode.dark"))
	w.click(t("shell.place.report"))
	picture("report-dark")
	w.click(t("shell.place.settings"))
	w.click(t("settings.mode.light"))
	w.click(t("settings.role.clerk"))
	w.find(t("shell.place.desk"), 0)
	w.quit()

	intents := map[string]note.Intent{}
	for _, i := range intentsOn(home) {
		intents[i.Project] = i
	}
	if i := intents["2"]; i.Leaning != note.Favour || !i.Star || !i.Seen {
		fail("the leaning on project 2 is %+v", i)
	}
}

func notesFile(home string) *storage.NotesFile {
	n, err := storage.OpenNotes(filepath.Join(home, "rehearsal", "notes.db"))
	must(err)
	return n
}

func notesOn(home string) []note.Note {
	f := notesFile(home)
	defer f.Close()
	all, err := f.Notes()
	must(err)
	return all
}

func intentsOn(home string) []note.Intent {
	f := notesFile(home)
	defer f.Close()
	all, err := f.Intents()
	must(err)
	return all
}
