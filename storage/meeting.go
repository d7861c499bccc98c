package storage

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/say"
)

// Where the records of a meeting stand. The ballots of a round have a group of
// their own; their keys are random and nothing else is known of them.
const (
	meetingGroup  = "meeting"
	meetingKey    = "meeting"
	documentGroup = "document"
	documentKey   = "report"
	formerGroup   = "former" // the reports that were replaced, under rising numbers
	boxGroup      = "box %04d"
	ballotKeySize = 16
)

// Beginning is what a new meeting file holds. A document without text is none.
type Beginning struct {
	Meeting  meeting.Meeting
	Document meeting.Document
}

// MeetingFile keeps one meeting: a meeting.Store. It is safe for use from
// several goroutines; a change must not call the store that runs it.
type MeetingFile struct {
	file      *file
	rehearsal bool
	begin     func() (Beginning, error)
}

// OpenMeeting opens the meeting file at path, or creates it with what begin
// gives; with a nil begin a missing file is an error. A rehearsal is never opened
// as a real meeting, nor the other way round. Errors that a person can do
// something about are *say.Problem: the file is held by another window, damaged,
// of another program, newer than the app, or cannot be written. Whatever the
// error, the file is left as it is.
func OpenMeeting(path string, rehearsal bool, begin func() (Beginning, error)) (*MeetingFile, error) {
	m := &MeetingFile{rehearsal: rehearsal, begin: begin}
	var fill func(*records) error
	if begin != nil {
		fill = m.fill
	}
	f, err := openFile(path, meetingKind, fill)
	if err != nil {
		return nil, err
	}
	m.file = f
	stored, err := m.Meeting()
	if err == nil && stored.Setup.Rehearsal != rehearsal {
		err = crossed(path, stored.Setup.Rehearsal)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return m, nil
}

// crossed refuses a rehearsal as a real meeting, or the other way round.
func crossed(path string, rehearsal bool) error {
	if rehearsal {
		return say.Wrong(about("storage.rehearsal", path), about("storage.rehearsal.do", path), nil)
	}
	return say.Wrong(about("storage.real", path), about("storage.real.do", path), nil)
}

// fill writes a new meeting.
func (m *MeetingFile) fill(r *records) error {
	b, err := m.begin()
	if err != nil {
		return err
	}
	if b.Meeting.Setup.Rehearsal != m.rehearsal {
		return fmt.Errorf("storage: a meeting to begin that is no rehearsal where one is due, or the other way round")
	}
	if err := putJSON(r, meetingGroup, meetingKey, b.Meeting); err != nil {
		return err
	}
	if b.Document.Text == "" {
		return nil
	}
	return putJSON(r, documentGroup, documentKey, b.Document)
}

// Close ends the use of the file.
func (m *MeetingFile) Close() error { return m.file.Close() }

// Path is where the file is.
func (m *MeetingFile) Path() string { return m.file.path }

// Meeting gives the stored meeting.
func (m *MeetingFile) Meeting() (stored meeting.Meeting, err error) {
	err = m.file.view(func(r *records) error {
		stored, err = readMeeting(r)
		return err
	})
	return stored, err
}

func readMeeting(r *records) (meeting.Meeting, error) {
	var m meeting.Meeting
	found, err := getJSON(r, meetingGroup, meetingKey, &m)
	if err == nil && !found {
		err = damaged("no meeting")
	}
	return m, err
}

// Update reads the meeting, lets change alter it and commits it, unless change
// fails. The id of a meeting and whether it is a rehearsal cannot be altered.
func (m *MeetingFile) Update(change func(*meeting.Meeting) error) error {
	return m.file.update(func(r *records) error { return changeMeeting(r, change) })
}

func changeMeeting(r *records, change func(*meeting.Meeting) error) error {
	m, err := readMeeting(r)
	if err != nil {
		return err
	}
	id, rehearsal := m.ID, m.Setup.Rehearsal
	if err := change(&m); err != nil {
		return err
	}
	if m.ID != id || m.Setup.Rehearsal != rehearsal {
		return errors.New("storage: a change of what a meeting is")
	}
	return putJSON(r, meetingGroup, meetingKey, m)
}

// Cast commits the change of the meeting and the ballot of a round together,
// the ballot under a fresh random key, and rewrites the file in the order of
// the keys.
func (m *MeetingFile) Cast(round int, b ballot.Ballot, change func(*meeting.Meeting) error) error {
	body, err := packBallot(b)
	if err != nil {
		return err
	}
	return m.file.updateUnordered(func(r *records) error {
		if err := changeMeeting(r, change); err != nil {
			return err
		}
		group, key := box(round), make([]byte, ballotKeySize)
		for fresh := false; !fresh; fresh = !r.has(group, key) {
			if _, err := rand.Read(key); err != nil {
				return err
			}
		}
		return r.put(group, key, body)
	})
}

func box(round int) string { return fmt.Sprintf(boxGroup, round) }

// Returned is the number of ballots in the box of a round.
func (m *MeetingFile) Returned(round int) (n int, err error) {
	err = m.file.view(func(r *records) error {
		n, err = r.count(box(round))
		return err
	})
	return n, err
}

// Ballots gives the ballots of a round in the order of their keys, after all
// records of the file were compared with their sum.
func (m *MeetingFile) Ballots(round int) (ballots []ballot.Ballot, err error) {
	err = m.file.view(func(r *records) error {
		if err := r.verify(); err != nil {
			return err
		}
		return r.each(box(round), func(_, body []byte) error {
			b, err := unpackBallot(body)
			if err != nil {
				return err
			}
			ballots = append(ballots, b)
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	return ballots, nil
}

// Shake rewrites the file so that nothing in it tells in which order ballots
// came. Each cast does so too; here a failure is an error.
func (m *MeetingFile) Shake() error { return m.file.shake() }

// Document gives the report; ok is false where none was taken in.
func (m *MeetingFile) Document() (d meeting.Document, ok bool, err error) {
	err = m.file.view(func(r *records) error {
		ok, err = getJSON(r, documentGroup, documentKey, &d)
		return err
	})
	return d, ok, err
}

// SetDocument takes a report in and keeps the one before, in one transaction.
func (m *MeetingFile) SetDocument(d meeting.Document) error {
	return m.file.update(func(r *records) error {
		var before meeting.Document
		found, err := getJSON(r, documentGroup, documentKey, &before)
		if err != nil {
			return err
		}
		if found && before != d {
			if err := keepFormer(r, before); err != nil {
				return err
			}
		}
		return putJSON(r, documentGroup, documentKey, d)
	})
}

// keepFormer puts a report behind those that were replaced before; one that is
// among them already changes its place.
func keepFormer(r *records, d meeting.Document) error {
	var again []byte
	next := 1
	err := r.each(formerGroup, func(key, body []byte) error {
		var other meeting.Document
		if err := fromJSON(formerGroup, body, &other); err != nil {
			return err
		}
		n, err := strconv.Atoi(string(key))
		if err != nil {
			return damaged("a record of %s has the key %q", formerGroup, key)
		}
		next = n + 1
		if other == d {
			again = bytes.Clone(key)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if again != nil {
		if err := r.remove(formerGroup, again); err != nil {
			return err
		}
	}
	return putJSON(r, formerGroup, fmt.Sprintf("%08d", next), d)
}

// Formers gives the reports that were replaced, each once, the one that was
// replaced last at the end.
func (m *MeetingFile) Formers() (formers []meeting.Document, err error) {
	err = m.file.view(func(r *records) error {
		return r.each(formerGroup, func(_, body []byte) error {
			var d meeting.Document
			if err := fromJSON(formerGroup, body, &d); err != nil {
				return err
			}
			formers = append(formers, d)
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	return formers, nil
}

// BeginAgain puts a rehearsal aside, where Kept lists it, and begins a new one
// in its place; the store stays the same. A real meeting is refused.
func (m *MeetingFile) BeginAgain() error {
	if !m.rehearsal || m.begin == nil {
		return say.Wrong(say.M("storage.again"), say.M("storage.again.do"), nil)
	}
	return m.file.beginAgain(m.fill)
}

// putJSON writes a record as JSON.
func putJSON(r *records, group, key string, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("storage: writing %s: %w", group, err)
	}
	return r.put(group, []byte(key), body)
}

// getJSON reads a record, if it is there.
func getJSON(r *records, group, key string, v any) (found bool, err error) {
	body, err := r.get(group, []byte(key))
	if err != nil || body == nil {
		return false, err
	}
	return true, fromJSON(group, body, v)
}

// fromJSON reads a body. A field that is not known is an error: it would be lost
// when the record is written again.
func fromJSON(group string, body []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return fmt.Errorf("%w: a record of %s: %w", errDamaged, group, err)
	}
	if _, err := d.Token(); err != io.EOF {
		return damaged("a record of %s goes on", group)
	}
	return nil
}
