package cli

import (
	"strings"

	"piaojue/app/ballot"
	"piaojue/app/paper"
	"piaojue/app/procedure"
	"piaojue/app/say"
)

// cellOf reads a word for a mark. Those of a 满意度测评 stand for the
// marks that are read so.
func cellOf(word string, kind procedure.Kind) (paper.Cell, bool) {
	switch word {
	case "矛盾":
		return paper.Contradictory, true
	case "不清":
		return paper.Illegible, true
	case "画圈":
		return paper.Circle, true
	case "未选":
		return paper.Cell(ballot.Unmarked), true
	}
	if kind == procedure.Rating {
		m, ok := map[string]ballot.Mark{"满意": ballot.Satisfied, "基本满意": ballot.Fair, "不满意": ballot.Dissatisfied, "弃权": ballot.Unmarked}[word]
		return paper.Cell(m), ok
	}
	m, ok := map[string]ballot.Mark{"赞成": ballot.Approve, "反对": ballot.Against, "弃权": ballot.Abstain}[word]
	return paper.Cell(m), ok
}

// sheet reads a ballot: 赞成 1-10 反对 11 弃权 12, or blank, or 无效 and a
// reason. What is not named is unmarked; a later word overrules an earlier one.
func sheet(words, ids []string, kind procedure.Kind) (paper.Sheet, error) {
	s := paper.Sheet{Cells: make([]paper.Cell, len(ids))}
	if len(words) == 1 && words[0] == "blank" {
		return s, nil
	}
	if len(words) == 2 && words[0] == "无效" {
		why, err := oneOf(words[1], paper.Spoils...)
		return paper.Sheet{Spoiled: why}, err
	}
	if len(words) == 0 {
		return s, say.Wrong(say.M("cli.script.marks"), say.Message{}, nil)
	}
	for i := 0; i < len(words); {
		cell, ok := cellOf(words[i], kind)
		if !ok {
			return s, say.Wrong(say.M("cli.script.mark", "Text", words[i]), say.Message{}, nil)
		}
		end := i + 1
		for end < len(words) {
			if _, mark := cellOf(words[end], kind); mark {
				break
			}
			end++
		}
		on, err := places(words[i+1:end], ids)
		if err != nil {
			return s, err
		}
		for _, at := range on {
			s.Cells[at] = cell
		}
		i = end
	}
	return s, nil
}

// marked reads a ballot that holds plain marks only.
func marked(words, ids []string, kind procedure.Kind) (ballot.Ballot, error) {
	s, err := sheet(words, ids, kind)
	if err != nil {
		return ballot.Ballot{}, err
	}
	b := ballot.Ballot{Marks: make([]ballot.Mark, len(s.Cells))}
	for i, c := range s.Cells {
		m, plain := c.Mark()
		if !plain {
			return b, say.Wrong(say.M("cli.script.mark.plain"), say.Message{}, nil)
		}
		b.Marks[i] = m
	}
	if s.Spoiled != "" {
		return b, say.Wrong(say.M("cli.script.mark.plain"), say.Message{}, nil)
	}
	return b, nil
}

// times reads a number of times and the ballot that follows it.
func times(words []string) (n int, rest []string, err error) {
	n, err = number(words[0], 1, mostTimes)
	return n, words[1:], err
}

// text joins the words of a line again.
func text(words []string) string { return strings.Join(words, " ") }
