// Package words puts the texts of the translation files on the screen, through
// Fyne's lang, in the language that the user chose, whatever the language of
// the operating system.
package words

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"github.com/jeandeaual/go-locale"
	"golang.org/x/text/language"

	"piaojue/app/say"
	"piaojue/assets/translations"
)

// Use makes l the language of every text asked for from now on. Texts already
// on the screen stay as they are.
//
// Fyne picks among the loaded languages by the locale of the system. The chosen
// texts, Fyne's own among them, are therefore loaded for that locale, for
// Fyne's fallback, and for the language itself; once is enough.
func Use(l say.Language) error {
	if loaded && l == current {
		return nil
	}
	data := translations.JSON(l)
	for _, name := range append(systemLocales(), "en", string(l)) {
		if err := lang.AddTranslations(fyne.NewStaticResource(name+".json", data)); err != nil {
			return err
		}
	}
	current, loaded = l, true
	return nil
}

var (
	current = say.Chinese
	loaded  bool
)

// Language is the one in use.
func Language() say.Language { return current }

func systemLocales() []string {
	found, err := locale.GetLocales()
	if err != nil {
		return nil
	}
	var names []string
	for _, name := range found {
		if tag, err := language.Parse(name); err == nil {
			names = append(names, tag.String())
		}
	}
	return names
}

// T is the text of a key, with name–value pairs for its {{.Name}}s. A value may
// be a say.Message.
func T(key string, pairs ...any) string { return Say(say.M(key, pairs...)) }

// Say puts a message into words.
func Say(m say.Message) string {
	if m.IsZero() {
		return ""
	}
	if len(m.Args) == 0 {
		return lang.X(m.Key, m.Key)
	}
	return lang.X(m.Key, m.Key, m.Rendered(Say))
}

// Explain gives the sentences for an error: what is wrong, and what to do next
// (may be empty).
func Explain(err error) (what, do string) {
	p := say.Explain(err)
	return Say(p.What), Say(p.Do)
}
