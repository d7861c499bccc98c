package meeting

import (
	"strings"

	"piaojue/app/say"
)

// Report gives the report that was taken in; ok is false where there is none.
func (d *Desk) Report() (doc Document, ok bool, err error) { return d.store.Document() }

// FormerReports gives the reports that were replaced, each once, the one that was
// replaced last at the end: notes are found again by them, and they can be
// compared with the present one.
func (d *Desk) FormerReports() ([]Document, error) { return d.store.Formers() }

// SetReport takes a report in and keeps the one before; allowed in every state, as it is no part of the
// vote. A text of white space only is refused.
func (d *Desk) SetReport(doc Document) error {
	if strings.TrimSpace(doc.Text) == "" {
		return say.Wrong(say.M("meeting.report.empty", "File", doc.Name), say.M("meeting.report.empty.do"), nil)
	}
	return d.store.SetDocument(doc)
}
