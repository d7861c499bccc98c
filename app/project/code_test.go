package project

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"piaojue/app/say"
)

func numbered(n int) List {
	var l List
	for i := range n {
		l.Projects = append(l.Projects, Project{ID: fmt.Sprint(i + 1), Name: fmt.Sprintf("第%d号工程", i+1)})
	}
	return l
}

func TestACodeIsShortAndInGroups(t *testing.T) {
	for n, digits := range map[int]int{0: 0, 1: 5, 2: 5, 12: 8, 20: 11, 46: 18, 60: 23, 64: 24, 65: 0} {
		l := numbered(n)
		if got := l.CodeDigits(); got != digits {
			t.Errorf("%d candidates: %d digits, want %d", n, got, digits)
		}
		if code := l.Code(l.IDs()); len(strings.ReplaceAll(code, " ", "")) != digits {
			t.Errorf("%d candidates: the code is %q", n, code)
		}
	}
	if got := numbered(12).Code([]string{"1", "12", "99"}); got[4] != ' ' || got[:4] != "2049" {
		t.Errorf("the first and the twelfth are %q", got)
	}
}

// Any choice of any list comes back from its code, however it is typed.
func TestACodeComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := numbered(rapid.IntRange(1, MostInCode).Draw(t, "n"))
		var chosen []string
		for _, id := range l.IDs() {
			if rapid.Bool().Draw(t, "chosen") {
				chosen = append(chosen, id)
			}
		}
		code := l.Code(chosen)
		wide := strings.Map(func(r rune) rune {
			if '0' <= r && r <= '9' {
				return r - '0' + '０'
			}
			return r
		}, code)
		for _, typed := range []string{code, strings.ReplaceAll(code, " ", ""), strings.ReplaceAll(code, " ", "-"), wide, "　" + code + " "} {
			got, err := l.FromCode(typed)
			if err != nil || !slices.Equal(got, chosen) {
				t.Fatalf("%q gives %v, %v; want %v", typed, got, err, chosen)
			}
		}
	})
}

// One wrong digit, two exchanged neighbours, a digit too few or too many: none
// of these gives a choice.
func TestASlipIsNoticed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := numbered(rapid.IntRange(1, MostInCode).Draw(t, "n"))
		chosen := rapid.SliceOfDistinct(rapid.SampledFrom(l.IDs()), rapid.ID).Draw(t, "chosen")
		code := strings.ReplaceAll(l.Code(chosen), " ", "")
		refused := func(typed string) {
			got, err := l.FromCode(typed)
			var p *say.Problem
			if !errors.As(err, &p) || p.Do.IsZero() {
				t.Fatalf("%q for %q gives %v, %v", typed, code, got, err)
			}
		}
		for i := range code {
			for d := byte('0'); d <= '9'; d++ {
				if d != code[i] {
					refused(code[:i] + string(d) + code[i+1:])
				}
			}
			if i > 0 && code[i] != code[i-1] {
				refused(code[:i-1] + code[i:i+1] + code[i-1:i] + code[i+1:])
			}
		}
		refused(code[1:])
		refused(code + "0")
		refused("")
		refused(code[:len(code)-1] + "x")
	})
}

func TestACodeOfAnotherListIsRefused(t *testing.T) {
	l := numbered(12)
	code := l.Code([]string{"1", "3"})
	for name, change := range map[string]func(*List){
		"another name":  func(l *List) { l.Projects[7].Name = "别的工程" },
		"another id":    func(l *List) { l.Projects[7].ID = "8a" },
		"another order": func(l *List) { l.Projects[0], l.Projects[1] = l.Projects[1], l.Projects[0] },
		"one more":      func(l *List) { l.Projects = append(l.Projects, Project{ID: "13", Name: "新增"}) },
	} {
		other := numbered(12)
		change(&other)
		if got, err := other.FromCode(code); err == nil {
			t.Errorf("%s: the code gives %v", name, got)
		}
	}
	same := numbered(12)
	same.Projects[3].Content, same.Projects[4].Name = []string{"补充"}, " 第5号 工程 "
	if _, err := same.FromCode(code); err != nil {
		t.Errorf("the same list with more content: %v", err)
	}
}
