package translations

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template/parse"
)

var languages = []Language{Chinese, English}

// fynes is the file with the texts of Fyne's own widgets, whose keys are Fyne's.
const fynes = "fyne"

// texts of one language, by area and key, straight from the files.
func texts(t *testing.T, l Language) map[string]map[string]string {
	t.Helper()
	entries, err := files.ReadDir(string(l))
	if err != nil {
		t.Fatal(err)
	}
	areas := map[string]map[string]string{}
	for _, e := range entries {
		name := string(l) + "/" + e.Name()
		b, err := files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		area := strings.TrimSuffix(e.Name(), ".json")
		areas[area] = flat(t, name, b)
	}
	return areas
}

// flat reads a flat object; a key that stands twice would silently win.
func flat(t *testing.T, name string, b []byte) map[string]string {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(b))
	if _, err := d.Token(); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	all := map[string]string{}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var text string
		if err := d.Decode(&text); err != nil {
			t.Fatalf("%s: %v: %v", name, key, err)
		}
		if _, twice := all[key.(string)]; twice {
			t.Errorf("%s: %s stands twice", name, key)
		}
		all[key.(string)] = text
	}
	return all
}

// Every key stands in every language, in the file of its area, with a text.
func TestEveryKeyStandsInEveryLanguage(t *testing.T) {
	chinese := texts(t, Chinese)
	if len(chinese) == 0 {
		t.Fatal("no texts")
	}
	for _, l := range languages {
		theirs := texts(t, l)
		for area, want := range chinese {
			for key := range want {
				if _, ok := theirs[area][key]; !ok {
					t.Errorf("%s/%s.json lacks %s", l, area, key)
				}
			}
		}
		for area, got := range theirs {
			for key, text := range got {
				if _, ok := chinese[area][key]; !ok {
					t.Errorf("%s/%s.json has %s, which is not in %s", l, area, key, Chinese)
				}
				if area != fynes && !strings.HasPrefix(key, area+".") {
					t.Errorf("%s/%s.json has %s of another area", l, area, key)
				}
				if strings.TrimSpace(text) == "" {
					t.Errorf("%s: %s has no text", l, key)
				}
			}
		}
	}
}

// names are the values that a text speaks of, each once. A text may choose by a
// value ({{if .Name}}); there is nothing else to it than values and choices.
func names(text string) ([]string, error) {
	tree, err := parse.Parse("", text, "", "")
	if err != nil {
		return nil, err
	}
	found := map[string]bool{}
	for _, t := range tree {
		err = errors.Join(err, collect(t.Root, found))
	}
	return slices.Sorted(maps.Keys(found)), err
}

func collect(n parse.Node, found map[string]bool) error {
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return nil
		}
		var err error
		for _, n := range n.Nodes {
			err = errors.Join(err, collect(n, found))
		}
		return err
	case *parse.TextNode:
		return nil
	case *parse.ActionNode:
		return collect(n.Pipe, found)
	case *parse.IfNode:
		return errors.Join(collect(n.Pipe, found), collect(n.List, found), collect(n.ElseList, found))
	case *parse.PipeNode:
		if len(n.Decl) == 0 && len(n.Cmds) == 1 && len(n.Cmds[0].Args) == 1 {
			if f, ok := n.Cmds[0].Args[0].(*parse.FieldNode); ok && len(f.Ident) == 1 {
				found[f.Ident[0]] = true
				return nil
			}
		}
	}
	return fmt.Errorf("%s is neither a value nor a choice", n)
}

// The texts of a key speak of the same values in every language.
func TestValuesAreTheSameInEveryLanguage(t *testing.T) {
	for key, chinese := range catalogues()[Chinese] {
		want, err := names(chinese)
		if err != nil {
			t.Errorf("%s: %s: %v", Chinese, key, err)
			continue
		}
		for _, l := range languages {
			got, err := names(catalogues()[l][key])
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("%s: %s speaks of %v, in Chinese of %v (%v)", l, key, got, want, err)
			}
		}
	}
}

var (
	halfWidth = regexp.MustCompile(`\p{Han}[,;:!?]|[,;:!?]\p{Han}`)
	han       = regexp.MustCompile(`\p{Han}`)
	fullWidth = regexp.MustCompile(`[，。；：！？（）]`)
)

// Chinese is written with full-width punctuation and in the register of the
// field; English has its own punctuation.
func TestTextsAreWellWritten(t *testing.T) {
	for key, text := range catalogues()[Chinese] {
		if m := halfWidth.FindString(text); m != "" {
			t.Errorf("%s: half-width %q in %s", key, m, text)
		}
		if strings.ContainsAny(text, "！您") {
			t.Errorf("%s: not in the register: %s", key, text)
		}
	}
	for key, text := range catalogues()[English] {
		// A sample of Chinese in it has its own.
		if m := fullWidth.FindString(text); m != "" && !han.MatchString(text) {
			t.Errorf("%s: full-width %q in %s", key, m, text)
		}
	}
}

// use is a place in the code that asks for a text.
type use struct {
	where string
	key   string
	whole bool // the key is written out, not only how it begins
	// values are the names that are given; nil where they are not written out.
	values []string
	// next is set for the next step of a problem, which follows a sentence.
	next bool
}

// Every key that the code asks for exists, and every value that its text
// speaks of is given. The next step of a problem follows what is wrong, so that
// in English it begins with a space. Files that cannot be parsed are the compiler's to report.
func TestWhatTheCodeAsksForExists(t *testing.T) {
	keys := slices.Sorted(maps.Keys(catalogues()[Chinese]))
	begins := func(prefix string) bool {
		i, _ := slices.BinarySearch(keys, prefix)
		return i < len(keys) && strings.HasPrefix(keys[i], prefix)
	}
	uses := scan(t, filepath.Join("..", ".."))
	if len(uses) < 100 {
		t.Fatalf("only %d uses of texts found: the scan no longer sees the code", len(uses))
	}
	for _, u := range uses {
		text, ok := catalogues()[Chinese][u.key]
		switch {
		case !u.whole:
			if !begins(u.key) {
				t.Errorf("%s: no key begins with %q", u.where, u.key)
			}
		case !ok:
			t.Errorf("%s: no text for %q", u.where, u.key)
		case u.values != nil:
			spoken, _ := names(text)
			for _, name := range spoken {
				if !slices.Contains(u.values, name) {
					t.Errorf("%s: %s speaks of {{.%s}}, which is not given", u.where, u.key, name)
				}
			}
		}
		if u.next && !strings.HasPrefix(catalogues()[English][u.key], " ") {
			t.Errorf("%s: %s is a next step and begins without a space: %q", u.where, u.key, catalogues()[English][u.key])
		}
	}
}

// scan finds the uses of texts in the code, without its tests: the keys in calls
// of say.M, words.T and tr, and every other string that looks like a key of an
// area.
func scan(t *testing.T, root string) []use {
	t.Helper()
	areas := map[string]bool{}
	for area := range texts(t, Chinese) {
		areas[area] = area != fynes
	}
	var uses []use
	set := token.NewFileSet()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil // a file that is just being replaced
		}
		name := d.Name()
		if d.IsDir() {
			if path != root && (strings.HasPrefix(name, ".") || name == "testdata" || name == "out") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			return nil
		}
		uses = append(uses, usesIn(set, f, areas)...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return uses
}

var (
	keyForm  = regexp.MustCompile(`^([a-z]+)\.[a-z0-9_]+(\.[a-z0-9_]+)*[._]?$`)
	fileForm = regexp.MustCompile(`\.(go|txt|json|csv|xlsx|docx|pdf|png|svg|db|log|sum|mod|ttf|otf|md)$`)
)

func usesIn(set *token.FileSet, f *ast.File, areas map[string]bool) []use {
	var uses []use
	seen := map[ast.Node]bool{} // literals that a call has already accounted for
	next := map[ast.Node]bool{} // keys of next steps
	add := func(at ast.Node, key string, whole bool, values []string) {
		p := set.Position(at.Pos())
		uses = append(uses, use{fmt.Sprintf("%s:%d", filepath.ToSlash(p.Filename), p.Line), key, whole, values, next[at]})
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec, *ast.Field:
			// Import paths and struct tags are no keys; functions in fields have no body.
			return false
		case *ast.CallExpr:
			if isCall(n.Fun, "say", "Wrong") && len(n.Args) == 3 {
				if do, ok := n.Args[1].(*ast.CallExpr); ok && len(do.Args) > 0 {
					next[do.Args[0]] = true
				}
			}
			if !asksForText(f, n.Fun) || len(n.Args) == 0 {
				return true
			}
			if key, ok := literal(n.Args[0]); ok {
				seen[n.Args[0]] = true
				add(n.Args[0], key, true, given(n))
			}
		case *ast.BinaryExpr:
			if key, ok := literal(n.X); ok && n.Op == token.ADD && !seen[n.X] && isKey(key, areas) {
				seen[n.X] = true
				add(n.X, key, false, nil)
			}
		case *ast.BasicLit:
			if key, ok := literal(n); ok && !seen[n] && isKey(key, areas) {
				add(n, key, !strings.HasSuffix(key, ".") && !strings.HasSuffix(key, "_"), nil)
			}
		}
		return true
	})
	return uses
}

// isKey reports whether a string looks like a key, or the beginning of one, of
// an area that there is.
func isKey(s string, areas map[string]bool) bool {
	m := keyForm.FindStringSubmatch(s)
	return m != nil && areas[m[1]] && !fileForm.MatchString(s)
}

// asksForText reports whether a function takes a key and pairs of values.
func asksForText(f *ast.File, fun ast.Expr) bool {
	if name, ok := fun.(*ast.Ident); ok {
		return name.Name == "tr" || name.Name == "M" && f.Name.Name == "say" || name.Name == "T" && f.Name.Name == "words"
	}
	return isCall(fun, "say", "M") || isCall(fun, "words", "T")
}

func isCall(fun ast.Expr, pkg, name string) bool {
	sel, ok := fun.(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != name {
		return false
	}
	x, ok := sel.X.(*ast.Ident)
	return ok && x.Name == pkg
}

// given are the names of the values in a call, nil if they are not all written out.
func given(call *ast.CallExpr) []string {
	if call.Ellipsis.IsValid() {
		return nil
	}
	names := []string{}
	for i := 1; i < len(call.Args); i += 2 {
		name, ok := literal(call.Args[i])
		if !ok {
			return nil
		}
		names = append(names, name)
	}
	return names
}

func literal(e ast.Node) (string, bool) {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(l.Value)
	return s, err == nil
}

// The scan sees every way in which the code names a key, and nothing else.
func TestScanSeesKeys(t *testing.T) {
	const code = `package x
import "piaojue/say"
type t struct { a string ` + "`json:\"say.tag\"`" + ` }
func f(key, name string, pairs []any) {
	say.M("say.plain")
	say.M("say.given", "A", 1, "B", say.M("say.inside"))
	words.T("say.spread", pairs...)
	words.T("say.named", name, 1)
	tr("unknown.area")
	say.M("say.joined." + name)
	key = "say.variable"
	open("say.json")
	print("other.words", "say it. No key")
	say.Wrong(say.M("say.wrong"), say.M("say.wrong.do"), nil)
}`
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, "x.go", code, 0)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, u := range usesIn(set, f, map[string]bool{"say": true}) {
		got = append(got, fmt.Sprint(u.key, " ", u.whole, " ", u.values, " ", u.values == nil, " ", u.next))
	}
	want := []string{
		"say.plain true [] false false",
		"say.given true [A B] false false",
		"say.inside true [] false false",
		"say.spread true [] true false",
		"say.named true [] true false",
		"unknown.area true [] false false",
		"say.joined. false [] true false",
		"say.variable true [] true false",
		"say.wrong true [] false false",
		"say.wrong.do true [] false true",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
