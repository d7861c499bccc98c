package booth

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"piaojue/app/project"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// showProject shows all that the list says of a project, over the ballot.
func showProject(st *stage.Stage, p project.Project) {
	rows := page.NewColumn(look.Gap)
	part := func(label, text string) {
		if strings.TrimSpace(text) == "" {
			return
		}
		rows.Add(page.NewColumn(0, prose.New(label).Faint().AtLeast(4), prose.New(text).AtLeast(16)))
	}
	for _, of := range []struct {
		part project.Part
		text string
	}{
		{project.PartContent, strings.Join(p.Content, "\n")},
		{project.PartCategory, p.Category},
		{project.PartUnit, p.Unit},
		{project.PartDeadline, p.Deadline},
		{project.PartMoney, p.Money.String()},
		{project.PartFunding, p.Funding},
		{project.PartSource, p.Source},
		{project.PartRemark, p.Remark},
	} {
		part(words.Say(of.part.Label()), of.text)
	}
	for _, f := range p.Extra {
		part(f.Name, f.Value)
	}
	scroll := page.NewScroll(rows, look.Gap, 0)
	window := st.Window.Canvas().Size()
	height := min(window.Height*0.55, 22*look.Current().TextSize())
	body := container.NewStack(stage.Space(0), scroll)
	st.Ask(stage.Question{
		Title: words.T("booth.named", "ID", p.ID, "Name", p.Name),
		Body:  container.New(tall{height}, body),
		No:    words.T("booth.detail.close"),
	})
}

// tall keeps a height.
type tall struct{ height float32 }

func (t tall) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func (t tall) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width, t.height)
}
