package storage

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// nameCandidates takes a meeting to schema 2: a candidate of a round was its id
// alone, and is its id and name. Everything else that is new is absent from an
// older meeting, and means there what its absence means.
func nameCandidates(r *records) error {
	body, err := r.get(meetingGroup, []byte(meetingKey))
	if err != nil {
		return err
	}
	if body == nil {
		return damaged("no meeting")
	}
	var whole map[string]any
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if err := d.Decode(&whole); err != nil {
		return fmt.Errorf("%w: a meeting of schema 1: %w", errDamaged, err)
	}
	names := map[any]any{}
	setup, _ := whole["Setup"].(map[string]any)
	list, _ := setup["List"].(map[string]any)
	projects, _ := list["Projects"].([]any)
	for _, p := range projects {
		if p, ok := p.(map[string]any); ok {
			names[p["ID"]] = p["Name"]
		}
	}
	rounds, _ := whole["Rounds"].([]any)
	for _, round := range rounds {
		round, _ := round.(map[string]any)
		candidates, _ := round["Candidates"].([]any)
		for i, id := range candidates {
			name, known := names[id]
			if !known {
				name = id
			}
			candidates[i] = map[string]any{"ID": id, "Name": name}
		}
	}
	return putJSON(r, meetingGroup, meetingKey, whole)
}
