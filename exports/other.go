package exports

import (
	"piaojue/app/count"
	"piaojue/app/procedure"
	"piaojue/app/say"
)

// Compared is what an assessment is set beside: the earlier one in words, and the
// change of each project.
type Compared struct {
	Before  say.Message
	Changes []count.Change
}

// change is the change of a project as its column shows it: ＋19.3, or — where the
// project was not assessed then.
func (c Compared) change(id string) string {
	for _, x := range c.Changes {
		if x.ID == id && x.Known {
			return x.Points()
		}
	}
	return words("exports.change.none")
}

// keyOf is the key of a text as it says it of this kind of vote.
func (b Book) keyOf(key string) string { return b.Procedure.Kind.Key(key) }

// candidateKey is keyOf for the sheet of the projects, which a motion has none of.
func (b Book) candidateKey(key string) string {
	if b.Procedure.Kind == procedure.Rating {
		return b.keyOf(key)
	}
	return key
}

// tail are the columns after the marks: where projects are chosen their rank, of an
// assessment that is compared the change, and everywhere the outcome and its rule.
func (b Book) tail() []resultColumn {
	var all []resultColumn
	if b.chooses() {
		all = append(all, resultColumn{"rank", 6})
	}
	if b.Compared != nil {
		all = append(all, resultColumn{"change", 8})
	}
	return append(all, resultColumn{"outcome", outcomeWidth}, resultColumn{"reason", 0})
}

// chooses reports whether the vote fills places; a Book without a kind is of one
// that does.
func (b Book) chooses() bool {
	return b.Procedure.Kind != procedure.Motion && b.Procedure.Kind != procedure.Rating
}
