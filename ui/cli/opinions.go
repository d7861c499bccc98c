package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"piaojue/app/opinion"
	"piaojue/app/project"
	"piaojue/app/report"
	"piaojue/app/say"
)

// Opinions puts files of opinions together and prints how they stand:
//
//	piaojue opinions -report FILE [-projects FILE] [-by section|project|delegation]
//	    [-xlsx OUT] [-docx OUT] [-json OUT] FILE...
//
// Equal opinions are joined; each stands where its passage stands in the
// report, or at its project, or under each delegation that gave it. -xlsx writes a workbook, -docx a document to be
// printed, -json all opinions and answers as one file, which is also an input:
// that is how answers are kept. Nothing is written unless every file can be read.
//
// The status is 0, or 2 where anything is wrong with the input or a file cannot
// be written.
func (f Files) Opinions(args []string, stdout, stderr io.Writer) int {
	g, err := givenTo("opinions", args, []string{"report", "projects", "by", "xlsx", "docx", "json"}, nil)
	if errors.Is(err, flag.ErrHelp) {
		return f.print(stdout, stderr, say.M("cli.opinions.usage").In(say.Chinese)+"\n")
	}
	if err == nil {
		err = g.needs("report")
	}
	if err == nil && len(g.rest) == 0 {
		err = g.misuse(nil, "cli.opinions.files")
	}
	if err != nil {
		return complain(stderr, err)
	}
	name, err := choice(g, "by", "section", "section", "project", "delegation")
	if err != nil {
		return complain(stderr, err)
	}
	by := map[string]opinion.By{"section": opinion.BySection, "project": opinion.ByProject, "delegation": opinion.ByDelegation}[name]
	source, err := f.ReadText(g.of("report"))
	if err != nil {
		return complain(stderr, err)
	}
	var list project.List
	if g.has("projects") {
		if list, err = f.ReadList(g.of("projects")); err != nil {
			return complain(stderr, err)
		}
	}
	var files []opinion.File
	for _, path := range g.rest {
		set, err := f.ReadOpinions(path)
		if err != nil {
			return complain(stderr, err)
		}
		files = append(files, opinion.File{Name: filepath.Base(path), Set: set})
	}
	state, taken := opinion.Merge(opinion.NewState(), files, time.Time{})
	groups := opinion.Arrange(state, report.Parse(source), list, by)
	for _, write := range []struct {
		path string
		how  func(string) error
	}{
		{g.of("xlsx"), func(p string) error { return f.WriteTable(p, groups, list.Rehearsal) }},
		{g.of("docx"), func(p string) error { return f.WriteDocument(p, groups, list.Rehearsal) }},
		{g.of("json"), func(p string) error {
			return f.WriteSet(p, state.Set(say.M("opinion.digest").In(say.Chinese)))
		}},
	} {
		if write.path == "" {
			continue
		}
		if err := write.how(write.path); err != nil {
			return complain(stderr, err)
		}
	}
	return f.print(stdout, stderr, drawTaken(taken)+drawGroups(groups))
}

// drawTaken is what each file brought, a line each.
func drawTaken(taken []opinion.Taken) string {
	var b strings.Builder
	for _, t := range taken {
		fmt.Fprintln(&b, t.Says().In(say.Chinese))
	}
	return b.String()
}

// drawGroups is the digest as lines for people.
func drawGroups(groups []opinion.Group) string {
	var b strings.Builder
	numbers := opinion.Numbers(groups)
	for _, g := range groups {
		fmt.Fprintln(&b, "\n"+say.M("cli.opinions.group", "Title", g.Title, "Count", len(g.Entries)).In(say.Chinese))
		for _, e := range g.Entries {
			var kinds []say.Message
			for _, k := range e.Kinds {
				kinds = append(kinds, opinion.KindWord(k))
			}
			fmt.Fprintln(&b, say.M("cli.opinions.entry", "Number", numbers[e.ID], "Kinds", kinds, "Status", e.Status.Word(), "Count", len(e.Opinions)).In(say.Chinese))
			where := ""
			if e.Part != g.Title && e.Found <= opinion.Elsewhere {
				where = e.Part
			}
			for _, line := range []string{where, quotedLine(e), strings.ReplaceAll(e.Text, "\n", " "), e.Answer} {
				if line != "" {
					fmt.Fprintln(&b, "    "+line)
				}
			}
		}
	}
	return b.String()
}

func quotedLine(e opinion.Entry) string {
	if e.Quote == "" {
		return ""
	}
	s := say.M("cli.opinions.quote", "Text", strings.ReplaceAll(e.Quote, "\n", " ")).In(say.Chinese)
	if e.Found != opinion.Here {
		s += say.M("cli.opinions.found", "Found", e.Found.Word()).In(say.Chinese)
	}
	return s
}
