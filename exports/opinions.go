package exports

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"piaojue/app/opinion"
	"piaojue/app/say"
	"piaojue/exports/atomicfile"
	"piaojue/exports/docx"
)

// OpinionBook is everything that a 审议意见汇总 shows, as a workbook or as a
// document.
type OpinionBook struct {
	Meeting   string // may be empty
	Rehearsal bool   // every page says 演练
	// MadeAt is when it was put together; the zero time leaves it out.
	MadeAt time.Time
	Groups []opinion.Group
}

// WriteOpinionTable writes the workbook, with one sheet, as WriteResult writes
// that of a vote: whole or not at all, read back cell by cell.
func WriteOpinionTable(path string, b OpinionBook) error {
	f := excelize.NewFile()
	defer f.Close()
	p, err := b.sheet(f)
	if err == nil {
		err = errors.Join(f.DeleteSheet("Sheet1"), f.SetDocProps(b.properties()), f.SetAppProps(&excelize.AppProperties{Application: words("exports.app")}))
	}
	if err != nil {
		return say.Wrong(say.M("exports.unwritten"), say.M("exports.unwritten.do"), err)
	}
	var buffer bytes.Buffer
	if err := f.Write(&buffer); err != nil {
		return say.Wrong(say.M("exports.unwritten"), say.M("exports.unwritten.do"), err)
	}
	return put(path, buffer.Bytes(), func(temporary string) error {
		if err := sameCells(temporary, []*page{p}); err != nil {
			return err
		}
		rows, err := ReadOpinionTable(temporary)
		if err != nil {
			return err
		}
		if want := b.rows(); !slices.EqualFunc(rows, want, sameRow) {
			return fmt.Errorf("read back %d rows that differ from the %d written", len(rows), len(want))
		}
		return nil
	})
}

// sameRow compares rows but for line ends: one at which a text goes on in a
// further row is not written.
func sameRow(a, b OpinionRow) bool {
	for _, r := range []*OpinionRow{&a, &b} {
		for _, s := range r.texts() {
			*s = strings.ReplaceAll(*s, "\n", "")
		}
	}
	return a == b
}

// WriteOpinionDocument writes the document, whole or not at all, and reads it back.
func WriteOpinionDocument(path string, b OpinionBook) error {
	d := b.document()
	var buffer bytes.Buffer
	if err := d.Write(&buffer); err != nil {
		return say.Wrong(say.M("exports.unwritten"), say.M("exports.unwritten.do"), err)
	}
	return put(path, buffer.Bytes(), func(temporary string) error {
		back, err := os.ReadFile(temporary)
		if err != nil {
			return err
		}
		return d.Check(back)
	})
}

// WriteOpinions writes a file of opinions, whole or not at all, and reads it
// back: what cannot be taken in again does not go out.
func WriteOpinions(path string, s opinion.Set) error {
	b := opinion.Encode(s)
	return put(path, b, func(temporary string) error {
		back, err := os.ReadFile(temporary)
		if err != nil {
			return err
		}
		got, err := opinion.Decode(temporary, back)
		if err != nil {
			return err
		}
		if !bytes.Equal(opinion.Encode(got), b) {
			return errors.New("the opinions that were read back are others")
		}
		return nil
	})
}

// put writes bytes to a file after check has found them on the disk as they are
// to be.
func put(path string, b []byte, check func(temporary string) error) error {
	if owner := atomicfile.OpenElsewhere(path); owner != "" {
		return fileProblem(path, fmt.Errorf("%s: %w", owner, atomicfile.ErrBusy))
	}
	return fileProblem(path, atomicfile.Write(path,
		func(w io.Writer) error { _, err := w.Write(b); return err },
		func(temporary string) error {
			if err := check(temporary); err != nil {
				return say.Wrong(say.M("digest.differs"), say.M("digest.differs.do"), err)
			}
			return nil
		}))
}

func (b OpinionBook) properties() *excelize.DocProperties {
	p := excelize.DocProperties{
		Title: words("digest.title"), Subject: docx.Printable(b.Meeting),
		Creator: words("exports.app"), LastModifiedBy: words("exports.app"), Language: "zh-CN",
	}
	if !b.MadeAt.IsZero() {
		p.Created = b.MadeAt.UTC().Format(time.RFC3339)
		p.Modified = p.Created
	}
	return &p
}

// OpinionRow is a row of the sheet, as it is read.
type OpinionRow struct {
	Number                                              int
	Place, Quote, Text, Kind, Delegation, Deputy, State string
	Answer                                              string
}

func (r *OpinionRow) texts() []*string {
	return []*string{&r.Place, &r.Quote, &r.Text, &r.Kind, &r.Delegation, &r.Deputy, &r.State, &r.Answer}
}

// opinionColumns are the columns of the sheet; together they are as wide as A4
// across.
var opinionColumns = []struct {
	key   string
	width float64
	face  face
	of    func(OpinionRow) string
}{
	{"number", 5.5, numberFace, nil},
	{"place", 19, smallFace, func(r OpinionRow) string { return r.Place }},
	{"quote", 30, roomyFace, func(r OpinionRow) string { return r.Quote }},
	{"text", 34, roomyFace, func(r OpinionRow) string { return r.Text }},
	{"kind", 7.5, midFace, func(r OpinionRow) string { return r.Kind }},
	{"delegation", 12, midFace, func(r OpinionRow) string { return r.Delegation }},
	{"deputy", 9.5, midFace, func(r OpinionRow) string { return r.Deputy }},
	{"state", 8, midFace, func(r OpinionRow) string { return r.State }},
	{"answer", 24, roomyFace, func(r OpinionRow) string { return r.Answer }},
}

// rows are what the sheet must hold.
func (b OpinionBook) rows() []OpinionRow {
	var all []OpinionRow
	numbers := opinion.Numbers(b.Groups)
	for _, g := range b.Groups {
		for _, e := range g.Entries {
			r := OpinionRow{
				Number: numbers[e.ID], Place: place(e), Quote: quote(e), Text: text(e), Kind: kinds(e),
				Delegation: strings.Join(delegations(e.Under), "\n"), Deputy: strings.Join(deputies(e.Under), "\n"),
				State: e.Status.Word().In(say.Chinese), Answer: answer(e),
			}
			for _, s := range r.texts() {
				*s = strings.TrimSpace(docx.Printable(*s))
			}
			all = append(all, r)
		}
	}
	return all
}

func place(e opinion.Entry) string {
	if e.Item == "" {
		return e.Part
	}
	return e.Part + " › " + e.Item
}

func quote(e opinion.Entry) string {
	s := strings.TrimSpace(e.Quote)
	if s != "" && e.Found != opinion.Here {
		s += "\n" + words("digest.found", "Found", e.Found.Word())
	}
	return s
}

func text(e opinion.Entry) string {
	s := e.Text
	if strings.TrimSpace(s) == "" {
		s = words("digest.mark")
	}
	return s
}

func kinds(e opinion.Entry) string {
	var all []string
	for _, k := range e.Kinds {
		all = append(all, opinion.KindWord(k).In(say.Chinese))
	}
	for _, t := range e.Tags {
		all = append(all, "#"+t)
	}
	return strings.Join(all, "\n")
}

// delegations are those that opinions come from, each once.
func delegations(opinions []opinion.Received) []string {
	var all []string
	for _, o := range opinions {
		if d := strings.TrimSpace(o.By.Delegation); d != "" && !slices.Contains(all, d) {
			all = append(all, d)
		}
	}
	return all
}

// deputies are the names under opinions, and how many gave none. Two of one name in
// two delegations are two.
func deputies(opinions []opinion.Received) []string {
	var all []string
	seen := map[opinion.Deputy]bool{}
	unsigned := 0
	for _, o := range opinions {
		switch name := strings.TrimSpace(o.By.Name); {
		case name == "":
			unsigned++
		case !seen[o.By]:
			seen[o.By] = true
			all = append(all, name)
		}
	}
	if unsigned > 0 {
		all = append(all, words("digest.unsigned", "Count", unsigned))
	}
	return all
}

func answer(e opinion.Entry) string {
	s := e.Answer
	if e.Office != "" {
		s = strings.TrimSpace(s + "\n" + words("digest.office", "Office", e.Office))
	}
	return s
}

// counts is the line that says how much there is.
func (b OpinionBook) counts() string {
	opinions, seen := 0, map[string]bool{}
	status, from := map[opinion.Status]int{}, map[string]bool{}
	for _, g := range b.Groups {
		for _, e := range g.Entries {
			if seen[e.ID] {
				continue
			}
			seen[e.ID] = true
			opinions += len(e.Opinions)
			status[e.Status]++
			for _, d := range delegations(e.Opinions) {
				from[d] = true
			}
		}
	}
	var each []string
	for _, s := range opinion.Statuses {
		if status[s] > 0 {
			each = append(each, words("digest.status", "Status", s.Word(), "Count", status[s]))
		}
	}
	return words("digest.counts", "Entries", len(seen), "Opinions", opinions, "Delegations", len(from), "Status", cmp.Or(strings.Join(each, "、"), words("digest.status.none")))
}

// under is the line below the title.
func (b OpinionBook) under() string {
	parts := []string{}
	if b.Meeting != "" {
		parts = append(parts, b.Meeting)
	}
	if t := b.MadeAt; !t.IsZero() {
		parts = append(parts, words("digest.made", "Year", t.Year(), "Month", int(t.Month()), "Day", t.Day()))
	}
	return strings.Join(parts, "\u3000\u3000")
}

// sheet makes the sheet 审议意见汇总.
func (b OpinionBook) sheet(f *excelize.File) (*page, error) {
	widths := make([]float64, len(opinionColumns))
	heads := make([]cell, len(opinionColumns))
	for i, c := range opinionColumns {
		widths[i], heads[i] = c.width, cell{words("digest.column." + c.key), 1, headFace}
	}
	p, err := newPage(f, words("digest.title"), map[face]int{}, widths)
	if err != nil {
		return nil, err
	}
	all := len(widths)
	above := []struct {
		least float64
		cell  cell
	}{{36, cell{words("digest.title"), all, titleFace}}, {20, cell{b.under(), all, underTitle}}, {22, cell{b.counts(), all, underTitle}}}
	if b.Rehearsal {
		if err := p.write(24, cell{words("digest.rehearsal"), all, bannerFace}); err != nil {
			return nil, err
		}
	}
	for _, a := range above {
		if a.cell.value == "" {
			continue
		}
		if err := p.write(a.least, a.cell); err != nil {
			return nil, err
		}
	}
	if err := p.write(24, heads...); err != nil {
		return nil, err
	}
	repeat := p.row
	for _, r := range b.rows() {
		cells := make([]cell, all)
		for i, c := range opinionColumns {
			if c.of == nil {
				cells[i] = cell{r.Number, 1, c.face}
			} else {
				cells[i] = cell{c.of(r), 1, c.face}
			}
		}
		if err := p.write(leastRow, cells...); err != nil {
			return nil, err
		}
	}
	below, err := excelize.CoordinatesToCellName(1, repeat+1)
	if err != nil {
		return nil, err
	}
	first, last := fmt.Sprintf("A%d", repeat), fmt.Sprintf("I%d", max(p.row, repeat+1))
	if err := f.AutoFilter(p.name, first+":"+last, nil); err != nil {
		return nil, err
	}
	if err := f.SetPanes(p.name, &excelize.Panes{Freeze: true, YSplit: repeat, TopLeftCell: below, ActivePane: "bottomLeft"}); err != nil {
		return nil, err
	}
	return p, p.printing(Book{Meeting: b.Meeting, Vote: words("digest.title"), Rehearsal: b.Rehearsal}, true, repeat)
}

// ReadOpinionTable reads the rows of a workbook that WriteOpinionTable wrote.
func ReadOpinionTable(path string) (all []OpinionRow, err error) {
	f, err := openWritten(path)
	if err != nil {
		return nil, err
	}
	rows, err := f.GetRows(words("digest.title"), excelize.Options{RawCellValue: true})
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, err
	}
	begun := false
	for i, row := range rows {
		if !begun {
			begun = at(row, 0) == words("digest.column.number")
			continue
		}
		r := OpinionRow{
			Place: at(row, 1), Quote: at(row, 2), Text: at(row, 3), Kind: at(row, 4),
			Delegation: at(row, 5), Deputy: at(row, 6), State: at(row, 7), Answer: at(row, 8),
		}
		if at(row, 0) == "" && len(all) > 0 { // the rest of a row too tall for one
			more := r.texts()
			for i, s := range all[len(all)-1].texts() {
				*s += *more[i]
			}
			continue
		}
		if r.Number, err = strconv.Atoi(at(row, 0)); err != nil {
			return nil, fmt.Errorf("row %d: %w", i+1, err)
		}
		all = append(all, r)
	}
	return all, nil
}

// document is the digest to be printed: group by group, each opinion with
// its quote, its words, who gave it, and the answer.
func (b OpinionBook) document() docx.Document {
	d := docx.Document{
		Properties: docx.Properties{Title: words("digest.title"), Subject: b.Meeting, Creator: words("exports.app"), Created: b.MadeAt},
		Footer:     words("exports.footer", "Page", "{page}", "Pages", "{pages}"),
	}
	add := func(p ...docx.Paragraph) { d.Paragraphs = append(d.Paragraphs, p...) }
	if b.Rehearsal {
		d.Header = words("digest.rehearsal")
		add(docx.P(docx.Banner, words("digest.rehearsal")))
	}
	add(docx.P(docx.Title, words("digest.title")))
	if under := b.under(); under != "" {
		add(docx.P(docx.Subtitle, under))
	}
	add(docx.P(docx.Subtitle, b.counts()))
	numbers := opinion.Numbers(b.Groups)
	for _, g := range b.Groups {
		add(docx.P(docx.Heading1, g.Title))
		for _, e := range g.Entries {
			add(b.entry(numbers[e.ID], g, e)...)
		}
	}
	return d
}

// mostKept is how many characters of an opinion are kept on one page.
const mostKept = 400

func (b OpinionBook) entry(n int, g opinion.Group, e opinion.Entry) []docx.Paragraph {
	head := words("digest.entry", "Number", n, "Kinds", strings.ReplaceAll(kinds(e), "\n", " "))
	where := e.Item
	if e.Part != g.Title {
		where = place(e)
	}
	out := []docx.Paragraph{docx.P(docx.Heading2, head)}
	if where != "" {
		out = append(out, docx.Paragraph{Style: docx.Small, Runs: []docx.Run{{Text: where}}, Keep: true})
	}
	if q := quote(e); q != "" {
		out = append(out, docx.Paragraph{Style: docx.Quote, Runs: []docx.Run{{Text: q}}, Keep: true})
	}
	// What fits on a page stays together; a long text may go over to the next.
	said := docx.P(docx.Body, text(e))
	said.Keep = len([]rune(e.Text)) < mostKept
	by := docx.P(docx.Small, words("digest.by", "Who", who(e)))
	by.Keep = true
	out = append(out, said, by)
	reply := []docx.Run{{Text: words("digest.reply", "Status", e.Status.Word()), Bold: true}}
	if e.Answer != "" {
		reply = append(reply, docx.Run{Text: e.Answer})
	}
	if e.Office != "" {
		reply = append(reply, docx.Run{Text: words("digest.reply.office", "Office", e.Office)})
	}
	return append(out, docx.Paragraph{Style: docx.Answer, Runs: reply})
}

// who is everybody that gave an opinion, by delegation.
func who(e opinion.Entry) string {
	var order []string
	names := map[string][]string{}
	unsigned := map[string]int{}
	for _, o := range e.Opinions {
		d, name := strings.TrimSpace(o.By.Delegation), strings.TrimSpace(o.By.Name)
		if !slices.Contains(order, d) {
			order = append(order, d)
		}
		switch {
		case name == "":
			unsigned[d]++
		case !slices.Contains(names[d], name):
			names[d] = append(names[d], name)
		}
	}
	var all []string
	for _, d := range order {
		if n := unsigned[d]; n > 0 {
			names[d] = append(names[d], words("digest.unsigned", "Count", n))
		}
		all = append(all, strings.TrimSpace(d+" "+strings.Join(names[d], "、")))
	}
	return strings.Join(all, "；")
}
