package storage

import (
	"encoding/json"
	"errors"
	"fmt"

	"piaojue/app/opinion"
)

// Where the records of a digest stand, each under its own id.
const (
	opinionsGroup = "opinions"
	mattersGroup  = "matters"
)

// OpinionsFile keeps a 审议意见汇总, apart from the notes of whoever makes it: an
// opinion.Store. It is safe for use from several goroutines.
type OpinionsFile struct{ file *file }

// OpenOpinions opens the file of a digest at path, or creates it. The errors are
// those of OpenMeeting.
func OpenOpinions(path string) (*OpinionsFile, error) {
	f, err := openFile(path, opinionsKind, func(*records) error { return nil })
	if err != nil {
		return nil, err
	}
	return &OpinionsFile{file: f}, nil
}

// Close ends the use of the file.
func (o *OpinionsFile) Close() error { return o.file.Close() }

// Path is where the file is.
func (o *OpinionsFile) Path() string { return o.file.path }

// State gives all opinions and matters.
func (o *OpinionsFile) State() (opinion.State, error) {
	s := opinion.NewState()
	err := o.file.view(func(r *records) error {
		err := r.each(opinionsGroup, func(_, body []byte) error {
			var v opinion.Received
			err := fromJSON(opinionsGroup, body, &v)
			s.Opinions[v.ID] = v
			return err
		})
		if err != nil {
			return err
		}
		return r.each(mattersGroup, func(_, body []byte) error {
			var v opinion.Matter
			err := fromJSON(mattersGroup, body, &v)
			s.Matters[v.ID] = v
			return err
		})
	})
	if err != nil {
		return opinion.State{}, err
	}
	return s, nil
}

// Change saves and removes records in one transaction.
func (o *OpinionsFile) Change(c opinion.Change) error {
	return o.file.update(func(r *records) error {
		put := func(group, id string, v any) error {
			if id == "" {
				return errors.New("storage: a record without an id")
			}
			body, err := json.Marshal(v)
			if err != nil {
				return fmt.Errorf("storage: writing %s: %w", group, err)
			}
			return r.put(group, []byte(id), body)
		}
		for _, v := range c.Opinions {
			if err := put(opinionsGroup, v.ID, v); err != nil {
				return err
			}
		}
		for _, v := range c.Matters {
			if err := put(mattersGroup, v.ID, v); err != nil {
				return err
			}
		}
		for _, id := range c.GoneOpinions {
			if err := r.remove(opinionsGroup, []byte(id)); err != nil {
				return err
			}
		}
		for _, id := range c.GoneMatters {
			if err := r.remove(mattersGroup, []byte(id)); err != nil {
				return err
			}
		}
		return nil
	})
}
