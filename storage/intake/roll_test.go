package intake

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"piaojue/app/roll"
	"piaojue/app/say"
)

func decodeRoll(t *testing.T, name string, b []byte) roll.Preview {
	t.Helper()
	p, err := DecodeRoll(name, b, "")
	if err != nil {
		t.Fatalf("refused: %s", say.Explain(err).Sentence(say.Chinese))
	}
	rollHolds(t, p, err)
	return p
}

// rollHolds is what every reading of a roll promises, whatever the file: a
// problem that names the file and an empty preview, or deputies each from a row
// of its own, in order, that are valid unless something is found to block.
func rollHolds(t *testing.T, p roll.Preview, err error) {
	t.Helper()
	if err != nil {
		var problem *say.Problem
		if !errors.As(err, &problem) {
			t.Fatalf("no sentence for %v", err)
		}
		if diff := cmp.Diff(roll.Preview{}, p); diff != "" {
			t.Fatalf("understood in spite of %v: %s", err, diff)
		}
		return
	}
	if len(p.Roll.Deputies) == 0 || len(p.Rows) != len(p.Roll.Deputies) {
		t.Fatalf("%d deputies from %d rows", len(p.Roll.Deputies), len(p.Rows))
	}
	if err := p.Roll.Validate(); err != nil && !p.Unfit() {
		t.Fatalf("fit to be taken over, and not valid: %v", err)
	}
	taken := map[int]bool{}
	last := p.HeadTo
	for _, row := range p.Rows {
		if row <= last {
			t.Fatalf("row %d after row %d", row, last)
		}
		last, taken[row] = row, true
	}
	last = 0
	for _, s := range p.Skipped {
		if s.Row <= last || taken[s.Row] {
			t.Fatalf("row %d was skipped and is taken, or stands out of order", s.Row)
		}
		last = s.Row
	}
	for _, f := range p.Findings {
		if s := f.Says.In(say.Chinese); strings.Contains(s, "<no value>") || s == f.Says.Key {
			t.Fatalf("%s: %s", f.Says.Key, s)
		}
	}
	for _, d := range p.Roll.Deputies {
		if d.Name != roll.TidyName(d.Name) || strings.ContainsFunc(d.ID+d.Number+d.Code+d.Name+d.Delegation, unicode.IsControl) {
			t.Fatalf("not tidy: %+v", d)
		}
	}
}

// brief is the roll as lines: ID, number, name, delegation, code, then the extras.
func brief(p roll.Preview) string {
	var b strings.Builder
	for _, d := range p.Roll.Deputies {
		fmt.Fprintf(&b, "%s|%s|%s|%s|%s", d.ID, d.Number, d.Name, d.Delegation, d.Code)
		for _, f := range d.Extra {
			fmt.Fprintf(&b, "|%s=%s", f.Name, f.Value)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func messages(all []say.Message) string {
	var s []string
	for _, m := range all {
		s = append(s, m.Key)
	}
	return strings.Join(s, " ")
}

func findings(p roll.Preview) string {
	var s []string
	for _, f := range p.Findings {
		s = append(s, f.Says.In(say.Chinese))
	}
	return strings.Join(s, "\n")
}

func TestRollCSV(t *testing.T) {
	for _, c := range []struct {
		name, file string
		want       string
		notices    string
		findings   string
	}{
		{
			"plain",
			"序号,姓名,代表团,性别\n1,张三,平江,男\n2,李四,沧浪,女\n",
			"1|1|张三|平江||性别=男\n2|2|李四|沧浪||性别=女\n", "", "",
		},
		{
			"columns in another order and under other names, titles above, notes below",
			"姑苏区第二届人民代表大会代表名册,,,,\n共3人,,,,\n所属团,代表姓名,单位及职务,代表证号,代表证条码\n" +
				"平江代表团,张 三,区委,0012,320508001\n平江代表团,欧阳　锋,,0013,320508002\n沧浪代表团,买买提•阿不都,,0014,320508003\n合计,3,,,\n注：以姓氏笔画为序,,,,\n联系人：王五,,,,\n",
			"0012|0012|张三|平江代表团|320508001|单位及职务=区委\n0013|0013|欧阳锋|平江代表团|320508002\n0014|0014|买买提·阿不都|沧浪代表团|320508003\n", "", "",
		},
		{
			"delegations only in the first line, as from merged cells",
			"代表团,序号,姓名\n平江代表团（2人）,1,张三\n,2,李四\n沧浪代表团,3,王五\n",
			"1|1|张三|平江代表团|\n2|2|李四|平江代表团|\n3|3|王五|沧浪代表团|\n", "intakeroll.carried", "",
		},
		{
			"delegations as headings",
			"序号,姓名,性别\n一、平江代表团（共2人）,,\n1,张三,男\n2,李四,男\n第二代表团,,\n3,王五,女\n",
			"1|1|张三|平江代表团||性别=男\n2|2|李四|平江代表团||性别=男\n3|3|王五|第二代表团||性别=女\n", "", "",
		},
		{
			"numbers that begin anew in each delegation",
			"代表团,序号,姓名\n平江,1,张三\n平江,2,李四\n沧浪,1,王五\n沧浪,2,赵六\n",
			"1|1|张三|平江|\n2|2|李四|平江|\n3|1|王五|沧浪|\n4|2|赵六|沧浪|\n", "intakeroll.numbers_anew", "",
		},
		{"no numbers", "姓名,代表团\n张三,平江\n李四,平江\n", "1||张三|平江|\n2||李四|平江|\n", "intakeroll.numbered", ""},
		{"empty numbers", "序号,姓名\n,张三\n,李四\n", "1||张三||\n2||李四||\n", "intakeroll.numbers_empty", ""},
		{"names and columns that are none of the roll's parts", "姓名,性别,手机\n张三,男,13800000000\n", "1||张三|||性别=男|手机=13800000000\n", "intakeroll.numbered", ""},
		{"names alone", "姓名\n张三\n李四\n", "1||张三||\n2||李四||\n", "intakeroll.numbered", ""},
		{"notes to names", "序号,姓名\n1,王芳（女）\n2,阿依古丽（女，维吾尔族）\n3,张伟（大）\n", "1|1|王芳|||姓名附注=女\n2|2|阿依古丽|||姓名附注=女，维吾尔族\n3|3|张伟（大）||\n", "", ""},
		{"an identity card's number is no deputy's", "序号,姓名,身份证号\n1,张三,320500199001011234\n", "1|1|张三|||身份证号=320500199001011234\n", "", ""},
		{"a card's number goes before a line's", "序号,代表证号,姓名\n1,A07,张三\n", "A07|A07|张三|||序号=1\n", "", ""},
		{"a repeated header", "序号,姓名\n1,张三\n序号,姓名\n2,李四\n", "1|1|张三||\n2|2|李四||\n", "", ""},
		{"an example row of a template", "序号,姓名\n示例,王示例\n1,张三\n", "1|1|张三||\n", "", ""},
		{"a rehearsal", "演练代表名单,\n序号,姓名\n1,张三\n", "1|1|张三||\n", "intakeroll.rehearsal", ""},
		{
			"what must be mended is all named by row",
			"序号,姓名,代表团,条码\n1,张三,平江,88\n1,李四,平江,88\n3,,平江,\n,王五,平江,\n5,赵六、钱七,平江,\n6,#N/A,平江,\n7,孙八,平江,320508000000000000\n",
			"1|1|张三|平江|88\n1|1|李四|平江|88\n3|3||平江|\n||王五|平江|\n5|5|赵六、钱七|平江|\n6|6|#N/A|平江|\n7|7|孙八|平江|320508000000000000\n", "",
			"第 3 行（李四）的编号 1 与第 2 行相同。\n第 3 行（李四）的代表证码 88 与第 2 行相同。\n第 4 行（编号 3）没有姓名。\n第 5 行（王五）没有编号。\n" +
				"第 6 行 B 列写了不止一个人：赵六、钱七。请改为每人一行。\n第 7 行 B 列是错误值 #N/A。\n" +
				"第 8 行 D 列的代表证码 320508000000000000 超过 15 位，被表格软件当作数字，后几位已变成 0；请把这一列设为文本格式后重新填写。",
		},
		{"the same name in one delegation is odd", "序号,姓名,代表团\n1,张三,平江\n2,张 三,平江\n", "1|1|张三|平江|\n2|2|张三|平江|\n", "", "第 3 行与第 2 行同名：张三（平江）。是两个人的，不必改。"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := decodeRoll(t, "名单.csv", []byte(c.file))
			if diff := cmp.Diff(c.want, brief(p)); diff != "" {
				t.Error(diff)
			}
			if got := messages(p.Notices); got != c.notices {
				t.Errorf("notices: %s, want %s", got, c.notices)
			}
			if diff := cmp.Diff(c.findings, findings(p)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRollTitleAndSkipped(t *testing.T) {
	p := decodeRoll(t, "名单.csv", []byte("附件1,\n姑苏区人大代表名单,\n序号,姓名\n1,张三\n,平江\n注：略,\n"))
	if p.Roll.Title != "姑苏区人大代表名单" || p.HeadFrom != 3 || p.HeadTo != 3 {
		t.Errorf("title %q, header in row %d", p.Roll.Title, p.HeadFrom)
	}
	// A name without a number is a deputy whose number was forgotten, not a note.
	if got := findings(p); got != "第 5 行（平江）没有编号。" || !p.Unfit() {
		t.Errorf("found %s", got)
	}
	why := map[int]string{}
	for _, s := range p.Skipped {
		why[s.Row] = s.Why.Key
	}
	if why[1] != "intakelist.skip.above" || why[2] != "intakelist.skip.title" || why[6] != "intakelist.skip.note" {
		t.Errorf("skipped %v", why)
	}
}

func TestRollInGB18030(t *testing.T) {
	b, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte("序号,姓名\n1,张三\n2,李喆\n"))
	must(t, err)
	if got := brief(decodeRoll(t, "名单.csv", b)); got != "1|1|张三||\n2|2|李喆||\n" {
		t.Error(got)
	}
}

// A workbook as clerks keep it: a merged title, delegations merged down the
// column, codes as text, a hidden row, two sheets.
func TestRollWorkbook(t *testing.T) {
	b := book(t, func(f *excelize.File) {
		put(t, f, "Sheet1",
			[]any{"姑苏区第二届人民代表大会代表名单", nil, nil, nil},
			[]any{"代表团", "序号", "姓名", "代表证码"},
			[]any{"平江代表团", 1, "张三", "0001"},
			[]any{nil, 2, "李四", "0002"},
			[]any{nil, 3, "王五", "0003"},
			[]any{"沧浪代表团", 4, "赵六", "0004"},
			[]any{"合计：4人", nil, nil, nil},
		)
		must(t, f.MergeCell("Sheet1", "A1", "D1"))
		must(t, f.MergeCell("Sheet1", "A3", "A5"))
		must(t, f.MergeCell("Sheet1", "A7", "D7"))
		must(t, f.SetRowVisible("Sheet1", 5, false))
		_, err := f.NewSheet("请假")
		must(t, err)
		put(t, f, "请假", []any{"序号", "姓名"}, []any{1, "李四"})
	})
	p := decodeRoll(t, "名单.xlsx", b)
	if diff := cmp.Diff("1|1|张三|平江代表团|0001\n2|2|李四|平江代表团|0002\n3|3|王五|平江代表团|0003\n4|4|赵六|沧浪代表团|0004\n", brief(p)); diff != "" {
		t.Error(diff)
	}
	if p.Sheet != "Sheet1" || !cmp.Equal(p.Others, []string{"请假"}) {
		t.Errorf("sheet %s, others %v", p.Sheet, p.Others)
	}
	if got := findings(p); got != "第 5 行在表中是隐藏的，也读取了。" {
		t.Error(got)
	}
	other, err := DecodeRoll("名单.xlsx", b, "请假")
	if err != nil || brief(other) != "1|1|李四||\n" {
		t.Errorf("the other sheet: %v, %s", err, brief(other))
	}
}

func TestRollRefused(t *testing.T) {
	for _, c := range []struct{ name, file, sheet, want string }{
		{"empty", "", "", "intakelist.empty"},
		{"no header", "张三,平江\n李四,沧浪\n", "", "intakeroll.no_head"},
		{"a candidate list", "编号,项目名称,建设内容\n1,停车场,新建\n", "", "intakeroll.no_head"},
		{"no names", "序号,代表团\n1,平江\n", "", "intakeroll.no_name_column"},
		{"names side by side", "序号,姓名,序号,姓名\n1,张三,2,李四\n", "", "intakeroll.name_columns"},
		{"nobody below", "序号,姓名\n", "", "intakeroll.no_data"},
		{"a sheet that is not there", "序号,姓名\n1,张三\n", "名单", "intakeroll.no_sheet"},
		{"a PDF", "%PDF-1.7", "", "intakelist.format.pdf"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := DecodeRoll("名单.csv", []byte(c.file), c.sheet)
			rollHolds(t, p, err)
			var problem *say.Problem
			if !errors.As(err, &problem) || problem.What.Key != c.want {
				t.Fatalf("got %v, want %s", err, c.want)
			}
			if s := problem.What.In(say.Chinese); !strings.Contains(s, "名单.csv") || problem.Do.IsZero() {
				t.Errorf("%s", s)
			}
		})
	}
}

func TestRollOfThreeThousand(t *testing.T) {
	var b strings.Builder
	b.WriteString("序号,姓名,代表团,性别,民族,单位及职务,手机\n")
	for i := range 3000 {
		fmt.Fprintf(&b, "%d,代表%d,第%d代表团,女,汉族,某单位,13800000000\n", i+1, i+1, i/300+1)
	}
	p := decodeRoll(t, "名单.csv", []byte(b.String()))
	if len(p.Roll.Deputies) != 3000 || len(p.Findings) != 0 || len(p.Roll.Delegations()) != 10 {
		t.Errorf("%d deputies, %d delegations, %s", len(p.Roll.Deputies), len(p.Roll.Delegations()), findings(p))
	}
}

func FuzzRollCSV(f *testing.F) {
	for _, s := range []string{
		"序号,姓名,代表团,性别\n1,张三,平江,男\n2,李四,沧浪,女\n",
		"代表团,序号,姓名\n平江,1,张三\n,2,李四\n沧浪,1,王五\n合计,3,\n注：略\n",
		"演练名单\n姓名\n张三（女，回族）\n李四、王五\n",
		"序号\t姓名\t条码\n1\t张三\t320508000000000000\n示例\t某\t\n",
		"姓名;代表\n;\n\"张\n三\";\n",
		"序号,姓名,序号,姓名\n1,张三,2,李四\n",
		"序,姓名\n一、平江团（3人）,\n1,\u200b\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := DecodeRoll("名单.csv", b, "")
		rollHolds(t, p, err)
	})
}
