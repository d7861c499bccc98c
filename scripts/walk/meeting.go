package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"piaojue/app/ballot"
	"piaojue/app/count"
	"piaojue/app/meeting"
	"piaojue/app/paper"
	"piaojue/exports"
	"piaojue/storage"
)

// The formal meeting of the walk: 9 deputies, all present, choose 3 of 6 projects.
// 5 vote at the station, 4 on paper, of which one is invalid. A and B are
// chosen; C and D have the same number at the third place, and a run-off decides.
var (
	sixProjects = []string{
		"老旧小区综合整治", "农贸市场改造提升", "社区食堂建设", "口袋公园和健身步道建设", "中小学午餐午休条件改善", "非机动车停车棚和充电桩建设",
	}
	nineDeputies = []string{"陆洋", "单晓敏", "曾志远", "陈静", "仇建国", "沈丽华", "顾卫东", "钱海燕", "吴国平"}

	// A digit is a mark as it is keyed in: 1 赞成, 2 反对, 6 a bare circle, - no more
	// marks; 9 and a reason make the whole ballot invalid.
	stationBallots = []string{"1112", "1112", "1121", "1121", "1211"}
	paperBallots   = []string{"1112-", "1121-", "1216-", "91"}
	secondReading  = []string{"1112-", "1112-", "1216-", "91"} // 乙 misreads the second
	runOffBallots  = []string{"12", "12", "21"}
)

const (
	threePlaces = 3
	// What is typed at the meeting, each character once.
	meetingWords = "区人大会议周正吴平郑明王芳李强赵云陆洋已看原票特此公告民生实事决"
	meetingName  = "区人大会议"
	meetingVote  = "民生实事票决"
	rollFile     = "roll.xlsx"
	sixList      = "six.csv"
)

// wholeMeeting is a formal meeting from the first start to the archive, with the
// hall's big screen beside the desk.
func wholeMeeting(home string) {
	keyboard(meetingWords)
	folder := filepath.Join(filepath.Dir(home), "whole")
	home = filepath.Join(folder, "home")
	must(os.MkdirAll(home, 0o755))

	w := open(home)
	w.click(t("shell.welcome.clerk"))
	w.click(t("shell.place.settings"))
	w.click(t("settings.meeting.real"))
	w.click(t("settings.meeting.change.yes"))
	w.find(t("shell.unnamed"), 0)
	w.click(t("shell.place.desk"))
	w.find(t("desk.field.name"), 0)
	w.seen("meeting-empty")
	w.setUp(folder)
	w.openHall()
	w.hall("hall-draft", t("hall.at.draft"))

	w.scrollTo(t("desk.freeze.do"), 500, 500)
	w.seen("meeting-draft-end")
	w.step("desk.freeze.do", "desk.ask.freeze.yes")
	w.hall("hall-frozen", t("hall.at.frozen"))
	w.step("desk.empty.do", "desk.ask.empty.yes")
	w.step("desk.sign_in.do", "desk.ask.sign_in.yes")
	w.signInAll()
	w.hall("hall-sign-in", t("hall.at.sign_in"))
	w.step("desk.cast.do", "desk.ask.cast.yes")
	w.seen("meeting-casting")

	w.handOutPaper(6, 7, 8, 9)
	w.click(t("desk.named.let"))
	for i, b := range stationBallots {
		w.castBy(i+1, b, threePlaces)
	}
	w.click(t("signin.back"))
	w.find(start(t("desk.let.all")), 0)
	w.seen("meeting-all-issued")
	w.hall("hall-casting", t("hall.at.casting"))
	w.scrollTo(t("desk.close.do"), 500, 500)
	w.step("desk.close.do", "desk.ask.close.yes")
	w.enterPaper()
	w.click(t("papers.desk.count"))
	w.step("desk.count.opened.do", "desk.ask.count.opened.yes")
	w.find(start(t("count.verdict.run_off", "Chosen", 2, "Tied", 2, "Left", 1)), 0)
	w.seen("meeting-tie")
	w.find("还不是最终结果", 0)
	w.hall("hall-counted", t("hall.at.counted"))

	w.click(t("shell.place.desk"))
	w.sign()
	w.announce()
	w.find(t("desk.run_off.do"), 0)
	w.seen("meeting-run-off")
	w.hallShows("hall-tie", t("hall.tie", "Tied", 2, "Left", 1), sixProjects[0], sixProjects[1], sixProjects[2], sixProjects[3])
	w.export(folder, "tie")
	w.click(t("shell.place.desk"))
	w.runOff()
	w.hallShows("hall-result", t("hall.chosen", "Places", threePlaces, "Chosen", threePlaces), sixProjects[0], sixProjects[1], sixProjects[2])
	w.publish(folder)
	w.click(t("shell.place.desk"))
	w.scrollTo(t("desk.archive.do"), 500, 500)
	w.step("desk.archive.do", "desk.ask.archive.yes")
	w.seen("meeting-archived")
	w.hallShows("hall-archived", sixProjects[2])
	w.quit()
	checkMeeting(home)
}

// seen takes a picture of the desk. Nothing of a formal meeting says that it is a
// rehearsal.
func (w *window) seen(name string) {
	picture(name)
	for _, markup := range w.windows() {
		for _, s := range read(markup) {
			if strings.Contains(s.text, t("shell.rehearsal")) {
				fail("a formal meeting says %q", s.text)
			}
		}
	}
}

// setUp names the meeting, imports list and roll, names the officers and sets the
// number of places.
func (w *window) setUp(folder string) {
	w.fillBelow(t("desk.field.name"), meetingName)
	w.fillBelow(t("desk.field.vote"), meetingVote)
	f, err := os.Create(filepath.Join(folder, sixList))
	must(err)
	list := csv.NewWriter(f)
	must(list.Write([]string{"编号", "项目名称"}))
	for i, name := range sixProjects {
		must(list.Write([]string{strconv.Itoa(i + 1), name}))
	}
	list.Flush()
	must(f.Close())
	w.click(t("desk.part.list"))
	w.choose("desk.list.import", strings.TrimSuffix(sixList, ".csv"), "projects.import.open")
	w.click(t("projects.adopt"))
	w.find(t("desk.list.has", "Count", len(sixProjects)), 0)

	// The roll is filled into the template that the app writes.
	w.click(t("desk.part.roll"))
	w.click(t("desk.deputies.template"))
	w.click(t("stage.save.yes"))
	w.find(t("stage.saved"), 0)
	w.click(t("stage.saved.close"))
	fillRoll(filepath.Join(folder, t("templates.roll.name")), filepath.Join(folder, rollFile))
	w.choose("desk.deputies.import", strings.TrimSuffix(rollFile, ".xlsx"), "signin.import.open")
	w.find(t("signin.import.says", "Count", len(nineDeputies)), 0)
	w.seen("meeting-roll-preview")
	w.click(t("signin.import.adopt"))
	w.find(t("desk.deputies.has", "Count", len(nineDeputies), "Delegations", 3), 0)

	// The outline leads to a part, with the cursor in its first field.
	w.click(t("desk.part.ballot"))
	typed(strconv.Itoa(threePlaces))
	w.seen("meeting-draft")
	for _, o := range []struct {
		office meeting.Office
		name   string
	}{{meeting.ChiefScrutineer, "周正"}, {meeting.Scrutineer, "吴平"}, {meeting.Counter, "郑明"}} {
		w.click(t("desk.part.officers"))
		w.click(t("desk.officer.add"))
		w.click("○ " + t("meeting.office."+string(o.office)))
		w.fillBelow(t("desk.officer.name"), o.name)
		if o.office == meeting.ChiefScrutineer {
			w.seen("meeting-officer")
		}
		w.click(t("desk.officer.keep"))
		w.find(t("desk.officer", "Office", t("meeting.office."+string(o.office)), "Name", o.name, "Projects", []string(nil), "Recused", false, "Reason", ""), 0)
	}
}

// fillRoll fills the template of a roll as a clerk does, below its example.
func fillRoll(template, filled string) {
	f, err := excelize.OpenFile(template)
	must(err)
	sheet := f.GetSheetList()[0]
	for i, name := range nineDeputies {
		for column, text := range map[string]string{
			"A": strconv.Itoa(i + 1), "B": name, "C": []string{"平江代表团", "沧浪代表团", "金阊代表团"}[i/3], "D": cardOf(i + 1),
		} {
			must(f.SetCellStr(sheet, column+strconv.Itoa(5+i), text))
		}
	}
	must(f.SaveAs(filled))
	must(f.Close())
}

// cardOf is what a scanner reads from a deputy's card.
func cardOf(number int) string { return "32050800000" + strconv.Itoa(number) }

// signInAll signs the deputies in: by number, by name, by pinyin, and the rest by
// their cards.
func (w *window) signInAll() {
	w.click(t("desk.named"))
	w.find(start(t("signin.how")), 0)
	done := func(number int) {
		w.find(t("signin.done", "Who", w.who(number)), 0)
	}
	typed("2")
	key("Return", "Return")
	done(2)
	typed("陆洋")
	key("Return")
	w.seen("meeting-sign-in-picked")
	key("Return")
	done(1)
	typed("zzy")
	key("Return", "Return")
	done(3)
	for n := 4; n <= len(nineDeputies); n++ {
		typed(cardOf(n))
		key("Return")
		done(n)
	}
	w.seen("meeting-signed-in")
	w.click(t("signin.back"))
}

// who names a deputy as the sign-in does.
func (w *window) who(number int) string {
	return t("signin.who", "Name", nineDeputies[number-1], "Delegation", []string{"平江代表团", "沧浪代表团", "金阊代表团"}[(number-1)/3], "Number", strconv.Itoa(number))
}

// handOutPaper hands a paper ballot to each of some deputies, by number.
func (w *window) handOutPaper(numbers ...int) {
	w.scrollTo(t("papers.go"), 500, 500)
	w.click(t("papers.go"))
	for i, n := range numbers {
		typed(strconv.Itoa(n))
		key("Return")
		if i == 0 {
			w.seen("papers-hand")
		}
		w.click(t("papers.hand.do"))
		w.find(t("papers.issuing", "Issued", i+1, "Electronic", 0, "Present", len(nineDeputies)), 0)
	}
	w.seen("papers-issued")
	w.click(t("papers.desk"))
}

// castBy lets a deputy through from the sign-in, who casts a ballot; it ends at the
// sign-in again.
func (w *window) castBy(number int, marks string, most int) {
	typed(strconv.Itoa(number))
	key("Return")
	w.click(t("signin.issue"))
	w.find(t("booth.tally", "Places", most, "Approve", 0), 0)
	keys := []string{"Down"}
	for _, m := range marks {
		keys = append(keys, string(m), "Down")
	}
	key(keys...)
	w.find(t("booth.tally", "Places", most, "Approve", strings.Count(marks, "1")), 0)
	first := number == 1 && most == threePlaces
	if first {
		w.seen("meeting-booth")
	}
	w.click(t("booth.next"))
	w.find(t("booth.count.approve", "Count", strings.Count(marks, "1")), 0)
	time.Sleep(300 * time.Millisecond)
	w.click(t("booth.cast"))
	w.find(t("booth.done"), 0)
	if first {
		w.seen("meeting-booth-done")
	}
	time.Sleep(600 * time.Millisecond) // the page takes nothing before it was seen
	w.click(t("booth.named.let"))
	w.find(start(t("signin.how.issue")), 0)
}

// enterPaper counts the paper, opens the box, and enters its one batch: by 甲, by
// 乙 who misreads a ballot, settled by a third, with a doubtful mark ruled on.
func (w *window) enterPaper() {
	w.find(start(t("desk.compare.uncounted", "Issued", 9, "Paper", 4)), 0)
	w.seen("meeting-closed")
	w.click(t("papers.go"))
	typed(strconv.Itoa(len(paperBallots)))
	w.click(t("papers.returned.do"))
	w.find(t("papers.counted", "Returned", len(paperBallots)), 0)
	w.seen("papers-counted")
	w.click(t("papers.desk.reconcile"))
	w.step("desk.reconcile.do", "desk.ask.reconcile.yes")
	w.find(t("desk.compare.equal", "Issued", 9, "Returned", 9), 0)
	w.step("desk.open.do", "desk.ask.open.yes")
	w.hall("hall-opened", t("hall.at.opened"))
	w.click(t("papers.go"))
	typed(strconv.Itoa(len(paperBallots)))
	w.click(t("papers.batch.do"))
	w.find(t("papers.batch.title", "Batch", 1, "Size", len(paperBallots)), 0)
	w.seen("papers-batch")
	w.keyIn("first", "王芳", paperBallots)
	w.find(start(t("papers.entry.full.says")), 0)
	w.click(t("stage.understood"))
	w.keyIn("second", "李强", secondReading)
	w.seen("papers-last")
	w.click(t("papers.last.yes"))
	w.find(start(t("papers.entry.both.says")), 0)
	w.click(t("stage.understood"))
	w.seen("papers-differ")

	w.click(t("papers.settle"))
	typed("赵云")
	w.click(t("papers.settle.yes"))
	w.find(t("papers.settling", "Batch", 1, "Place", 2, "By", "赵云", "Left", 1), 0)
	w.seen("papers-settling")
	key("2", "1", "Return")
	w.click(t("papers.settled.yes"))
	w.click(t("papers.rule"))
	w.seen("papers-rule")
	w.click(t("booth.approve"))
	// The name of the 总监票人 stands there already.
	w.fillBeside(t("papers.reason"), "已看原票")
	w.click(t("papers.rule.yes"))
	w.find(start(t("papers.ready")), 0)
	w.seen("papers-ready")
}

// keyIn enters the ballots of a batch with the keyboard alone.
func (w *window) keyIn(which, name string, ballots []string) {
	w.click(t("papers.enter." + which))
	typed(name)
	w.click(t("papers.enter.yes"))
	for i, b := range ballots {
		w.find(t("papers.entry", "Batch", 1, "Which", t("papers.which."+which), "By", name, "Place", i+1, "Size", len(ballots)), 0)
		if which == "first" && i == 1 {
			key(strings.Split(b[:2], "")...)
			w.seen("papers-keying")
			b = b[2:]
		}
		for _, k := range b {
			key(map[rune]string{'-': "minus"}[k] + strings.Trim(string(k), "-"))
		}
		said := t("papers.whole")
		if strings.HasPrefix(b, "9") {
			said = t("papers.spoil.is", "Why", paper.Spoils[0].Says())
		}
		w.find(start(said), 0)
		key("Return")
	}
}

// fillBeside writes into the field at the right of its name, which is half as wide
// as the sheet at least.
func (w *window) fillBeside(label, text string) {
	found := w.find(label, 0)
	_, y := found.middle()
	pointer(found.x+250, y)
	xdo("click", "1")
	time.Sleep(350 * time.Millisecond)
	typed(text)
}

// sign ticks all who sign, and signs.
func (w *window) sign() {
	for _, o := range []string{"周正", "吴平", "郑明"} {
		w.click(o)
	}
	w.scrollTo(t("desk.sign.do"), 500, 500)
	w.seen("meeting-signing")
	w.step("desk.sign.do", "desk.ask.sign.yes")
	w.hall("hall-signed", t("hall.at.signed"))
}

func (w *window) announce() { w.step("desk.announce.do", "desk.ask.announce.yes") }

// runOff holds the second round, among the tied only and without paper.
func (w *window) runOff() {
	w.scrollTo(t("desk.run_off.do"), 500, 500)
	w.step("desk.run_off.do", "desk.ask.run_off.yes")
	w.find(start(t("desk.again.round.run_off", "Of", 1, "Places", 1)), 0)
	w.seen("run-off-draft")
	w.hall("hall-run-off", t("hall.at.draft"))
	w.scrollTo(t("desk.freeze.do"), 500, 500)
	w.step("desk.freeze.do", "desk.ask.freeze.yes")
	w.step("desk.empty.do", "desk.ask.empty.yes")
	w.step("desk.sign_in.do", "desk.ask.sign_in.yes")
	w.seen("run-off-sign-in")
	w.step("desk.cast.do", "desk.ask.cast.yes")
	w.click(t("desk.named.let"))
	for i, b := range runOffBallots {
		w.castBy(i+1, b, 1)
	}
	w.click(t("signin.back"))
	w.hall("hall-run-off-casting", t("hall.at.casting"))
	w.scrollTo(t("desk.close.do"), 500, 500)
	w.step("desk.close.do", "desk.ask.close.yes")
	w.step("desk.reconcile.do", "desk.ask.reconcile.yes")
	w.step("desk.count.do", "desk.ask.count.yes")
	w.find(t("results.chosen", "ID", "3", "Name", sixProjects[2], "Round", 2), 0)
	w.find(t("results.chosen", "ID", "1", "Name", sixProjects[0], "Round", 1), 0)
	w.seen("run-off-result")
	w.click(t("shell.place.desk"))
	w.sign()
	w.announce()
}

// export writes the workbook of the first round and compares it with what was
// cast.
func (w *window) export(folder, name string) {
	w.click(t("shell.place.result"))
	w.click(t("results.export"))
	w.click(t("stage.save.yes"))
	w.find(t("stage.saved"), 0)
	w.click(t("stage.saved.close"))
	found, err := filepath.Glob(filepath.Join(folder, "*.xlsx"))
	must(err)
	found = slices.DeleteFunc(found, func(f string) bool {
		return filepath.Base(f) == rollFile || filepath.Base(f) == t("templates.roll.name")
	})
	if len(found) != 1 {
		fail("the workbooks are %v", found)
	}
	figures, err := exports.ReadBack(found[0])
	must(err)
	if figures.Roll != 9 || figures.Present != 9 || figures.Issued != 9 || figures.Returned != 9 || figures.Valid != 8 || figures.Invalid != 1 || figures.Places != threePlaces {
		fail("the workbook says %+v", figures)
	}
	electronic, onPaper := sums(stationBallots), sums(paperBallots[:3])
	parts := partsOf(found[0])
	for i, l := range figures.Lines {
		all := count.Sums{Approve: electronic[i].Approve + onPaper[i].Approve, Against: electronic[i].Against + onPaper[i].Against, Abstain: electronic[i].Abstain + onPaper[i].Abstain}
		if l.Name != sixProjects[i] || l.Sums != all {
			fail("line %d of the workbook says %+v, not %+v", i+1, l, all)
		}
		want := []int{electronic[i].Approve, electronic[i].Against, electronic[i].Abstain, onPaper[i].Approve, onPaper[i].Against, onPaper[i].Abstain, all.Approve, all.Against, all.Abstain}
		if !slices.Equal(parts[sixProjects[i]], want) {
			fail("electronic, paper and total of %s are %v in the workbook, not %v", sixProjects[i], parts[sixProjects[i]], want)
		}
	}
	if len(figures.Lines) != len(sixProjects) {
		fail("the workbook has %d lines", len(figures.Lines))
	}
	must(os.Rename(found[0], filepath.Join("out", "meeting-"+name+".xlsx")))
}

// sums counts ballots as they were keyed in; a bare circle was ruled to be 赞成.
func sums(ballots []string) []count.Sums {
	all := make([]count.Sums, len(sixProjects))
	for _, b := range ballots {
		for i := range all {
			switch (b + "------")[i] {
			case '1', '6':
				all[i].Approve++
			case '2':
				all[i].Against++
			default:
				all[i].Abstain++
			}
		}
	}
	return all
}

// partsOf reads the sheet of electronic and paper ballots: the figures of each
// project, by its name.
func partsOf(path string) map[string][]int {
	f, err := excelize.OpenFile(path)
	must(err)
	defer f.Close()
	rows, err := f.GetRows(t("exports.sheet.parts"))
	must(err)
	parts := map[string][]int{}
	for _, row := range rows {
		if len(row) < 2 || !slices.Contains(sixProjects, row[1]) {
			continue
		}
		for _, text := range row[2:] {
			n, err := strconv.Atoi(text)
			must(err)
			parts[row[1]] = append(parts[row[1]], n)
		}
	}
	return parts
}

// publish edits the announcement, writes it, and the workbook of the last round.
func (w *window) publish(folder string) {
	w.click(t("shell.place.result"))
	w.seen("final-result")
	w.scrollTo(t("results.notice.print"), 500, 500)
	end := w.find(t("meeting.notice.end"), 0)
	pointer(end.middle())
	xdo("click", "1")
	key("End", "Return")
	typed("特此公告")
	until("the announcement is saved", func() bool { return w.shows("特此公告") })
	w.scrollTo(t("results.notice.print"), 500, 500)
	w.seen("final-notice")
	w.click(t("results.notice.print"))
	w.click(t("stage.save.yes"))
	w.find(t("stage.saved"), 0)
	w.click(t("stage.saved.close"))
	found, err := filepath.Glob(filepath.Join(folder, "*.pdf"))
	must(err)
	if len(found) != 1 {
		fail("the announcements are %v", found)
	}
	must(os.Rename(found[0], filepath.Join("out", "meeting-notice.pdf")))
}

// checkMeeting looks at the archived meeting on the disk.
func checkMeeting(home string) {
	f, err := storage.OpenMeeting(filepath.Join(home, "real", "meeting.db"), false, nil)
	must(err)
	defer f.Close()
	m, err := f.Meeting()
	must(err)
	if m.Setup.Rehearsal || m.Setup.Name != meetingName || len(m.Rounds) != 2 || len(m.Setup.Officers) != 3 {
		fail("the meeting on the disk is %+v", m.Setup)
	}
	first, second := m.Rounds[0], m.Rounds[1]
	if !first.State.Reached(meeting.Announced) || first.AllIssued() != 9 || first.AllReturned() != 9 || first.Paper.Issued != 4 || len(first.Paper.Batches) != 1 {
		fail("the first round on the disk is %+v", first)
	}
	if second.Kind != meeting.RunOff || second.State != meeting.Archived || second.AllReturned() != len(runOffBallots) || len(second.Candidates) != 2 {
		fail("the second round on the disk is %+v", second)
	}
	for _, r := range []struct {
		number int
		cast   []string
	}{{1, stationBallots}, {2, runOffBallots}} {
		box, err := f.Ballots(r.number)
		must(err)
		var kept []string
		for _, b := range box {
			marks := ""
			for _, m := range b.Marks {
				marks += map[ballot.Mark]string{ballot.Approve: "1", ballot.Against: "2", ballot.Unmarked: ""}[m]
			}
			kept = append(kept, marks)
		}
		cast := slices.Sorted(slices.Values(r.cast))
		slices.Sort(kept)
		if !slices.Equal(kept, cast) {
			fail("the box of round %d holds %v, cast were %v", r.number, kept, cast)
		}
	}
}
