package cli

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"piaojue/app/meeting"
	"piaojue/storage/intake"
	"piaojue/storage/storetest"
)

var update = flag.Bool("update", false, "write the golden files")

// kept is a meeting in memory; opening it again copies it, as a file would, and
// fails whoever goes on with the old one.
type kept struct{ store *storetest.Meeting }

func (k *kept) Open() (meeting.Store, error) {
	k.store = k.store.Reopened()
	return k.store, nil
}

func (k *kept) Remove() error { return nil }

func inMemory() Files {
	return Files{
		KeepMeeting: func(first meeting.Meeting) (Kept, error) { return &kept{storetest.Holding(first)}, nil },
		ReadScript: func(path string) (string, error) {
			b, err := os.ReadFile(path)
			return string(b), err
		},
		ReadBallots: intake.ReadBallots,
	}
}

const scripts = "../../testdata/meetings"

// Every whole meeting of testdata goes as its script says. Of those with a golden
// file, all that came of it is compared.
func TestWholeMeetings(t *testing.T) {
	all, err := filepath.Glob(filepath.Join(scripts, "*.txt"))
	if err != nil || len(all) < 40 {
		t.Fatalf("%d scripts: %v", len(all), err)
	}
	for _, path := range all {
		name := strings.TrimSuffix(filepath.Base(path), ".txt")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out, complaint bytes.Buffer
			if status := Meeting([]string{"run", path}, inMemory(), nil, &out, &complaint); status != Done || complaint.Len() > 0 {
				t.Fatalf("status %d: %s", status, complaint.String())
			}
			golden := filepath.Join(scripts, name+".json")
			if *update {
				if _, err := os.Stat(golden); err == nil {
					if err := os.WriteFile(golden, out.Bytes(), 0o644); err != nil {
						t.Fatal(err)
					}
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				return // held by its expect lines alone
			}
			if diff := cmp.Diff(string(want), out.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}
