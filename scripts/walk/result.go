package main

import (
	"os"
	"path/filepath"

	"github.com/xuri/excelize/v2"

	"piaojue/exports"
)

// result exports the count and compares the workbook with what was cast.
func result(home string) {
	w := open(home)
	w.click(t("shell.place.result"))
	w.click(t("results.reasons"))
	picture("result-reasons")
	w.click(t("results.export"))
	picture("result-export")
	w.click(t("stage.save.yes"))
	w.find(t("stage.saved"), 0)
	picture("result-exported")
	w.click(t("stage.saved.close"))
	w.quit()

	written := filepath.Join(home, "..", t("results.file.rehearsal", "Vote", t("window.rehearsal.vote")))
	b, err := os.ReadFile(written)
	must(err)
	copied := filepath.Join("out", filepath.Base(written))
	must(os.WriteFile(copied, b, 0o644))

	figures, err := exports.ReadBack(written)
	must(err)
	if figures.Roll != 9 || figures.Present != present || figures.Issued != present || figures.Returned != cast ||
		figures.Missing != present-cast || figures.Valid != cast || figures.Invalid != 0 || figures.Places != 10 {
		fail("the workbook says %+v", figures)
	}
	for p, l := range figures.Lines {
		approve, against := 0, 0
		for _, n := range approvals {
			if p < n {
				approve++
			}
			if p == 10 {
				against++
			}
		}
		if l.Name != candidates[p] || l.Approve != approve || l.Against != against || l.Abstain != cast-approve-against {
			fail("line %d of the workbook says %+v", p+1, l)
		}
	}
	if len(figures.Lines) != len(candidates) {
		fail("the workbook has %d lines", len(figures.Lines))
	}

	f, err := excelize.OpenFile(written)
	must(err)
	defer f.Close()
	if got := f.GetSheetList(); len(got) != 3 || got[0] != "票决结果" || got[1] != "候选项目" || got[2] != "规则" {
		fail("the workbook has the sheets %v", got)
	}
}
