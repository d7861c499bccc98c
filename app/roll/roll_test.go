package roll

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"piaojue/app/say"
)

func deputies(texts ...[3]string) Roll { // number, name, delegation
	var r Roll
	for i, t := range texts {
		r.Deputies = append(r.Deputies, Deputy{ID: fmt.Sprint(i + 1), Number: t[0], Name: t[1], Delegation: t[2]})
	}
	return r
}

func TestTidyName(t *testing.T) {
	for written, want := range map[string]string{
		"张三":             "张三",
		"张 三":            "张三",
		" 张　三 ":          "张三",
		"张\u00a0\n三":     "张三",
		"欧阳锋":            "欧阳锋",
		"买买提•阿不都":        "买买提·阿不都",
		"买买提・阿不都":        "买买提·阿不都",
		"买买提 · 阿不都":      "买买提·阿不都",
		"买买提．阿不都":        "买买提·阿不都",
		"张三·":            "张三·",
		"John  Smith":    "John Smith",
		"李 John":         "李John",
		"\ufeff张\u200b三": "张三",
		"":               "",
		" 　 ":            "",
	} {
		if got := TidyName(written); got != want {
			t.Errorf("TidyName(%q) = %q, want %q", written, got, want)
		}
	}
}

func TestSameName(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"张 三", "张三", true},
		{"买买提·阿不都", "买买提阿不都", true},
		{"ＪＯＨＮ", "john", true},
		{"张三", "张三丰", false},
	} {
		if got := SameName(c.a) == SameName(c.b); got != c.same {
			t.Errorf("%q and %q are the same: %v", c.a, c.b, got)
		}
	}
}

// A tidy name is tidy already, and the name stays the same.
func TestTidyingTwiceChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringOf(rapid.RuneFrom([]rune("张三·•・ 　\tA.b\u200b．"))).Draw(t, "name")
		once := TidyName(name)
		if twice := TidyName(once); twice != once {
			t.Fatalf("%q, then %q", once, twice)
		}
		if SameName(once) != SameName(name) {
			t.Fatalf("%q is not the same name as %q", once, name)
		}
	})
}

func TestCheck(t *testing.T) {
	type finding struct {
		place    int
		key      string
		blocking bool
	}
	long := Roll{Deputies: make([]Deputy, MostDeputies+1)}
	for _, c := range []struct {
		name string
		roll Roll
		want []finding
	}{
		{"nothing wrong", deputies([3]string{"1", "张三", "一团"}, [3]string{"2", "李四", "一团"}), nil},
		{"nobody", Roll{}, []finding{{0, "roll.none", true}}},
		{"too many", long, []finding{{0, "roll.many", true}}},
		{"no name", deputies([3]string{"1", "", "一团"}), []finding{{1, "roll.no_name", true}}},
		{"no id", Roll{Deputies: []Deputy{{Name: "张三"}}}, []finding{{1, "roll.no_id", true}}},
		{"an id twice but for its width", Roll{Deputies: []Deputy{{ID: "A1", Name: "张三"}, {ID: "ａ １", Name: "李四"}}}, []finding{{2, "roll.id_twice", true}}},
		{"a code twice", Roll{Deputies: []Deputy{{ID: "1", Name: "张三", Code: "88"}, {ID: "2", Name: "李四", Code: "８８"}, {ID: "3", Name: "王五"}, {ID: "4", Name: "赵六"}}}, []finding{{2, "roll.code_twice", true}}},
		{"a name twice in one delegation is odd", deputies([3]string{"1", "张三", "一团"}, [3]string{"2", "张三", "一团"}), []finding{{2, "roll.name_twice", false}}},
		{"a name twice in two delegations is not", deputies([3]string{"1", "张三", "一团"}, [3]string{"2", "张三", "二团"}), nil},
		{"numbers that begin anew in each delegation", Roll{Deputies: []Deputy{{ID: "1", Number: "1", Name: "张三", Delegation: "一团"}, {ID: "2", Number: "1", Name: "李四", Delegation: "二团"}}}, nil},
		{"a number twice in one delegation", Roll{Deputies: []Deputy{{ID: "1", Number: "7", Name: "张三"}, {ID: "2", Number: "7", Name: "李四"}}}, []finding{{2, "roll.number_twice", false}}},
		{"some without a delegation", deputies([3]string{"1", "张三", "一团"}, [3]string{"2", "李四", ""}), []finding{{2, "roll.no_delegation", false}}},
		{"all without a delegation", deputies([3]string{"1", "张三", ""}, [3]string{"2", "李四", ""}), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []finding
			blocked := false
			for _, f := range c.roll.Check(InRoll) {
				got = append(got, finding{f.Place, f.Says.Key, f.Blocking})
				blocked = blocked || f.Blocking
			}
			if diff := cmp.Diff(c.want, got, cmp.AllowUnexported(finding{})); diff != "" {
				t.Error(diff)
			}
			err := c.roll.Validate()
			var p *say.Problem
			if blocked != errors.As(err, &p) {
				t.Errorf("Validate() = %v", err)
			}
		})
	}
}

func TestFindingsNameBothPlaces(t *testing.T) {
	r := deputies([3]string{"1", "张三", "一团"}, [3]string{"2", "李四", "一团"}, [3]string{"3", "张 三", "一团"})
	if got, want := r.Check(InRoll)[0].Says.In(say.Chinese), "名单第 3 位与名单第 1 位同名：张 三（一团）。是两个人的，不必改。"; got != want {
		t.Errorf("got %s", got)
	}
}

func TestDelegationsAreInOrder(t *testing.T) {
	r := deputies([3]string{"1", "甲", "平江"}, [3]string{"2", "乙", ""}, [3]string{"3", "丙", "沧浪"}, [3]string{"4", "丁", "平江"})
	if diff := cmp.Diff([]Delegation{{"平江", 2}, {"", 1}, {"沧浪", 1}}, r.Delegations()); diff != "" {
		t.Error(diff)
	}
	if in := r.In("平江"); len(in) != 2 || in[0].Name != "甲" || in[1].Name != "丁" {
		t.Errorf("In = %v", in)
	}
	if d, ok := r.ByID("3"); !ok || d.Name != "丙" {
		t.Errorf("ByID = %v, %v", d, ok)
	}
	if _, ok := r.ByID("9"); ok {
		t.Error("an id that is not on the roll was found")
	}
}

func TestARollThatMustBeMendedIsNotTaken(t *testing.T) {
	p := Preview{File: "名单.csv", Roll: deputies([3]string{"1", "张三", ""}, [3]string{"2", "", ""}, [3]string{"3", "", ""})}
	if r, err := p.Taken(); err != nil || len(r.Deputies) != 3 {
		t.Errorf("nothing was found, and got %v, %v", r, err)
	}
	p.Findings = p.Roll.Check(InRoll)
	r, err := p.Taken()
	var problem *say.Problem
	if !errors.As(err, &problem) || len(r.Deputies) != 0 || !p.Unfit() {
		t.Fatalf("got %v, %v", r, err)
	}
	if got, want := problem.Sentence(say.Chinese), "文件“名单.csv”的名单有 2 处要改正，第一处：名单第 2 位（编号 2）没有姓名。请改正名单后重新导入。"; got != want {
		t.Errorf("got %s", got)
	}
}
