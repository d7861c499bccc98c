package meeting

import (
	"crypto/pbkdf2"
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"io"

	"piaojue/app/say"
)

const (
	// A station code is 4 to 12 digits.
	fewestDigits, mostDigits = 4, 12
	// stretch makes one try of a code cost a good tenth of a second (OWASP's
	// figure for PBKDF2-HMAC-SHA-256). So few digits can still be tried
	// through by whoever has the file: the code keeps deputies from the desk,
	// and protects nothing else.
	stretch = 600_000
	// saltSize and hashSize are in bytes.
	saltSize, hashSize = 16, 32
)

// SetCode sets the station code that lets a ballot through and leaves the
// booth; "" for none. Before Casting only, in each round. 4 to 12 digits, half or full width.
func (d *Desk) SetCode(code string) error {
	if code != "" {
		code = digits(code)
		if len(code) < fewestDigits || len(code) > mostDigits {
			return say.Wrong(say.M("meeting.code.digits", "Fewest", fewestDigits, "Most", mostDigits), say.Message{}, nil)
		}
	}
	// The hash takes long and is therefore made before the transaction.
	var set *Code
	if code != "" {
		salt := make([]byte, saltSize)
		if _, err := io.ReadFull(d.rand, salt); err != nil {
			return fmt.Errorf("meeting: salting the station code: %w", err)
		}
		hash, err := pbkdf2.Key(sha256.New, code, salt, d.stretch, hashSize)
		if err != nil {
			return fmt.Errorf("meeting: stretching the station code: %w", err)
		}
		set = &Code{Salt: salt, Hash: hash, Iterations: d.stretch}
	}
	return d.update(func(m *Meeting, r *Round) error {
		if r.State.Reached(Casting) {
			return say.Wrong(say.M("meeting.code.late"), say.Message{}, nil)
		}
		m.Code = set
		return nil
	})
}

// CodeRight reports whether the code is right (always, where none is set). It
// takes a good tenth of a second.
func (d *Desk) CodeRight(code string) (bool, error) {
	m, err := d.store.Meeting()
	if err != nil {
		return false, err
	}
	if m.Code == nil {
		return true, nil
	}
	hash, err := pbkdf2.Key(sha256.New, digits(code), m.Code.Salt, m.Code.Iterations, len(m.Code.Hash))
	if err != nil {
		return false, fmt.Errorf("meeting: stretching the station code: %w", err)
	}
	return subtle.ConstantTimeCompare(hash, m.Code.Hash) == 1, nil
}

// digits gives a code in half-width digits, or "" if it holds anything else.
func digits(code string) string {
	out := make([]byte, 0, mostDigits)
	for _, r := range code {
		switch {
		case '0' <= r && r <= '9':
			out = append(out, byte(r))
		case '０' <= r && r <= '９':
			out = append(out, byte('0'+r-'０'))
		default:
			return ""
		}
	}
	return string(out)
}
