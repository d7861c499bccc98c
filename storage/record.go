package storage

import (
	"bytes"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"strconv"

	"go.etcd.io/bbolt"
)

// Each record is stored with a checksum over its group, its key and its body,
// and the file holds one sum over the checksums of all records. So a record that
// was changed, moved, lost, brought back or doubled is noticed. Both are against
// damage, not against forgery: whoever can write the file can compute them.
//
// All records of a file stand in one bucket of bbolt, each under the name of a
// group and its key in it: bbolt lays several buckets down in an order of its
// own, and a file is to follow from its records alone.
const (
	recordFormat = 1
	recordLabel  = "piaojue record 1"
	allRecords   = "records"

	fileGroup = "file"
	kindKey   = "kind"
	schemaKey = "schema"
	sumKey    = "sum"
)

// place is where a record stands; split takes it apart. The name of a group has
// no zero byte.
func place(group string, key []byte) []byte {
	return append(append([]byte(group), 0), key...)
}

func split(place []byte) (group string, key []byte, err error) {
	g, key, ok := bytes.Cut(place, []byte{0})
	if !ok {
		return "", nil, damaged("a record without a group")
	}
	return string(g), key, nil
}

// checksum binds a body to its place.
func checksum(group string, key, body []byte) [sha256.Size]byte {
	h := sha256.New()
	for _, part := range [][]byte{[]byte(recordLabel), []byte(group), key, body} {
		var size [8]byte
		binary.LittleEndian.PutUint64(size[:], uint64(len(part)))
		h.Write(size[:])
		h.Write(part)
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// seal makes a record of a body: format, body, checksum.
func seal(group string, key, body []byte) []byte {
	sum := checksum(group, key, body)
	record := make([]byte, 0, 1+len(body)+len(sum))
	record = append(record, recordFormat)
	record = append(record, body...)
	return append(record, sum[:]...)
}

// unseal gives the body and the checksum of a record, if it is sound.
func unseal(group string, key, record []byte) (body []byte, sum [sha256.Size]byte, err error) {
	if len(record) < 1+sha256.Size || record[0] != recordFormat {
		return nil, sum, damaged("a record of %s has no known format", group)
	}
	body = record[1 : len(record)-sha256.Size]
	sum = checksum(group, key, body)
	if subtle.ConstantTimeCompare(sum[:], record[len(record)-sha256.Size:]) != 1 {
		return nil, sum, damaged("a record of %s has a wrong checksum", group)
	}
	return body, sum, nil
}

// tally is the sum over all records of a file but itself: how many there are,
// and their checksums, folded so that their order does not matter.
type tally struct {
	count  uint64
	folded [sha256.Size]byte
}

func (t *tally) fold(sum [sha256.Size]byte) {
	subtle.XORBytes(t.folded[:], t.folded[:], sum[:])
}

func (t *tally) bytes() []byte {
	return append(binary.LittleEndian.AppendUint64(nil, t.count), t.folded[:]...)
}

// records is a transaction on the records of a file. Bodies that it gives are
// valid, and must be left alone, until it ends.
type records struct {
	tx *bbolt.Tx
	// sum is kept up to date from the first change on.
	sum *tally
}

// bucket gives the bucket of all records, or nil in a file that has none yet.
func (r *records) bucket() *bbolt.Bucket { return r.tx.Bucket([]byte(allRecords)) }

// get gives the body of a record, or nil where there is none.
func (r *records) get(group string, key []byte) ([]byte, error) {
	b := r.bucket()
	if b == nil {
		return nil, nil
	}
	record := b.Get(place(group, key))
	if record == nil {
		return nil, nil
	}
	body, _, err := unseal(group, key, record)
	return body, err
}

// has reports whether there is a record, sound or not.
func (r *records) has(group string, key []byte) bool {
	b := r.bucket()
	return b != nil && b.Get(place(group, key)) != nil
}

// raw goes through the records of a group in the order of their keys.
func (r *records) raw(group string, do func(key, record []byte) error) error {
	b := r.bucket()
	if b == nil {
		return nil
	}
	prefix, c := place(group, nil), b.Cursor()
	for at, record := c.Seek(prefix); bytes.HasPrefix(at, prefix); at, record = c.Next() {
		if err := do(at[len(prefix):], record); err != nil {
			return err
		}
	}
	return nil
}

// count is the number of records in a group.
func (r *records) count(group string) (n int, err error) {
	err = r.raw(group, func(_, _ []byte) error { n++; return nil })
	return n, err
}

// each gives the records of a group in the order of their keys.
func (r *records) each(group string, do func(key, body []byte) error) error {
	return r.raw(group, func(key, record []byte) error {
		body, _, err := unseal(group, key, record)
		if err != nil {
			return err
		}
		return do(key, body)
	})
}

// rest gives the records of every group but that of the file itself.
func (r *records) rest(do func(group string, key, body []byte) error) error {
	b := r.bucket()
	if b == nil {
		return nil
	}
	return b.ForEach(func(at, record []byte) error {
		group, key, err := split(at)
		if err != nil || group == fileGroup {
			return err
		}
		body, _, err := unseal(group, key, record)
		if err != nil {
			return err
		}
		return do(group, key, body)
	})
}

// put writes a record, in place of the one with its key.
func (r *records) put(group string, key, body []byte) error {
	b, err := r.tx.CreateBucketIfNotExists([]byte(allRecords))
	if err != nil {
		return err
	}
	at := place(group, key)
	record, old := seal(group, key, body), b.Get(at)
	if bytes.Equal(old, record) {
		return nil
	}
	if err := r.change(group, key, old, record); err != nil {
		return err
	}
	return b.Put(at, record)
}

// remove deletes a record; none is no error.
func (r *records) remove(group string, key []byte) error {
	b, at := r.bucket(), place(group, key)
	if b == nil {
		return nil
	}
	old := b.Get(at)
	if old == nil {
		return nil
	}
	if err := r.change(group, key, old, nil); err != nil {
		return err
	}
	return b.Delete(at)
}

// change takes a record that goes out of the sum and one that comes in.
func (r *records) change(group string, key, old, record []byte) error {
	if r.sum == nil {
		sum, err := r.stored()
		if err != nil {
			return err
		}
		r.sum = &sum
	}
	if old != nil {
		_, sum, err := unseal(group, key, old)
		if err != nil {
			return err
		}
		r.sum.fold(sum)
		r.sum.count--
	}
	if record != nil {
		r.sum.fold([sha256.Size]byte(record[len(record)-sha256.Size:]))
		r.sum.count++
	}
	return nil
}

// stored reads the sum; that of a new file is zero.
func (r *records) stored() (tally, error) {
	body, err := r.get(fileGroup, []byte(sumKey))
	if err != nil || body == nil {
		return tally{}, err
	}
	if len(body) != 8+sha256.Size {
		return tally{}, damaged("a sum of %d bytes", len(body))
	}
	return tally{count: binary.LittleEndian.Uint64(body), folded: [sha256.Size]byte(body[8:])}, nil
}

// finish writes the sum, if anything was changed, and reports whether it was.
func (r *records) finish() (changed bool, err error) {
	if r.sum == nil {
		return false, nil
	}
	key := []byte(sumKey)
	return true, r.bucket().Put(place(fileGroup, key), seal(fileGroup, key, r.sum.bytes()))
}

// verify reads every record and compares them with the sum.
func (r *records) verify() error {
	b := r.bucket()
	if b == nil {
		return damaged("no records")
	}
	var found tally
	err := b.ForEach(func(at, record []byte) error {
		group, key, err := split(at)
		if err != nil {
			return err
		}
		_, sum, err := unseal(group, key, record)
		if err != nil {
			return err
		}
		if group != fileGroup || string(key) != sumKey {
			found.fold(sum)
			found.count++
		}
		return nil
	})
	if err != nil {
		return err
	}
	stored, err := r.stored()
	if err != nil {
		return err
	}
	if stored != found {
		return damaged("%d records, %d expected", found.count, stored.count)
	}
	return nil
}

// identify reads what kind of file this is and the version of its schema.
func (r *records) identify() (kind, int, error) {
	if r.bucket() == nil {
		return "", 0, errForeign
	}
	k, err := r.get(fileGroup, []byte(kindKey))
	if err != nil {
		return "", 0, err
	}
	s, err := r.get(fileGroup, []byte(schemaKey))
	if err != nil {
		return "", 0, err
	}
	version, err := strconv.Atoi(string(s))
	if k == nil || err != nil {
		return "", 0, damaged("kind %q, schema %q", k, s)
	}
	return kind(k), version, nil
}

// introduce writes what identify reads.
func (r *records) introduce(k kind, version int) error {
	if err := r.put(fileGroup, []byte(kindKey), []byte(k)); err != nil {
		return err
	}
	return r.put(fileGroup, []byte(schemaKey), []byte(strconv.Itoa(version)))
}
