package main

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// openHall opens the hall's window from the desk and moves it to where the hall's
// screen would be: at the right of the desk's, 1920 by 1080.
func (w *window) openHall() {
	w.scrollTo(t("hall.open"), 500, 500)
	w.click(t("hall.open"))
	w.find(t("hall.full"), 0)
	w.seen("hall-opened")
	xdo("search", "--sync", "--onlyvisible", "--name", "^"+t("hall.title")+"$", "windowsize", "1920", "1080", "windowmove", "1440", "0")
	time.Sleep(500 * time.Millisecond)
}

// inHall are the texts on the big screen.
func (w *window) inHall() (all []string) {
	windows := w.windows()
	if len(windows) < 2 {
		return nil
	}
	for _, s := range read(windows[1]) {
		all = append(all, s.text)
	}
	return all
}

// hall takes a picture of the big screen before an announcement: it says where the
// procedure is, and names no project.
func (w *window) hall(name, now string) {
	w.hallShows(name, now)
	for _, s := range w.inHall() {
		for _, p := range sixProjects {
			if strings.Contains(s, p) {
				fail("the hall sees %q before the announcement", s)
			}
		}
	}
}

// hallShows waits until the big screen shows some texts, and takes a picture of it.
func (w *window) hallShows(name string, wanted ...string) {
	for _, text := range wanted {
		until("the hall shows "+strconv.Quote(text), func() bool { return strings.Contains(strings.Join(w.inHall(), ""), text) })
	}
	for _, s := range w.inHall() {
		if strings.Contains(s, t("hall.rehearsal")) {
			fail("in a formal meeting the hall sees %q", s)
		}
	}
	time.Sleep(300 * time.Millisecond)
	pictures++
	file := filepath.Join("out", fmt.Sprintf("%02d-%s.png", pictures, name))
	photograph(file, "root", "1920x1080+1440+0")
	fmt.Println("  ", file)
}
