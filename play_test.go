package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"piaojue/ui/cli"
)

// Meetings with restarts go on real files as their scripts say, and leave nothing behind.
func TestMeetingsWithRestartsGoOnFiles(t *testing.T) {
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	t.Setenv("TMP", temporary)
	for _, name := range []string{
		"restart-at-every-step", "pause", "sign-in-by-name", "officers-replaced", "doubtful-marks", "scan-twice", "attendance-after-archive", "void-then-motion",
	} {
		t.Run(name, func(t *testing.T) {
			var out, complaint bytes.Buffer
			args := []string{"run", filepath.Join("testdata", "meetings", name+".txt")}
			if status := cli.Meeting(args, commandFiles(), nil, &out, &complaint); status != cli.Done || complaint.Len() > 0 {
				t.Fatalf("status %d: %s", status, complaint.String())
			}
			if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
				t.Errorf("left behind: %v, %v", left, err)
			}
		})
	}
}
