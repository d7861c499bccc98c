package storage

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"filippo.io/age"
	"golang.org/x/text/unicode/norm"
)

// A guarded file holds one record that says how to come to its data key, and
// sealed records. Nothing of a sealed record can be read without the key, neither
// what group it is of nor under which key it stood; how many there are, and how
// long each is to the next full step, can be seen.
//
// The data key is random and stays the same while the passphrase changes. It is
// wrapped by age with its scrypt recipient.
const (
	guardKey    = "passphrase" // in fileGroup: the data key as age wraps it
	sealedGroup = "sealed"

	dataKeySize = 32
	// sealedStep is what the length of a sealed record is rounded up to.
	sealedStep = 128
)

// WorkFactor is the logarithm of scrypt's cost: 2^18 with blocks of 1 KB take
// 256 MB and about a second, for whoever tries a passphrase as for its owner.
// It is age's own choice of 2024. Tests lower it.
var WorkFactor = 18

// mostWorkFactor bounds what a file of others can ask of this machine: 1 GB.
const mostWorkFactor = 20

// errPassphrase is a passphrase that does not open the file.
var errPassphrase = errors.New("wrong passphrase")

// wrap puts the data key under a passphrase.
func wrap(key []byte, passphrase string) ([]byte, error) {
	r, err := age.NewScryptRecipient(plainForm(passphrase))
	if err != nil {
		return nil, fmt.Errorf("storage: %w", err)
	}
	r.SetWorkFactor(WorkFactor)
	var out bytes.Buffer
	w, err := age.Encrypt(&out, r)
	if err != nil {
		return nil, fmt.Errorf("storage: wrapping a key: %w", err)
	}
	if _, err := w.Write(key); err != nil {
		return nil, fmt.Errorf("storage: wrapping a key: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("storage: wrapping a key: %w", err)
	}
	return out.Bytes(), nil
}

// unwrap gives the data key; errPassphrase where the passphrase is another.
func unwrap(wrapped []byte, passphrase string) ([]byte, error) {
	id, err := age.NewScryptIdentity(plainForm(passphrase))
	if err != nil {
		return nil, errPassphrase // an empty one
	}
	id.SetMaxWorkFactor(mostWorkFactor)
	r, err := age.Decrypt(bytes.NewReader(wrapped), id)
	var none *age.NoIdentityMatchError
	if errors.As(err, &none) {
		return nil, errPassphrase
	}
	if err != nil {
		return nil, damaged("the wrapped key: %v", err)
	}
	key := make([]byte, dataKeySize)
	if _, err := io.ReadFull(r, key); err != nil {
		return nil, damaged("the wrapped key: %v", err)
	}
	return key, nil
}

// plainForm is one form of a passphrase that can be typed in several: with
// full-width digits and letters, as input methods give them, or without.
func plainForm(passphrase string) string { return norm.NFKC.String(passphrase) }

// guard seals and opens records with a data key.
type guard struct {
	data  []byte // the data key, to wrap it anew
	names []byte // key of the names of records
	aead  cipher.AEAD
}

func newGuard(data []byte) (*guard, error) {
	derive := func(what string) ([]byte, error) { return hkdf.Key(sha256.New, data, nil, what, 32) }
	names, err := derive("piaojue notes 1 names")
	if err != nil {
		return nil, err
	}
	bodies, err := derive("piaojue notes 1 bodies")
	if err != nil {
		return nil, err
	}
	defer wipe(bodies)
	block, err := aes.NewCipher(bodies)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, err
	}
	return &guard{data: data, names: names, aead: aead}, nil
}

// newKey is a random data key.
func newKey() []byte {
	key := make([]byte, dataKeySize)
	_, _ = rand.Read(key) // it never fails
	return key
}

// wipe overwrites a secret. Copies that the runtime or the libraries made are out
// of reach, as is a passphrase: Go's strings cannot be overwritten.
func wipe(secret []byte) { clear(secret) }

func (g *guard) forget() {
	if g != nil {
		wipe(g.data)
		wipe(g.names)
		g.aead = nil
	}
}

// name is the key under which a record stands: the same each time, and saying
// nothing.
func (g *guard) name(group string, key []byte) []byte {
	h := hmac.New(sha256.New, g.names)
	h.Write(place(group, key))
	return h.Sum(nil)
}

// seal gives the name of a record and its body, sealed together with what it is.
func (g *guard) seal(group string, key, body []byte) (name, sealed []byte) {
	name = g.name(group, key)
	plain := binary.AppendUvarint(nil, uint64(len(group)))
	plain = append(plain, group...)
	plain = binary.AppendUvarint(plain, uint64(len(key)))
	plain = append(plain, key...)
	plain = binary.AppendUvarint(plain, uint64(len(body)))
	plain = append(plain, body...)
	plain = append(plain, make([]byte, (sealedStep-len(plain)%sealedStep)%sealedStep)...)
	return name, g.aead.Seal(nil, nil, plain, name)
}

// open gives back what was sealed under a name.
func (g *guard) open(name, sealed []byte) (group string, key, body []byte, err error) {
	plain, err := g.aead.Open(nil, nil, sealed, name)
	if err != nil {
		return "", nil, nil, damaged("a sealed record: %v", err)
	}
	next := func() (part []byte) {
		size, n := binary.Uvarint(plain)
		if n <= 0 || size > uint64(len(plain)-n) {
			err = damaged("a sealed record of no form")
			return nil
		}
		part, plain = plain[n:n+int(size)], plain[n+int(size):]
		return part
	}
	g1, k, b := next(), next(), next()
	if err != nil {
		return "", nil, nil, err
	}
	return string(g1), k, b, nil
}
