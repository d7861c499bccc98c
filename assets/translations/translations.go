// Package translations holds every text that people read, one folder a
// language and one file an area of the app, as flat JSON: key → text, with
// values as {{.Name}} (the format of Fyne's lang and of text/template).
//
// A key begins with its area, which is the name of its file. Every key stands
// in every language; a test holds that, and that every key in use exists.
package translations

import (
	"embed"
	"encoding/json"
	"fmt"
	"sync"
)

// Language is the name of a folder of texts, as in BCP 47.
type Language string

const (
	Chinese Language = "zh-Hans"
	English Language = "en"
)

//go:embed zh-Hans/*.json en/*.json
var files embed.FS

var catalogues = sync.OnceValue(func() map[Language]map[string]string {
	all := map[Language]map[string]string{}
	for _, l := range []Language{Chinese, English} {
		all[l] = map[string]string{}
		entries, err := files.ReadDir(string(l))
		if err != nil {
			panic(err)
		}
		for _, e := range entries {
			b, err := files.ReadFile(string(l) + "/" + e.Name())
			if err != nil {
				panic(err)
			}
			var texts map[string]string
			if err := json.Unmarshal(b, &texts); err != nil {
				panic(fmt.Errorf("translations: %s/%s: %w", l, e.Name(), err))
			}
			for k, v := range texts {
				all[l][k] = v
			}
		}
	}
	return all
})

// Text gives the text of a key.
func Text(l Language, key string) (string, bool) {
	t, ok := catalogues()[l][key]
	return t, ok
}

// JSON gives all texts of a language as one flat object, as Fyne's lang loads it.
func JSON(l Language) []byte {
	b, err := json.Marshal(catalogues()[l])
	if err != nil {
		panic(err)
	}
	return b
}
