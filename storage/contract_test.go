package storage

import (
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"piaojue/app/meeting"
	"piaojue/app/note"
	"piaojue/storage/storetest"
)

// reopened gives a test its file, after closing it if it is open.
func reopened[F interface{ Close() error }](open func(path string) (F, error)) func(*testing.T) F {
	var files sync.Map
	type opened struct {
		path string
		file F
	}
	return func(t *testing.T) F {
		t.Helper()
		o := opened{}
		if before, ok := files.Load(t.Name()); ok {
			o = before.(opened)
			if err := o.file.Close(); err != nil {
				t.Fatal(err)
			}
		} else {
			o.path = filepath.Join(t.TempDir(), "data.piaojue")
		}
		f, err := open(o.path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Close() })
		o.file = f
		files.Store(t.Name(), o)
		return f
	}
}

func TestMeetingFileKeepsTheContract(t *testing.T) {
	var first meeting.Meeting
	open := reopened(func(path string) (*MeetingFile, error) {
		return OpenMeeting(path, true, func() (Beginning, error) { return Beginning{Meeting: first}, nil })
	})
	storetest.MeetingContract(t, func(t *testing.T, m meeting.Meeting) meeting.Store {
		first = m
		return open(t)
	})
}

func TestNotesFileKeepsTheContract(t *testing.T) {
	open := reopened(OpenNotes)
	storetest.NotesContract(t, func(t *testing.T) note.Store { return open(t) })
}

func TestAnySequenceOnFiles(t *testing.T) { onFiles(t, storetest.AnySequence) }

func TestAnyMeetingOnFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("slow: each act is synced to the disk")
	}
	onFiles(t, func(t *testing.T, begin func(meeting.Meeting) func() (meeting.Store, error)) {
		storetest.AnyMeeting(t, 30, begin)
	})
}

// onFiles drives meetings on a file each.
func onFiles(t *testing.T, drive func(*testing.T, func(meeting.Meeting) func() (meeting.Store, error))) {
	folder := t.TempDir()
	runs := 0
	var last *MeetingFile
	drive(t, func(first meeting.Meeting) func() (meeting.Store, error) {
		runs++
		path := filepath.Join(folder, fmt.Sprint(runs, ".piaojue"))
		return func() (meeting.Store, error) {
			if last != nil {
				if err := last.Close(); err != nil {
					return nil, err
				}
			}
			var err error
			last, err = OpenMeeting(path, true, func() (Beginning, error) { return Beginning{Meeting: first}, nil })
			return last, err
		}
	})
	if err := last.Close(); err != nil {
		t.Fatal(err)
	}
}
