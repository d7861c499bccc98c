package opinion

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// deepest bounds how deep a file may be nested; ours goes to 7.
const deepest = 32

var (
	errNoText    = errors.New("not UTF-8")
	errSurrogate = errors.New("half of a surrogate pair")
	errDeep      = errors.New("nested too deep")
	errTwice     = errors.New("a name stands twice in one object")
	errTrailing  = errors.New("something follows the end")
)

// object is a JSON object as read; its values are object, []any, string,
// json.Number, bool or nil.
type object = map[string]any

// readTree reads JSON strictly: what the package encoding/json would silently
// repair or drop (wrong UTF-8, half a surrogate pair, a name that stands twice)
// is an error.
func readTree(b []byte) (any, error) {
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	if !utf8.Valid(b) {
		return nil, errNoText
	}
	if halfSurrogate(b) {
		return nil, errSurrogate
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	v, err := readValue(d, 0)
	if err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errTrailing
	}
	return v, nil
}

func readValue(d *json.Decoder, depth int) (any, error) {
	t, err := d.Token()
	if err != nil {
		return nil, err
	}
	if depth > deepest {
		return nil, errDeep
	}
	switch t {
	case json.Delim('{'):
		o := object{}
		for d.More() {
			k, err := d.Token()
			if err != nil {
				return nil, err
			}
			name, ok := k.(string)
			if !ok {
				return nil, fmt.Errorf("the name %v", k)
			}
			if _, twice := o[name]; twice {
				return nil, fmt.Errorf("%w: %s", errTwice, name)
			}
			if o[name], err = readValue(d, depth+1); err != nil {
				return nil, err
			}
		}
		_, err := d.Token()
		return o, err
	case json.Delim('['):
		l := []any{}
		for d.More() {
			v, err := readValue(d, depth+1)
			if err != nil {
				return nil, err
			}
			l = append(l, v)
		}
		_, err := d.Token()
		return l, err
	}
	return t, nil
}

// halfSurrogate reports whether an escape names half of a surrogate pair.
// Backslashes stand in strings only.
func halfSurrogate(b []byte) bool {
	for i := 0; i < len(b); i++ {
		if b[i] != '\\' {
			continue
		}
		switch u := escaped(b[i:]); {
		case u < 0:
			i++ // the sign after the backslash
		case u >= 0xDC00 && u < 0xE000:
			return true
		case u >= 0xD800 && u < 0xDC00:
			if low := escaped(b[i+6:]); low < 0xDC00 || low >= 0xE000 {
				return true
			}
			i += 11
		default:
			i += 5
		}
	}
	return false
}

// escaped is the code unit of a \uXXXX at the start of b, or -1.
func escaped(b []byte) int {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return -1
	}
	u := 0
	for _, c := range b[2:6] {
		switch {
		case '0' <= c && c <= '9':
			u = u<<4 | int(c-'0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			u = u<<4 | int(c|0x20-'a'+10)
		default:
			return -1
		}
	}
	return u
}

// compact writes a tree in one form: names in order, nothing escaped that need
// not be.
func compact(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		// A tree of the values above can always be written.
		panic("opinion: " + err.Error())
	}
	return strings.TrimSpace(b.String())
}

// equal reports whether two trees are the same, numbers as they are written.
func equal(a, b any) bool {
	switch a := a.(type) {
	case object:
		b, ok := b.(object)
		if !ok || len(a) != len(b) {
			return false
		}
		for k, v := range a {
			if w, ok := b[k]; !ok || !equal(v, w) {
				return false
			}
		}
		return true
	case []any:
		b, ok := b.([]any)
		return ok && slices.EqualFunc(a, b, equal)
	}
	switch b.(type) {
	case object, []any:
		return false
	}
	return a == b
}
