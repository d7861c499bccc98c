package note

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"piaojue/app/say"
)

const (
	// MostTags and MostTagRunes are how many tags a note may have, and how long
	// each of them may be.
	MostTags     = 20
	MostTagRunes = 20
)

// CleanTags are tags as a note keeps them: each once, in order, without a # in
// front and without space around or doubled within.
func CleanTags(tags []string) ([]string, error) {
	var clean []string
	for _, t := range tags {
		t = strings.Join(strings.Fields(strings.TrimLeft(strings.TrimSpace(whole(t)), "#＃")), " ")
		if t == "" || slices.Contains(clean, t) {
			continue
		}
		if utf8.RuneCountInString(t) > MostTagRunes {
			// Without the tag: what is said goes to the log, and a tag may be secret.
			return nil, say.Wrong(say.M("note.tag.long", "Most", MostTagRunes), say.M("note.tag.long.do"), nil)
		}
		clean = append(clean, t)
	}
	if len(clean) > MostTags {
		return nil, say.Wrong(say.M("note.tags.many", "N", len(clean), "Most", MostTags), say.M("note.tags.many.do"), nil)
	}
	return clean, nil
}

// SplitTags reads tags as people type them, with commas, semicolons, 、 or spaces
// between.
func SplitTags(typed string) []string {
	return strings.FieldsFunc(typed, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(",，;；、", r)
	})
}

// Used is a tag that is in use, and on how many notes.
type Used struct {
	Tag   string
	Notes int
}

// Tags are the tags in use, the most used first.
func (b *Book) Tags() ([]Used, error) {
	all, err := b.Notes()
	if err != nil {
		return nil, err
	}
	return TagsOf(all), nil
}

// TagsOf are the tags of some notes, the most used first.
func TagsOf(all []Note) []Used {
	count := map[string]int{}
	for _, n := range all {
		for _, t := range n.Tags {
			count[t]++
		}
	}
	used := make([]Used, 0, len(count))
	for t, n := range count {
		used = append(used, Used{t, n})
	}
	slices.SortFunc(used, func(a, b Used) int {
		if a.Notes != b.Notes {
			return b.Notes - a.Notes
		}
		return strings.Compare(a.Tag, b.Tag)
	})
	return used
}
