package projects

import (
	"strconv"
	"strings"

	"piaojue/app/project"
	"piaojue/app/say"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/words"
)

// previewCards tells what was understood of a file, what needs a look first:
// the figures, the warnings, the columns, the rows left out, the list.
func previewCards(p project.Preview, now project.List) []page.Card {
	odd := remarks(p, renumbered(p.List, now))
	cards := []page.Card{plain("", summary(p, len(odd)))}
	if len(odd) > 0 {
		cards = append(append(cards, heading("projects.preview.remarks")), odd...)
	}
	cards = append(cards, columns(p)...)
	cards = append(cards, skipped(p)...)
	cards = append(cards, heading("projects.preview.list", "Count", len(p.List.Projects)))
	for _, one := range p.List.Projects {
		cards = append(cards, previewCard(one))
	}
	return cards
}

func summary(p project.Preview, odd int) string {
	key := "projects.preview.summary"
	if p.Sheet != "" {
		key = "projects.preview.summary.sheet"
	}
	return words.T(key, "Sheet", p.Sheet, "Head", rows(p.HeadFrom, p.HeadTo),
		"Projects", len(p.List.Projects), "Columns", len(p.Columns), "Skipped", len(p.Skipped), "Warnings", odd)
}

// rows names a range of rows of the file.
func rows(from, to int) string {
	if to <= from {
		return strconv.Itoa(from)
	}
	return strconv.Itoa(from) + "–" + strconv.Itoa(to)
}

func heading(key string, pairs ...any) page.Card {
	return page.Card{Head: true, Blocks: []page.Block{{Text: words.T(key, pairs...), Bold: true}}}
}

func plain(lead, text string) page.Card {
	return page.Card{Still: true, Lead: lead, Blocks: []page.Block{{Text: text}}}
}

// renumbered are the numbers that the present list has for other projects.
func renumbered(l, now project.List) []string {
	var ids []string
	for _, p := range l.Projects {
		if was, ok := now.ByID(p.ID); ok && was.Name != p.Name {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// remarks are the notices on the whole file, the warnings at rows, and the
// numbers that change their projects.
func remarks(p project.Preview, renumbered []string) []page.Card {
	var cards []page.Card
	if len(renumbered) > 0 {
		cards = append(cards, plain("", words.T("projects.preview.renumbered", "IDs", renumbered)))
	}
	for _, n := range p.Notices {
		cards = append(cards, plain("", words.Say(n)))
	}
	for _, r := range p.Rows {
		for _, w := range r.Warnings {
			cards = append(cards, atRow(rows(r.From, r.To), w))
		}
	}
	return cards
}

func atRow(row string, m say.Message) page.Card {
	return plain("", words.T("projects.preview.row", "Row", row, "Says", m))
}

// columns say what each column was understood as.
func columns(p project.Preview) []page.Card {
	cards := []page.Card{heading("projects.preview.columns")}
	for _, c := range p.Columns {
		key := "projects.preview.column"
		if c.Part == project.PartExtra {
			key = "projects.preview.column.extra"
		}
		head := c.Head
		if head == "" {
			head = words.T("projects.preview.column.headless")
		}
		text := words.T(key, "Head", head, "Part", c.Part.Label())
		if c.Hidden {
			text += words.T("projects.preview.column.hidden")
		}
		card := plain(c.Letter, text)
		if c.Part == project.PartExtra {
			card.Blocks[0].Ink = against
		}
		cards = append(cards, card)
	}
	return cards
}

// skipped are the rows that hold no project, with the reason.
func skipped(p project.Preview) []page.Card {
	if len(p.Skipped) == 0 {
		return nil
	}
	cards := []page.Card{heading("projects.preview.skipped", "Count", len(p.Skipped))}
	for _, s := range p.Skipped {
		card := atRow(strconv.Itoa(s.Row), s.Why)
		if s.Text != "" {
			card.Blocks = append(card.Blocks, page.Block{Text: s.Text, Small: true, Ink: look.Faint, Most: 2})
		}
		cards = append(cards, card)
	}
	return cards
}

// previewCard is a project with everything that the list says about it.
func previewCard(p project.Project) page.Card {
	c := page.Card{Plain: true, Lead: p.ID, Blocks: []page.Block{{Text: p.Name, Bold: true}}}
	for i, item := range p.Content {
		text := printed(item)
		if len(p.Content) > 1 {
			text = strconv.Itoa(i+1) + ". " + text
		}
		c.Blocks = append(c.Blocks, page.Block{Text: text, Small: true})
	}
	var facts []string
	add := func(label, value string) {
		if value = strings.TrimSpace(value); value != "" {
			facts = append(facts, words.T("projects.preview.fact", "Label", label, "Value", value))
		}
	}
	part := func(p project.Part) string { return words.Say(p.Label()) }
	add(part(project.PartCategory), p.Category)
	add(part(project.PartUnit), p.Unit)
	add(part(project.PartDeadline), p.Deadline)
	add(part(project.PartMoney), p.Money.String())
	add(part(project.PartFunding), p.Funding)
	add(part(project.PartSource), printed(p.Source))
	for _, f := range p.Extra {
		add(f.Name, f.Value)
	}
	add(part(project.PartRemark), printed(p.Remark))
	if len(facts) > 0 {
		c.Blocks = append(c.Blocks, page.Block{Text: strings.Join(facts, words.T("projects.content.join")), Small: true, Ink: look.Faint})
	}
	return c
}
