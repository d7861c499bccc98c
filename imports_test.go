package main

import (
	"os/exec"
	"slices"
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
		// What only tests import may know more: it stands a screen on a store in memory.
		packages := slices.DeleteFunc(list(t, "./"+r.folder+"/..."), func(p string) bool { return strings.HasSuffix(p, "test") })
		checked := 0
		for _, dep := range list(t, append([]string{"-deps"}, packages...)...) {
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

func list(t *testing.T, args ...string) []string {
	out, err := exec.Command("go", append([]string{"list", "-tags", "ci"}, args...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("go list %v: %v\n%s", args, err, out)
	}
	return strings.Fields(string(out))
}
