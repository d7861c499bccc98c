package booth

import (
	"image/color"
	"slices"

	"piaojue/app/ballot"
	"piaojue/app/procedure"
	"piaojue/ui/look"
)

// declined is 弃权 on a 满意度测评 as a deputy presses it. The deputy sees it pressed,
// and apart from what was not chosen at all; in the box both are the same, no mark.
const declined = ballot.Abstain + 1

// marksOf are the words that a row offers, in the order of the digits that choose
// them.
func marksOf(rule procedure.Procedure) []ballot.Mark {
	switch rule.Kind {
	case procedure.Pick:
		return []ballot.Mark{ballot.Approve}
	case procedure.Rating:
		return []ballot.Mark{ballot.Satisfied, ballot.Fair, ballot.Dissatisfied, declined}
	}
	return []ballot.Mark{ballot.Approve, ballot.Against, ballot.Abstain}
}

// lettersOf are the first letters of these words in pinyin, which choose them too.
func lettersOf(rule procedure.Procedure) string {
	if rule.Kind == procedure.Rating {
		return "mjbq"
	}
	return "zfq"
}

// markOf is the mark that a key stands for; ok is false where it stands for none.
func markOf(rule procedure.Procedure, r rune) (m ballot.Mark, ok bool) {
	marks, letters := marksOf(rule), []rune(lettersOf(rule))
	i := -1
	switch {
	case r >= '1' && r <= '9':
		i = int(r - '1')
	case r >= '１' && r <= '９':
		i = int(r - '１') // as a Chinese input method writes it
	case r >= 'A' && r <= 'Z':
		i = slices.Index(letters, r+'a'-'A')
	default:
		i = slices.Index(letters, r)
	}
	if i < 0 || i >= len(marks) {
		return 0, false
	}
	return marks[i], true
}

// markKey names the word of a mark.
func markKey(rule procedure.Procedure, m ballot.Mark) string {
	if rule.Kind == procedure.Rating {
		return [...]string{"booth.unmarked", "booth.satisfied", "booth.dissatisfied", "booth.fair", "booth.abstain"}[m]
	}
	return [...]string{"booth.unmarked", "booth.approve", "booth.against", "booth.abstain"}[m]
}

// signKey names the shortest word of a mark, and of the widest of them.
func signKey(rule procedure.Procedure, m ballot.Mark) string {
	if rule.Kind == procedure.Rating {
		return [...]string{"booth.sign.widest", "booth.sign.satisfied", "booth.sign.dissatisfied", "booth.sign.fair", "booth.sign.abstain"}[m]
	}
	return [...]string{"booth.sign.widest", "booth.sign.approve", "booth.sign.against", "booth.sign.abstain"}[m]
}

// markColour is the ground of a chosen mark; its text is look.Palette.OnMark.
func markColour(rule procedure.Procedure, p look.Palette, m ballot.Mark) color.NRGBA {
	switch m {
	case ballot.Approve:
		return p.Approve
	case ballot.Against:
		return p.Against
	case ballot.Abstain:
		if rule.Kind == procedure.Rating {
			return p.Fair
		}
		return p.Abstain
	case declined:
		return p.Abstain
	}
	return p.Faint
}

// ballot is what would go into the box.
func (b *Booth) ballot() ballot.Ballot {
	marks := slices.Clone(b.marks)
	for i, m := range marks {
		if m == declined {
			marks[i] = ballot.Unmarked
		}
	}
	return ballot.Ballot{Marks: marks}
}

// chosen is how many projects have a mark, as it is seen.
func (b *Booth) chosen(m ballot.Mark) (n int) {
	for _, is := range b.marks {
		if is == m {
			n++
		}
	}
	return n
}

// blank reports whether nothing was chosen anywhere.
func (b *Booth) blank() bool { return b.chosen(ballot.Unmarked) == len(b.marks) }

// full reports whether one more approval is more than the procedure allows.
func (b *Booth) full() bool { return b.rule.Kind != procedure.Rating && b.live().Left <= 0 }

// alone reports whether the ballot has one proposal, which has the page for itself.
func (b *Booth) alone() bool { return b.rule.Kind == procedure.Motion }

// keyOf is the key of a text that says it otherwise on a 满意度测评.
func (b *Booth) keyOf(key string) string {
	if b.rule.Kind == procedure.Rating {
		return key + ".rating"
	}
	return key
}
