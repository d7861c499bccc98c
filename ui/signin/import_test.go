package signin

import (
	"testing"

	"piaojue/app/roll"
	"piaojue/app/say"
	"piaojue/ui/stage/hand"
	"piaojue/ui/stage/stagetest"
)

// importing opens the preview of a roll and gives what was taken of it.
func importing(t *testing.T, previews map[string]roll.Preview) (taken *[]roll.Roll, h hand.Hand) {
	t.Helper()
	st := stagetest.New(t)
	st.Files.ReadRoll = func(_, sheet string) (roll.Preview, error) { return previews[sheet], nil }
	taken = &[]roll.Roll{}
	ImportFile(st.Stage, "名单.xlsx", "", func(r roll.Roll) error {
		if len(*taken) == 0 && r.Title == "refused once" {
			*taken = append(*taken, roll.Roll{})
			return say.Wrong(say.M("roll.none"), say.M("roll.unfit.do"), nil)
		}
		*taken = append(*taken, r)
		return nil
	}, nil)
	return taken, hand.Hand{T: t, W: st.Window}
}

func preview() roll.Preview {
	return roll.Preview{
		File: "名单.xlsx", Sheet: "代表", Others: []string{"请假"}, HeadFrom: 3, HeadTo: 3, Rows: []int{4, 5},
		Columns: []roll.Column{{Letter: "A", Head: "序号", Part: roll.PartNumber}, {Letter: "B", Head: "姓名", Part: roll.PartName}, {Letter: "C", Head: "性别", Part: roll.PartExtra}},
		Skipped: []roll.Skipped{{Row: 6, Text: "合计 2", Why: say.M("intakelist.skip.total")}},
		Notices: []say.Message{say.M("intakeroll.carried", "Count", 1)},
		Roll: roll.Roll{Deputies: []roll.Deputy{
			{ID: "1", Number: "1", Name: "张三", Delegation: "平江代表团", Code: "88", Extra: []roll.Field{{Name: "性别", Value: "女"}}},
			{ID: "2", Number: "2", Name: "李四", Delegation: "平江代表团"},
		}},
	}
}

func TestAPreviewTellsWhatWasUnderstoodAndIsTaken(t *testing.T) {
	taken, h := importing(t, map[string]roll.Preview{"": preview()})
	h.MustSee("从“名单.xlsx”读到的名单", "应到人数为 2 人", "工作表“代表”，表头在第 3 行；代表 2 人，代表团 1 个。", "沿用了上一行的代表团",
		"“序号”读作编号", "“性别”原样保留", "第 6 行：合计或小计", "平江代表团　2 人", "张三", "代表证码：88 · 性别：女")
	if len(*taken) != 0 {
		t.Fatal("taken before anybody said so")
	}
	h.Tap("采用这份名单")
	if len(*taken) != 1 || len((*taken)[0].Deputies) != 2 {
		t.Fatalf("taken %v", *taken)
	}
	h.MustNotSee("采用这份名单")
}

func TestWhatMustBeMendedIsAllShownAndNothingTaken(t *testing.T) {
	p := preview()
	p.Roll.Deputies[1].Name, p.Roll.Deputies[0].Code, p.Roll.Deputies[1].Code = "", "88", "88"
	p.Findings = p.Roll.Check(func(place int) say.Message { return say.M("intakeroll.row", "Row", p.Rows[place-1]) })
	taken, h := importing(t, map[string]roll.Preview{"": p})
	h.MustSee("文件“名单.xlsx”的名单有 2 处要改正", "第 5 行（编号 2）没有姓名。", "代表证码 88 与第 4 行相同")
	if h.CanTap("采用这份名单") {
		t.Error("it can be taken")
	}
	h.Tap("返回")
	if len(*taken) != 0 {
		t.Errorf("taken %v", *taken)
	}
}

func TestAnotherSheetCanBeRead(t *testing.T) {
	other := preview()
	other.Sheet, other.Others, other.Roll.Deputies = "请假", []string{"代表"}, other.Roll.Deputies[:1]
	taken, h := importing(t, map[string]roll.Preview{"": preview(), "请假": other})
	h.Tap("改读工作表“请假”")
	h.MustSee("工作表“请假”，表头在第 3 行；代表 1 人")
	h.Tap("采用这份名单")
	if len(*taken) != 1 || len((*taken)[0].Deputies) != 1 {
		t.Errorf("taken %v", *taken)
	}
}

func TestARefusedRollLeavesThePreviewOpen(t *testing.T) {
	p := preview()
	p.Roll.Title = "refused once"
	taken, h := importing(t, map[string]roll.Preview{"": p})
	h.Tap("采用这份名单")
	h.MustSee("名单里没有代表。")
	h.Tap(say.M("stage.understood").In(say.Chinese))
	h.Tap("采用这份名单")
	if len(*taken) != 2 || len((*taken)[1].Deputies) != 2 {
		t.Errorf("taken %v", *taken)
	}
}
