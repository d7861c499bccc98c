package projects

import (
	"image/color"
	"strings"

	"piaojue/app/note"
	"piaojue/app/project"
	"piaojue/app/report"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/words"
)

func sheet(p look.Palette) color.NRGBA   { return p.Sheet }
func paper(p look.Palette) color.NRGBA   { return p.Paper }
func approve(p look.Palette) color.NRGBA { return p.Approve }
func against(p look.Palette) color.NRGBA { return p.Against }
func abstain(p look.Palette) color.NRGBA { return p.Abstain }

// leanings are the three in the order of their buttons.
var leanings = []struct {
	leaning note.Leaning
	key     string
	ink     page.Ink
}{
	{note.Favour, "projects.favour", approve},
	{note.Doubt, "projects.doubt", abstain},
	{note.Oppose, "projects.oppose", against},
}

// groupCard heads the projects of a category, a unit or a leaning.
func groupCard(name string, count int) page.Card {
	return page.Card{Head: true, Blocks: []page.Block{{
		Text: words.T("projects.category", "Name", name, "Count", count), Bold: true, Small: true, Ink: look.Faint,
	}}}
}

// projectCard is a project in the list: its name whole, its content in one
// line, and what the deputy made of it. former is set where there is a leaning
// on another project that had the number before.
func projectCard(p project.Project, i note.Intent, notes int, former, locked bool) page.Card {
	c := page.Card{Lead: p.ID, Blocks: []page.Block{{Text: p.Name, Bold: true}}}
	if len(p.Content) > 0 {
		c.Blocks = append(c.Blocks, page.Block{Text: printed(strings.Join(p.Content, words.T("projects.content.join"))), Small: true, Most: 1})
	}
	var facts []string
	for _, fact := range []string{p.Unit, p.Money.String()} {
		if fact != "" {
			facts = append(facts, fact)
		}
	}
	if len(facts) > 0 {
		c.Blocks = append(c.Blocks, page.Block{Text: strings.Join(facts, " · "), Small: true, Ink: look.Faint})
	}
	for _, l := range leanings {
		if i.Leaning == l.leaning {
			c.Chips = append(c.Chips, page.Chip{Text: words.T(l.key), Ground: l.ink})
		}
	}
	if i.Star {
		c.Chips = append(c.Chips, page.Chip{Text: words.T("projects.starred")})
	}
	if notes > 0 {
		c.Chips = append(c.Chips, page.Chip{Text: words.T("projects.notes.sign", "Count", notes)})
	}
	switch {
	case former:
		c.Chips = append(c.Chips, page.Chip{Text: words.T("projects.former.sign")})
	case locked: // what is not known is not said
	case i.Seen:
		c.Chips = append(c.Chips, page.Chip{Text: words.T("projects.seen.sign"), Bare: true})
	default:
		c.Chips = append(c.Chips, page.Chip{Text: words.T("projects.unseen"), Bare: true})
	}
	return c
}

// printed gives a text the punctuation of Chinese print, as the report is shown.
func printed(s string) string { return string(report.Punctuate([]rune(s))) }
