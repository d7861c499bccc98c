package intake

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"piaojue/app/opinion"
	"piaojue/app/say"
)

// ReadOpinions reads a file of opinions; see opinion.Decode.
func ReadOpinions(path string) (opinion.Set, error) {
	name := filepath.Base(path)
	b, err := readBounded(path, opinion.MostBytes)
	if err != nil {
		return opinion.Set{}, opinionProblem(name, err)
	}
	return opinion.Decode(name, b)
}

// opinionEndings are how the names of files of opinions end.
var opinionEndings = []string{".jsonld", ".json"}

// OpinionFiles are the paths of the files of opinions among some files and in
// some folders (not in folders in them), each once, in order. A file that is
// named is taken whatever its name; in a folder, the endings decide, and what
// programs leave beside their files is passed over.
func OpinionFiles(paths []string) ([]string, error) {
	var all []string
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, opinionProblem(filepath.Base(p), err)
		}
		if !info.IsDir() {
			all = append(all, p)
			continue
		}
		in, err := os.ReadDir(p)
		if err != nil {
			return nil, opinionProblem(filepath.Base(p), err)
		}
		for _, e := range in {
			name := e.Name()
			if e.Type().IsRegular() && !strings.HasPrefix(name, ".") && !strings.HasPrefix(name, "~") &&
				slices.Contains(opinionEndings, strings.ToLower(filepath.Ext(name))) {
				all = append(all, filepath.Join(p, name))
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// opinionProblem says why a file could not be read.
func opinionProblem(name string, err error) error {
	key := "opinion.file.unreadable"
	switch {
	case errors.Is(err, os.ErrNotExist):
		key = "opinion.file.missing"
	case errors.Is(err, os.ErrPermission):
		key = "opinion.file.forbidden"
	case errors.Is(err, errTooLarge):
		key = "opinion.file.large"
	case errors.Is(err, errNotRegular):
		key = "opinion.file.folder"
	}
	return say.Wrong(say.M(key, "File", name, "Most", opinion.MostOpinions), say.M(key+".do"), err)
}
