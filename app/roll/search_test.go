package roll

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func searched(t testing.TB) (Roll, *Index) {
	t.Helper()
	r := Roll{Deputies: []Deputy{
		{ID: "1", Number: "001", Code: "A900001", Name: "张三丰", Delegation: "平江"},
		{ID: "2", Number: "002", Code: "A900002", Name: "张三", Delegation: "平江"},
		{ID: "3", Number: "003", Code: "A900003", Name: "赵三", Delegation: "沧浪"},
		{ID: "4", Number: "004", Code: "A900004", Name: "单小芳", Delegation: "沧浪"},
		{ID: "5", Number: "005", Code: "A900005", Name: "戴秀峰", Delegation: "沧浪"},
		{ID: "6", Number: "012", Code: "A900006", Name: "买买提·阿不都", Delegation: "金阊"},
		{ID: "7", Number: "120", Code: "A900007", Name: "李张三", Delegation: "金阊"},
		{ID: "8", Number: "1201", Code: "A900008", Name: "尉迟恭", Delegation: "金阊"},
	}}
	return r, NewIndex(r)
}

func TestFind(t *testing.T) {
	r, x := searched(t)
	for _, c := range []struct {
		typed, delegation, want string
	}{
		{"", "", "张三丰 张三 赵三 单小芳 戴秀峰 买买提·阿不都 李张三 尉迟恭"},
		{"", "沧浪", "赵三 单小芳 戴秀峰"},
		{" 　", "沧浪", "赵三 单小芳 戴秀峰"},
		{"120", "", "李张三 尉迟恭"},
		{"１２０", "", "李张三 尉迟恭"},
		{"12", "", "买买提·阿不都 李张三 尉迟恭"},
		{"1", "", "张三丰 李张三 尉迟恭"},
		{"0", "", "张三丰 张三 赵三 单小芳 戴秀峰 买买提·阿不都"},
		{"a900003", "", "赵三"},
		{"张三", "", "张三 张三丰 李张三"},
		{"张 三", "", "张三 张三丰 李张三"},
		{"zs", "", "张三 赵三 张三丰 李张三"},
		{"zs", "平江", "张三 张三丰"},
		{"zhangs", "", "张三 张三丰 李张三"},
		{"zhaosan", "", "赵三"},
		{"sxf", "", "单小芳"},
		{"dxf", "", "戴秀峰 单小芳"},
		{"yuchi", "", "尉迟恭"},
		{"mmt", "", "买买提·阿不都"},
		{"买买提•阿", "", "买买提·阿不都"},
		{"三", "", "张三丰 张三 赵三 李张三"},
		{"王", "", ""},
		{"zs", "无此团", ""},
		{"·", "", ""},
		{"@#", "", ""},
	} {
		var names []string
		for _, h := range x.Find(c.typed, c.delegation) {
			names = append(names, r.Deputies[h.Place].Name)
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("Find(%q, %q) = %s, want %s", c.typed, c.delegation, got, c.want)
		}
	}
}

func TestHitsSayByWhat(t *testing.T) {
	_, x := searched(t)
	for _, c := range []struct {
		typed string
		want  Hit
	}{
		{"", Hit{Place: 0}},
		{"a900002", Hit{Place: 1, By: ByCode}},
		{"120", Hit{Place: 6, By: ByNumber}},
		{"张三", Hit{Place: 1, By: ByName, Start: 0, End: 2}},
		{"阿不", Hit{Place: 5, By: ByName, Start: 4, End: 6}},
		{"abd", Hit{Place: 5, By: BySound, Start: 4, End: 7}},
	} {
		if diff := cmp.Diff(c.want, x.Find(c.typed, "")[0]); diff != "" {
			t.Errorf("%q: %s", c.typed, diff)
		}
	}
}

// A scan means one deputy or nobody.
func TestScan(t *testing.T) {
	r, x := searched(t)
	numbers := Roll{Deputies: []Deputy{{ID: "1", Number: "007", Name: "甲"}, {ID: "2", Number: "8", Name: "乙"}, {ID: "3", Number: "8", Name: "丙"}}}
	for _, c := range []struct {
		name  string
		index *Index
		roll  Roll
		code  string
		want  string // "" for nobody
	}{
		{"a code", x, r, "A900005", "戴秀峰"},
		{"a code as a scanner with another keyboard layout writes it", x, r, "ａ900005 ", "戴秀峰"},
		{"half a code", x, r, "A90000", ""},
		{"a number where there are codes", x, r, "120", ""},
		{"initials", x, r, "sxf", ""},
		{"nothing", x, r, "", ""},
		{"a number where there are none", NewIndex(numbers), numbers, "007", "甲"},
		{"a number that only looks like it", NewIndex(numbers), numbers, "7", ""},
		{"a number that two have", NewIndex(numbers), numbers, "8", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			place, ok := c.index.Scan(c.code)
			if ok != (c.want != "") || ok && c.roll.Deputies[place].Name != c.want {
				t.Errorf("Scan(%q) = %d, %v; want %q", c.code, place, ok, c.want)
			}
		})
	}
}

// generated is a roll of n deputies with usual names, in ten delegations.
func generated(n int) Roll {
	const family, given = "张王李赵陈刘杨黄周吴徐孙马朱胡郭何高林罗曾单解查区朴仇任", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂华文玉建国志海晓红"
	f, g := []rune(family), []rune(given)
	r := Roll{}
	for i := range n {
		name := string(f[i*7%len(f)]) + string(g[i*5%len(g)])
		if i%3 != 0 {
			name += string(g[i*11/3%len(g)])
		}
		r.Deputies = append(r.Deputies, Deputy{
			ID: fmt.Sprint(i + 1), Number: fmt.Sprint(i + 1), Code: fmt.Sprintf("32050800%05d", i), Name: name, Delegation: fmt.Sprintf("第%d代表团", i%10+1),
		})
	}
	return r
}

// Every deputy is found by number and code first of all, and by name among the
// first that bear it; nobody is found twice.
func TestEverybodyIsFound(t *testing.T) {
	r := generated(3000)
	x := NewIndex(r)
	rapid.Check(t, func(t *rapid.T) {
		i := rapid.IntRange(0, len(r.Deputies)-1).Draw(t, "deputy")
		d := r.Deputies[i]
		for _, typed := range []string{d.Number, d.Code} {
			if hits := x.Find(typed, ""); len(hits) == 0 || hits[0].Place != i {
				t.Fatalf("%s: %v", typed, hits)
			}
		}
		hits := x.Find(d.Name, d.Delegation)
		there := false
		seen := map[int]bool{}
		for _, h := range hits {
			there = there || h.Place == i
			if seen[h.Place] {
				t.Fatalf("%s stands twice", r.Deputies[h.Place].Name)
			}
			seen[h.Place] = true
		}
		if !there || r.Deputies[hits[0].Place].Name != d.Name {
			t.Fatalf("%s: %v", d.Name, hits)
		}
	})
}
