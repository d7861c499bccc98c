package report

import "strings"

// Section finds the heading that a number names as people write it: 3.2.1,
// 三、（二）1, （二）1, 三(二)1, 三、, 二是. A number that names no chapter is
// looked for in the chapter of an offset first and then from the beginning;
// headings without a number are counted. It is nil where the text is no such
// number or there is no such heading; a bare figure is no such number.
func (r *Report) Section(number string, near int) *Heading {
	steps := numberSteps(narrowed([]rune(strings.TrimSpace(number))))
	if len(steps) == 0 {
		return nil
	}
	if steps[0].form != inBrackets && steps[0].form != isOne {
		if h := follow(r.Outline, steps); h != nil {
			return h
		}
	}
	if path := r.Path(near); len(path) > 0 {
		if h := within(path[0].Children, steps); h != nil {
			return h
		}
	}
	return within(r.Outline, steps)
}

// numberStep is one part of a number.
type numberStep struct {
	value int
	form  numberForm
}

type numberForm int

const (
	bare       numberForm = iota // 3 or 三
	inBrackets                   // （三）
	isOne                        // 三是
)

// numberSteps are the parts of a number; none where the text is no number or
// says too little.
func numberSteps(p []rune) []numberStep {
	var steps []numberStep
	said := false // something beside a bare figure
	for i := 0; i < len(p); {
		value, n, form := 0, 0, bare
		open := strings.ContainsRune("([〔", p[i])
		if open {
			i, form, said = i+1, inBrackets, true
		}
		if i < len(p) {
			if value, n = numeral(p[i:]); n == 0 {
				value, n = digits(p[i:], 3)
			}
		}
		if value == 0 {
			return nil
		}
		i += n
		if open && i < len(p) && strings.ContainsRune(")]〕", p[i]) {
			i++
		}
		if i < len(p) && p[i] == '是' && !open {
			i, form, said = i+1, isOne, true
		}
		steps = append(steps, numberStep{value, form})
		for i < len(p) && strings.ContainsRune("、.,-/·。 ", p[i]) {
			i, said = i+1, true
		}
	}
	if len(steps) < 2 && !said {
		return nil
	}
	return steps
}

// follow goes down from a level of headings, one step each.
func follow(level []*Heading, steps []numberStep) *Heading {
	for _, h := range level {
		if !steps[0].names(h) {
			continue
		}
		if len(steps) == 1 {
			return h
		}
		if found := follow(h.Children, steps[1:]); found != nil {
			return found
		}
	}
	// Where nothing bears the number, headings that bear none are counted.
	n := 0
	for _, h := range level {
		if h.Number != "" {
			continue
		}
		if n++; n == steps[0].value && steps[0].form == bare {
			if len(steps) == 1 {
				return h
			}
			return follow(h.Children, steps[1:])
		}
	}
	return nil
}

// within is follow at any depth.
func within(level []*Heading, steps []numberStep) *Heading {
	if h := follow(level, steps); h != nil {
		return h
	}
	for _, h := range level {
		if found := within(h.Children, steps); found != nil {
			return found
		}
	}
	return nil
}

// names reports whether a heading bears the number of a step.
func (s numberStep) names(h *Heading) bool {
	p := []rune(h.Number)
	if len(p) == 0 {
		return false
	}
	bracketed := p[0] == '('
	if s.form == inBrackets && !bracketed || s.form == isOne && p[len(p)-1] != '是' {
		return false
	}
	p = []rune(strings.Trim(h.Number, "()第"))
	if len(p) == 0 {
		return false
	}
	value, n := numeral(p)
	if n == 0 {
		value, n = digits(p, 3)
	}
	return n > 0 && value == s.value
}
