package projects

import (
	"testing"

	"piaojue/app/note"
	"piaojue/app/project"
	"piaojue/ui/stage"
)

// withoutSources is the rehearsal's list as an office sends it that names none.
func withoutSources(t *testing.T) project.List {
	l := rehearsal(t)
	for i := range l.Projects {
		l.Projects[i].Source = ""
	}
	return l
}

// decided is what the store holds about a project, by the decision.
func (h *house) decided(id string) map[note.Decision]int {
	h.Helper()
	all, err := h.Stage.Notes.Links()
	if err != nil {
		h.Fatal(err)
	}
	n := map[note.Decision]int{}
	for _, l := range all {
		if l.Project == id {
			n[l.Decision]++
		}
	}
	return n
}

const likeCare = "新建、改扩建社区卫生服务机构5家和综合为老服务中心8家"

func TestASuggestionIsConfirmedAndTakenBack(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.screen.open("7")
	h.mustSay("报告中的相关语句", "建议：文字与本项目相近", likeCare)
	h.tap("确认相关")
	if n := h.decided("7"); n[note.Confirmed] != 1 {
		t.Fatalf("stored: %v", n)
	}
	h.mustSay("已确认相关", likeCare)
	h.mustNotSay("建议：文字与本项目相近")
	h.screen.Shown(stage.Target{Place: stage.ProjectsPlace, Project: "7"})
	h.mustSay("已确认相关")
	h.tap("撤销确认")
	h.mustSay("建议：文字与本项目相近")
	if n := h.decided("7"); n[note.Confirmed] != 0 {
		t.Errorf("stored: %v", n)
	}
}

func TestASuggestionIsDismissedAndShownAgain(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.screen.open("7")
	h.tap("不相关")
	h.mustNotSay(likeCare)
	h.mustSay("已略去 1 处不相关的语句。")
	if n := h.decided("7"); n[note.Dismissed] != 1 {
		t.Fatalf("stored: %v", n)
	}
	h.tap("重新显示")
	h.mustSay(likeCare, "确认相关")
}

func TestAPassageLeadsToTheReport(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.screen.open("7")
	r, _ := h.Report()
	h.hand().TapNth("看这一句 →", 0)
	if n := len(h.Went); n != 1 || h.Went[0].Place != stage.ReportPlace {
		t.Fatalf("went to %+v", h.Went)
	}
	if got := r.Copy(h.Went[0].Passage, true); got[:len(likeCare)] != likeCare {
		t.Errorf("went to %q", got)
	}
}

// The source is not said twice, and a project without further passages has no
// such part.
func TestWhatIsAboveIsNotRepeated(t *testing.T) {
	h := newHouse(t, rehearsal(t))
	h.screen.open("1")
	h.mustNotSay("报告中的相关语句")
}

// A list that names no sources: the content is found word for word, the rest
// suggested.
func TestAListWithoutSources(t *testing.T) {
	h := newHouse(t, withoutSources(t))
	h.screen.open("7")
	h.mustSay("看这一句 →", "报告中的相关语句", likeCare)
}
