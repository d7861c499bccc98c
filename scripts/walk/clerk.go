package main

import (
	"bytes"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/storage"
)

// The vote that the walk plays on the rehearsal: a roll of 9, of whom 7 are
// present; 6 cast a ballot, 1 walks away.
const (
	present = 7
	cast    = 6
)

// approvals is how many of the first projects each ballot approves; what comes
// after the first ten is against and unmarked.
var approvals = [cast]int{10, 10, 10, 10, 10, 4}

// vote is the clerk at the desk and the deputies at the station, until the count.
func vote(home string) {
	w := open(home)
	if w.shows(t("shell.welcome.clerk")) {
		w.click(t("shell.welcome.clerk"))
	}
	w.find(t("desk.field.name"), 0)
	picture("desk-draft")
	w.importLists()
	w.scrollTo(t("desk.freeze.do"), 500, 500)
	picture("desk-draft-end")
	w.step("desk.freeze.do", "desk.ask.freeze.yes")
	picture("desk-frozen")
	w.step("desk.empty.do", "desk.ask.empty.yes")
	w.step("desk.sign_in.do", "desk.ask.sign_in.yes")
	w.find(t("desk.present.do"), 0)
	w.fillBelow(t("desk.field.present"), strconv.Itoa(present))
	w.click(t("desk.present.do"))
	w.find(t("desk.quorum.met", "Present", present, "Quorum", 6), 0)
	picture("desk-sign-in")
	w.step("desk.cast.do", "desk.ask.cast.yes")
	picture("desk-casting")

	w.click(t("desk.let"))
	for i := range approvals {
		w.ballot(i)
		if i < cast-1 {
			w.step("booth.let", "booth.let.yes")
		}
	}
	// The last deputy walks away without casting.
	w.step("booth.let", "booth.let.yes")
	w.step("booth.staff", "booth.give_up.yes")
	w.find(t("booth.given_up"), 0)
	w.step("booth.desk", "booth.desk.yes")
	w.find(t("desk.let.all"), 0)

	// Nothing of the totals is to be seen before the count.
	w.click(t("shell.place.result"))
	w.find(t("results.sealed"), 0)
	picture("result-sealed")
	w.click(t("shell.place.desk"))
	w.step("desk.close.do", "desk.ask.close.yes")
	w.step("desk.reconcile.do", "desk.ask.reconcile.yes")
	w.find(t("desk.compare.fewer", "Issued", present, "Returned", cast, "Missing", present-cast), 0)
	picture("desk-reconciled")
	w.step("desk.count.do", "desk.ask.count.yes")
	w.find(t("count.verdict.decided", "Chosen", 10), 0)
	picture("result")
	w.quit()
	checkBox(home)
}

// ballot fills in one ballot and casts it: the first with the mouse, with one
// approval too many, the others by keyboard.
func (w *window) ballot(i int) {
	w.find(t("booth.tally", "Places", 10, "Approve", 0), 0)
	if i == 0 {
		picture("booth-empty")
		w.chooseByMouse()
	} else {
		key("Down")
		for range approvals[i] {
			key("1", "Down")
		}
		for range 10 - approvals[i] {
			key("Down")
		}
		key("2")
	}
	w.find(t("booth.tally", "Places", 10, "Approve", approvals[i]), 0)
	// Enter casts nothing, wherever it is pressed.
	key("Return")
	w.click(t("booth.next"))
	w.find(t("booth.count.approve", "Count", approvals[i]), 0)
	w.find(t("booth.count.against", "Count", 1), 0)
	key("Return")
	if i == 0 {
		picture("booth-check")
	}
	w.click(t("booth.cast"))
	w.find(t("booth.done"), 0)
	if i == 0 {
		picture("booth-cleared")
	}
}

// chooseByMouse approves the first ten, tries an eleventh, and is against it.
func (w *window) chooseByMouse() {
	for p := range 10 {
		w.clickInRow(p, t("booth.approve"))
		w.find(t("booth.tally", "Places", 10, "Approve", p+1), 0)
	}
	w.clickInRow(10, t("booth.approve"))
	w.find(t("booth.full", "ID", "11", "Approve", 10), 0)
	picture("booth-full")
	w.clickInRow(10, t("booth.against"))
}

// candidates are the names on the ballot, in its order.
var candidates = []string{
	"“两小”综合整治工程", "“厕所革命”提升工程", "道路架空线整治和入地工程", "道路绿化和口袋公园建设工程",
	"垃圾分类移动收集试点", "街道儿童“关爱之家”全覆盖", "综合为老服务中心建设", "普惠托育服务建设",
	"中小学和幼儿园建设", "体育公园和健身步道建设", "农贸市场新建、改造工程", "社区综合服务中心建设",
}

// clickInRow presses a word in the row of a candidate, which it brings into
// sight with the wheel.
func (w *window) clickInRow(p int, word string) {
	w.scrollTo(candidates[p], 500, 600)
	row := w.find(candidates[p], 0)
	for range 20 {
		if row.y < 560 {
			break
		}
		xdo("click", "5")
		time.Sleep(300 * time.Millisecond)
		now := w.find(candidates[p], 0)
		if now.y == row.y { // the end of the list
			break
		}
		row = now
	}
	var best shown
	for _, s := range w.texts() {
		if strings.HasSuffix(s.text, word) && s.x > row.x && abs(s.y-row.y) < abs(best.y-row.y) {
			best = s
		}
	}
	if best.text == "" || abs(best.y-row.y) > 40 {
		fail("no %s beside %s", word, candidates[p])
	}
	x, y := best.middle()
	pointer(x, y)
	xdo("click", "1")
	time.Sleep(250 * time.Millisecond)
}

func abs(n int) int { return max(n, -n) }

// step presses the button of a step and then the one that confirms it.
func (w *window) step(button, confirm string) {
	w.click(t(button))
	w.click(t(confirm))
}

// fillBelow writes into the field that stands below a label.
func (w *window) fillBelow(label, text string) {
	at := w.find(label, 0)
	pointer(at.x+40, at.y+at.h+24)
	xdo("click", "1")
	key("ctrl+a")
	typed(text)
}

// checkBox looks at the box on the disk: six ballots with the marks that were
// made, and nothing that says who or when.
func checkBox(home string) {
	path := filepath.Join(home, "rehearsal", "meeting.db")
	f, err := storage.OpenMeeting(path, true, nil)
	must(err)
	defer f.Close()
	m, err := f.Meeting()
	must(err)
	r := m.Rounds[len(m.Rounds)-1]
	if r.State != meeting.Counted || r.Present != present || r.Issued != present || r.Returned != cast || r.Outstanding {
		fail("the round on the disk is %+v", r)
	}
	box, err := f.Ballots(r.Number)
	must(err)
	var made, kept [][]byte
	for i, n := range approvals {
		_ = i
		b := make([]byte, 12)
		for p := range n {
			b[p] = byte(ballot.Approve)
		}
		b[10] = byte(ballot.Against)
		made = append(made, b)
	}
	for _, b := range box {
		marks := make([]byte, len(b.Marks))
		for p, m := range b.Marks {
			marks[p] = byte(m)
		}
		kept = append(kept, marks)
	}
	if len(kept) != len(made) {
		fail("the box holds %d ballots, %d were cast", len(kept), len(made))
	}
	for _, b := range made {
		found := false
		for i, k := range kept {
			if bytes.Equal(b, k) {
				kept = append(kept[:i], kept[i+1:]...)
				found = true
				break
			}
		}
		if !found {
			fail("a ballot with the marks %v is not in the box", b)
		}
	}
}
