package main

import (
	"errors"
	"os"
	"path/filepath"

	"piaojue/app/meeting"
	"piaojue/storage"
	"piaojue/ui/cli"
)

// played is the meeting file of a script, in a folder of its own.
type played struct {
	folder string
	first  meeting.Meeting
	file   *storage.MeetingFile
}

// keepMeeting makes the file that a script is played on.
func keepMeeting(first meeting.Meeting) (cli.Kept, error) {
	folder, err := os.MkdirTemp("", "piaojue-")
	if err != nil {
		return nil, err
	}
	return &played{folder: folder, first: first}, nil
}

// Open opens the file, after closing it where it is open.
func (p *played) Open() (meeting.Store, error) {
	if p.file != nil {
		if err := p.file.Close(); err != nil {
			return nil, err
		}
	}
	f, err := storage.OpenMeeting(filepath.Join(p.folder, "meeting.db"), p.first.Setup.Rehearsal, func() (storage.Beginning, error) {
		return storage.Beginning{Meeting: p.first}, nil
	})
	if err != nil {
		return nil, err
	}
	p.file = f
	return f, nil
}

// Remove closes the file and deletes it.
func (p *played) Remove() error {
	var err error
	if p.file != nil {
		err = p.file.Close()
	}
	return errors.Join(err, os.RemoveAll(p.folder))
}
