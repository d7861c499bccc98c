package reader

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
)

// places remembers where each report was read, in Fyne's preferences: where
// somebody reads is a matter of the window and no note. A report is known by
// the hash of its text, so that a revised one begins at its beginning.
type places struct {
	kept fyne.Preferences
}

// keyPlaces is the list of the latest reports, newest first, each as
// hash:offset:distance.
const keyPlaces = "places"

// mostPlaces is how many reports are remembered.
const mostPlaces = 8

// of gives the place where a report was read; ok is false where it is not known.
func (p places) of(hash string) (at stop, ok bool) {
	for _, entry := range p.kept.StringList(keyPlaces) {
		parts := strings.Split(entry, ":")
		if len(parts) != 3 || parts[0] != hash {
			continue
		}
		offset, err := strconv.Atoi(parts[1])
		from, err2 := strconv.Atoi(parts[2])
		if err != nil || err2 != nil || offset < 0 || from < 0 {
			return stop{}, false
		}
		return stop{offset: offset, from: float32(from)}, true
	}
	return stop{}, false
}

// keep remembers the place where a report is read. The very beginning is no
// place to go back to.
func (p places) keep(hash string, at stop, beginning bool) {
	list := make([]string, 0, mostPlaces)
	if !beginning {
		list = append(list, hash+":"+strconv.Itoa(at.offset)+":"+strconv.Itoa(int(at.from)))
	}
	before := p.kept.StringList(keyPlaces)
	for _, entry := range before {
		if !strings.HasPrefix(entry, hash+":") && len(list) < mostPlaces {
			list = append(list, entry)
		}
	}
	if now := strings.Join(list, " "); now != strings.Join(before, " ") {
		p.kept.SetStringList(keyPlaces, list)
	}
}
