package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"

	"github.com/xuri/excelize/v2"

	"piaojue/assets"
)

// The two files that the clerk imports. The good one is the rehearsal's list as
// a clerk keeps it: titles over the header, other names and another order of
// the columns, categories merged down, a note below.
const (
	goodList = "list.xlsx"
	badList  = "bad.csv"
)

// importLists tries the bad file, which changes nothing, and adopts the good one.
func (w *window) importLists() {
	folder := filepath.Join(w.home, "..")
	must(writeGoodList(filepath.Join(folder, goodList)))
	must(os.WriteFile(filepath.Join(folder, badList), []byte("编号,项目名称\n1,甲\n1,乙\n"), 0o644))

	w.click(t("desk.part.list"))
	w.choose("desk.list.import", "bad", "projects.import.open")
	w.find("bad.csv", 0)
	picture("import-refused")
	w.click(t("stage.understood"))
	w.click(t("desk.part.list"))
	w.find(t("desk.list.has", "Count", len(candidates)), 0)

	w.choose("desk.list.import", "list", "projects.import.open")
	w.find(t("projects.preview", "File", goodList), 0)
	picture("import-preview")
	w.click(t("projects.adopt"))
	w.click(t("desk.part.list"))
	w.find(t("desk.list.has", "Count", len(candidates)), 0)
}

// choose picks a file in the dialog of an import, which opens on the home folder.
func (w *window) choose(button, name, open string) {
	w.click(t(button))
	w.find(t(open), 0)
	w.click(name)
	w.click(t(open))
}

func writeGoodList(path string) error {
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(assets.RehearsalList, []byte("\ufeff")))).ReadAll()
	if err != nil {
		return err
	}
	f := excelize.NewFile()
	defer f.Close()
	const sheet = "Sheet1"
	set := func(column, row int, text string) {
		cell, cellErr := excelize.CoordinatesToCellName(column, row)
		if cellErr == nil {
			cellErr = f.SetCellStr(sheet, cell, text)
		}
		if err == nil {
			err = cellErr
		}
	}
	set(1, 1, "姑苏区2021年政府实事项目候选项目清单")
	for i, head := range []string{"项目类别", "序 号", "项 目", "主要内容", "牵头单位", "完成时间", "依据", "备注"} {
		set(i+1, 3, head)
	}
	merge := func(from, to int) {
		if mergeErr := f.MergeCell(sheet, fmt.Sprintf("A%d", from), fmt.Sprintf("A%d", to)); err == nil {
			err = mergeErr
		}
	}
	if mergeErr := f.MergeCell(sheet, "A1", "H1"); err == nil {
		err = mergeErr
	}
	first := 4
	for i, r := range rows[1:] {
		row := i + 4
		if i > 0 && r[1] != rows[i][1] {
			merge(first, row-1)
			first = row
		}
		if row == first {
			set(1, row, r[1])
		}
		for column, text := range map[int]string{2: r[0], 3: r[2], 4: r[3], 5: "区住建委", 6: r[6], 7: r[4], 8: r[9]} {
			set(column, row, text)
		}
	}
	merge(first, len(rows)+2)
	set(1, len(rows)+4, "注：以上项目供代表审议。")
	if err != nil {
		return err
	}
	return f.SaveAs(path)
}
