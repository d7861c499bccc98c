package target

import (
	"regexp"
	"strconv"
	"strings"

	"piaojue/app/report"
)

// classes tells of which period a paragraph or a sentence speaks.
type classes struct {
	r    *report.Report
	year int // in which the report was given, 0 where it does not say
	// of is the class of each paragraph.
	of []Class
}

func newClasses(r *report.Report) *classes {
	c := &classes{r: r, of: make([]Class, len(r.Paragraphs))}
	c.year = givenIn(r)
	chapters := map[int]*report.Heading{}
	for _, h := range r.Outline {
		chapters[h.Start] = h
	}
	role, class := unknownRole, Unclassed
	for i, p := range r.Paragraphs {
		c.of[i] = Unclassed
		if h := chapters[p.Start]; h != nil && (p.Kind == report.ChapterHead || p.Kind == report.SectionHead) {
			role, class = c.chapter(h.Title)
		}
		if !speaks(p.Kind) {
			continue
		}
		class = c.opening(newLine(r.Text[p.Start:min(p.End, p.Start+longestOpening)]).text, role, class)
		c.of[i] = class
	}
	return c
}

// Periods tells of which period each place of a report speaks.
type Periods struct {
	r  *report.Report
	of *classes
}

// ReadPeriods reads the periods of a report.
func ReadPeriods(r *report.Report) *Periods { return &Periods{r, newClasses(r)} }

// At is the period that the sentence which begins at an offset speaks of.
func (p *Periods) At(offset int) Class {
	i := p.r.ParagraphAt(offset)
	if i < 0 || offset < p.r.Paragraphs[i].Start || offset >= p.r.Paragraphs[i].End {
		return Unclassed
	}
	words := p.r.Text[offset:min(p.r.Paragraphs[i].End, offset+longestOpening)]
	return p.of.sentence(newLine(words).text, p.of.paragraph(i))
}

// paragraph is the class of the paragraph of an index.
func (c *classes) paragraph(i int) Class { return c.of[i] }

// role is what a chapter does: it tells results, or what is to be done.
type role int

const (
	unknownRole role = iota
	resultsRole
	plansRole
)

var (
	yearIn     = regexp.MustCompile(`(19|20)\d\d年`)
	fiveYears  = regexp.MustCompile(`五年|5年|十[一二三四五六七八九]五|“[一二三四五六七八九]五”`)
	looksBack  = regexp.MustCompile(`回顾|总结|成就|成效|过去|去年|五年来`)
	looksAhead = regexp.MustCompile(`任务|安排|重点|目标|思路|展望|今后|未来|要求|打算|部署|今年|建议|举措`)
)

// givenIn is the year of a report: of the line that says where and when it was
// given, else of its title, else the last that a chapter's head names.
func givenIn(r *report.Report) int {
	for _, kind := range []report.Kind{report.Occasion, report.Title} {
		for _, p := range r.Paragraphs {
			if p.Kind == kind {
				if years := years(string(newLine(r.Text[p.Start:p.End]).text)); len(years) > 0 {
					return years[0]
				}
			}
		}
	}
	year := 0
	for _, h := range r.Outline {
		for _, y := range years(string(newLine([]rune(h.Title)).text)) {
			year = max(year, y)
		}
	}
	return year
}

func years(s string) []int {
	var all []int
	for _, m := range yearIn.FindAllString(s, -1) {
		y, _ := strconv.Atoi(strings.TrimSuffix(m, "年"))
		all = append(all, y)
	}
	return all
}

// chapter is the role of a chapter by its head, and the class with which it
// begins.
func (c *classes) chapter(title string) (role, Class) {
	t := string(newLine([]rune(title)).text)
	five := fiveYears.MatchString(t)
	back, ahead := looksBack.MatchString(t), looksAhead.MatchString(t)
	for _, y := range years(t) {
		if c.year > 0 && y < c.year && !ahead {
			back = true
		}
		if c.year > 0 && y >= c.year && !back {
			ahead = true
		}
	}
	switch {
	case back && five:
		return resultsRole, FiveYearResults
	case back:
		return resultsRole, LastYear
	case ahead && five:
		return plansRole, FiveYearAims
	case ahead:
		return plansRole, ThisYear
	}
	return unknownRole, Unclassed
}

// longestOpening is how far into a paragraph words are looked for that say of
// which period it speaks.
const longestOpening = 60

var (
	address   = regexp.MustCompile(`^(各位代表|同志们|朋友们|[,!:。、]|\s|\d{1,2}[.、]|[(][一二三四五六七八九十]+[)]|[一二三四五六七八九十]是)+`)
	opensFive = regexp.MustCompile(`^(五年来|过去五年|过去的五年|这五年|五年间|本届政府|回首五年|回顾五年)`)
	opensPlan = regexp.MustCompile(`^(今后五年|未来五年|五年内|未来5年|今后5年|到20\d\d年(末|底)?,)`)
	opensTerm = regexp.MustCompile(`^“十[一二三四五六七八九]五”(时期|期间)`)
	opensLast = regexp.MustCompile(`^(去年|过去一年|一年来|过去的一年|上年)`)
	opensThis = regexp.MustCompile(`^(今年|新的一年|本年度)`)
	inLast    = regexp.MustCompile(`去年以来|过去一年|一年来`)
)

// opening is the class of a paragraph: of the words that it opens with or, where
// they do not tell, of the one before it.
func (c *classes) opening(words []rune, r role, class Class) Class {
	s := string(words)
	if said, ok := c.said(s, r); ok {
		return said
	}
	if r == resultsRole && inLast.MatchString(s) {
		return LastYear
	}
	return class
}

// sentence is the class of a sentence in a paragraph of a class.
func (c *classes) sentence(words []rune, class Class) Class {
	r := unknownRole
	switch class {
	case Unclassed:
		return class
	case FiveYearResults, LastYear:
		r = resultsRole
	case FiveYearAims, ThisYear:
		r = plansRole
	}
	if said, ok := c.said(string(words[:min(len(words), longestOpening)]), r); ok {
		return said
	}
	return class
}

// said is the class that opening words name in a chapter of a role.
func (c *classes) said(s string, r role) (Class, bool) {
	s = strings.TrimPrefix(s, address.FindString(s))
	if r == unknownRole {
		return "", false
	}
	year := 0
	if at := yearIn.FindStringIndex(s); at != nil && at[0] == 0 {
		year = years(s[:at[1]])[0]
	}
	switch {
	case r == resultsRole && (opensFive.MatchString(s) || opensTerm.MatchString(s)):
		return FiveYearResults, true
	case r == plansRole && (opensPlan.MatchString(s) || opensTerm.MatchString(s)):
		return FiveYearAims, true
	case r == resultsRole && (opensLast.MatchString(s) || year > 0 && year == c.year-1):
		return LastYear, true
	case r == plansRole && (opensThis.MatchString(s) || year > 0 && year == c.year):
		return ThisYear, true
	}
	return "", false
}
