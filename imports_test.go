package main

import (
	"os/exec"
	"strings"
	"testing"
)

// The house: ui, storage and exports know app; app knows none of them, nor the
// libraries that they are made with; assets know nobody; only main knows all.
func TestImportsPointInward(t *testing.T) {
	rules := []struct {
		folder string
		must   string // why, for the message
		not    []string
	}{
		{"app", "app holds what the app knows, without windows, files or formats", []string{
			"piaojue/ui", "piaojue/storage", "piaojue/exports", "fyne.io/", "go.etcd.io/bbolt", "github.com/xuri/excelize", "net/http",
		}},
		{"storage", "storage is driven, it drives nothing", []string{"piaojue/ui", "piaojue/exports", "fyne.io/"}},
		{"exports", "exports take plain structs of app", []string{"piaojue/ui", "piaojue/storage", "fyne.io/", "go.etcd.io/bbolt"}},
		{"ui", "ui reaches files only through functions given by main", []string{
			"piaojue/storage", "piaojue/exports", "go.etcd.io/bbolt", "github.com/xuri/excelize",
		}},
		{"assets", "assets are data", []string{"piaojue/app", "piaojue/ui", "piaojue/storage", "piaojue/exports", "fyne.io/"}},
	}
	for _, r := range rules {
		out, err := exec.Command("go", "list", "-tags", "ci", "-deps", "-f", "{{.ImportPath}}", "./"+r.folder+"/...").CombinedOutput()
		if err != nil {
			t.Fatalf("go list ./%s/...: %v\n%s", r.folder, err, out)
		}
		checked := 0
		for _, dep := range strings.Fields(string(out)) {
			if strings.HasPrefix(dep, "piaojue/"+r.folder) {
				checked++
			}
			for _, forbidden := range r.not {
				if strings.HasPrefix(dep, forbidden) {
					t.Errorf("%s depends on %s: %s", r.folder, dep, r.must)
				}
			}
		}
		if checked == 0 {
			t.Errorf("no package below %s was looked at", r.folder)
		}
	}
}
