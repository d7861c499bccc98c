package intake

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"piaojue/app/note"
	"piaojue/app/opinion"
	"piaojue/app/say"
)

func TestReadOpinions(t *testing.T) {
	folder := t.TempDir()
	set := opinion.FromNotes([]note.Note{{ID: "1", Kind: note.Question, Colour: note.Yellow, Project: "3", Text: "工期？"}}, opinion.Deputy{})
	good := filepath.Join(folder, "甲"+opinion.Ending)
	if err := os.WriteFile(good, opinion.Encode(set), 0o600); err != nil {
		t.Fatal(err)
	}
	if s, err := ReadOpinions(good); err != nil || len(s.Opinions) != 1 || s.Opinions[0].Text != "工期？" {
		t.Errorf("%+v, %v", s, err)
	}
	large := filepath.Join(folder, "大.jsonld")
	if err := os.WriteFile(large, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, opinion.MostBytes+1); err != nil {
		t.Fatal(err)
	}
	for path, key := range map[string]string{
		large: "opinion.file.large", folder: "opinion.file.folder", filepath.Join(folder, "无.jsonld"): "opinion.file.missing",
	} {
		_, err := ReadOpinions(path)
		var p *say.Problem
		if !errors.As(err, &p) || p.What.Key != key || !strings.Contains(p.Sentence(say.Chinese), filepath.Base(path)) {
			t.Errorf("%s: %v, want %s", path, err, key)
		}
	}
}

func TestOpinionFilesOfAFolder(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"乙.批注.jsonld", "甲.JSON", "说明.txt", ".hidden.json", "~$甲.json", "名单.xlsx", "更深/丙.jsonld"} {
		path := filepath.Join(folder, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte("{}"), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	in := func(name string) string { return filepath.Join(folder, name) }
	got, err := OpinionFiles([]string{in("说明.txt"), folder, in("乙.批注.jsonld")})
	want := []string{in("乙.批注.jsonld"), in("甲.JSON"), in("说明.txt")}
	slices.Sort(want)
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v", got, err)
	}
	if _, err := OpinionFiles([]string{in("none")}); err == nil {
		t.Error("a folder that is not there was taken")
	}
}
