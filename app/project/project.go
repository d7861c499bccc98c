// Package project is the list of candidate practical projects (候选实事项目).
package project

// Project is one candidate. All texts are as the list has them, trimmed.
type Project struct {
	ID       string   // 编号, unique in its list; as written ("1", "A-03")
	Category string   // 类别 (大项); "" where the list has none
	Name     string   // 项目名称
	Content  []string // 建设内容, one entry for each 小项
	Source   string   // the sentence of the report it comes from
	Unit     string   // 责任单位
	Deadline string   // 完成时限
	Money    Money    // 总投资
	Funding  string   // 资金来源
	Remark   string   // 备注
	Extra    []Field  // columns of the list that have no place above
}

// Money is an amount as the list writes it and, where it could be read, in 元.
type Money struct {
	Text  string // "1200", "1.2亿元"; "" where none is given
	Unit  string // the unit that the column's head names ("万元"), "" where it names none
	Yuan  int64  // valid only if Known
	Known bool
}

// Field is a named value.
type Field struct{ Name, Value string }

// List is the candidate list in its adopted order, which is never changed.
type List struct {
	Title    string
	Projects []Project
	// Rehearsal lists were made for practice; everything shown from them says 演练.
	Rehearsal bool
}
