package stagetest

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"piaojue/ui/look"
)

// one is the app of all stages: with a new app, and with every change of the
// theme, Fyne reads its fonts anew, which takes longer than most tests.
var one fyne.App

// shared is that app as a test finds it: in the plain look, with no preference
// kept.
func shared(t *testing.T) fyne.App {
	if one == nil {
		one = test.NewApp()
	}
	fyne.SetCurrentApp(one)
	plain := look.New(look.Light, look.DefaultText)
	if l, ok := one.Settings().Theme().(*look.Look); !ok || *l != *plain {
		one.Settings().SetTheme(plain)
	}
	p := &preferences{Preferences: one.Preferences()}
	t.Cleanup(p.forget)
	return app{one, p}
}

// app is the shared app with the preferences of one test.
type app struct {
	fyne.App
	preferences *preferences
}

func (a app) Preferences() fyne.Preferences { return a.preferences }

// preferences remember what was kept, to forget it when the test ends.
type preferences struct {
	fyne.Preferences
	kept []string
}

func (p *preferences) keeps(key string) fyne.Preferences {
	p.kept = append(p.kept, key)
	return p.Preferences
}

func (p *preferences) forget() {
	for _, key := range p.kept {
		p.RemoveValue(key)
	}
}

// The ways to keep a preference, for Fyne.

func (p *preferences) SetBool(key string, v bool)           { p.keeps(key).SetBool(key, v) }
func (p *preferences) SetBoolList(key string, v []bool)     { p.keeps(key).SetBoolList(key, v) }
func (p *preferences) SetFloat(key string, v float64)       { p.keeps(key).SetFloat(key, v) }
func (p *preferences) SetFloatList(key string, v []float64) { p.keeps(key).SetFloatList(key, v) }
func (p *preferences) SetInt(key string, v int)             { p.keeps(key).SetInt(key, v) }
func (p *preferences) SetIntList(key string, v []int)       { p.keeps(key).SetIntList(key, v) }
func (p *preferences) SetString(key string, v string)       { p.keeps(key).SetString(key, v) }
func (p *preferences) SetStringList(key string, v []string) { p.keeps(key).SetStringList(key, v) }
