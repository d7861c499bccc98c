package storage

import (
	"bytes"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"strconv"

	"go.etcd.io/bbolt"
)

// Each record is stored with a checksum over its bucket, its key and its body,
// and the file holds one sum over the checksums of all records. So a record that
// was changed, moved, lost, brought back or doubled is noticed. Both are against
// damage, not against forgery: whoever can write the file can compute them.
const (
	recordFormat = 1
	recordLabel  = "piaojue record 1"

	fileBucket = "file"
	kindKey    = "kind"
	schemaKey  = "schema"
	sumKey     = "sum"
)

// checksum binds a body to its place.
func checksum(bucket string, key, body []byte) [sha256.Size]byte {
	h := sha256.New()
	for _, part := range [][]byte{[]byte(recordLabel), []byte(bucket), key, body} {
		var size [8]byte
		binary.LittleEndian.PutUint64(size[:], uint64(len(part)))
		h.Write(size[:])
		h.Write(part)
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// seal makes a record of a body: format, body, checksum.
func seal(bucket string, key, body []byte) []byte {
	sum := checksum(bucket, key, body)
	record := make([]byte, 0, 1+len(body)+len(sum))
	record = append(record, recordFormat)
	record = append(record, body...)
	return append(record, sum[:]...)
}

// unseal gives the body and the checksum of a record, if it is sound.
func unseal(bucket string, key, record []byte) (body []byte, sum [sha256.Size]byte, err error) {
	if len(record) < 1+sha256.Size || record[0] != recordFormat {
		return nil, sum, damaged("a record of %s has no known format", bucket)
	}
	body = record[1 : len(record)-sha256.Size]
	sum = checksum(bucket, key, body)
	if subtle.ConstantTimeCompare(sum[:], record[len(record)-sha256.Size:]) != 1 {
		return nil, sum, damaged("a record of %s has a wrong checksum", bucket)
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

// get gives the body of a record, or nil where there is none.
func (r *records) get(bucket string, key []byte) ([]byte, error) {
	b := r.tx.Bucket([]byte(bucket))
	if b == nil {
		return nil, nil
	}
	record := b.Get(key)
	if record == nil {
		return nil, nil
	}
	body, _, err := unseal(bucket, key, record)
	return body, err
}

// has reports whether there is a record, sound or not.
func (r *records) has(bucket string, key []byte) bool {
	b := r.tx.Bucket([]byte(bucket))
	return b != nil && b.Get(key) != nil
}

// count is the number of records in a bucket.
func (r *records) count(bucket string) int {
	b := r.tx.Bucket([]byte(bucket))
	if b == nil {
		return 0
	}
	n := 0
	c := b.Cursor()
	for k, _ := c.First(); k != nil; k, _ = c.Next() {
		n++
	}
	return n
}

// each gives the records of a bucket in the order of their keys.
func (r *records) each(bucket string, do func(key, body []byte) error) error {
	b := r.tx.Bucket([]byte(bucket))
	if b == nil {
		return nil
	}
	return b.ForEach(func(key, record []byte) error {
		body, _, err := unseal(bucket, key, record)
		if err != nil {
			return err
		}
		return do(key, body)
	})
}

// put writes a record, in place of the one with its key.
func (r *records) put(bucket string, key, body []byte) error {
	b, err := r.tx.CreateBucketIfNotExists([]byte(bucket))
	if err != nil {
		return err
	}
	record, old := seal(bucket, key, body), b.Get(key)
	if bytes.Equal(old, record) {
		return nil
	}
	if err := r.change(bucket, key, old, record); err != nil {
		return err
	}
	return b.Put(key, record)
}

// remove deletes a record; none is no error.
func (r *records) remove(bucket string, key []byte) error {
	b := r.tx.Bucket([]byte(bucket))
	if b == nil {
		return nil
	}
	old := b.Get(key)
	if old == nil {
		return nil
	}
	if err := r.change(bucket, key, old, nil); err != nil {
		return err
	}
	return b.Delete(key)
}

// change takes a record that goes out of the sum and one that comes in.
func (r *records) change(bucket string, key, old, record []byte) error {
	if r.sum == nil {
		sum, err := r.stored()
		if err != nil {
			return err
		}
		r.sum = &sum
	}
	if old != nil {
		_, sum, err := unseal(bucket, key, old)
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
	body, err := r.get(fileBucket, []byte(sumKey))
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
	b, err := r.tx.CreateBucketIfNotExists([]byte(fileBucket))
	if err != nil {
		return false, err
	}
	key := []byte(sumKey)
	return true, b.Put(key, seal(fileBucket, key, r.sum.bytes()))
}

// verify reads every record and compares them with the sum.
func (r *records) verify() error {
	var found tally
	err := r.tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
		return b.ForEach(func(key, record []byte) error {
			_, sum, err := unseal(string(name), key, record)
			if err != nil {
				return err
			}
			if string(name) != fileBucket || string(key) != sumKey {
				found.fold(sum)
				found.count++
			}
			return nil
		})
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
	k, err := r.get(fileBucket, []byte(kindKey))
	if err != nil {
		return "", 0, err
	}
	s, err := r.get(fileBucket, []byte(schemaKey))
	if err != nil {
		return "", 0, err
	}
	version, err := strconv.Atoi(string(s))
	if k == nil || err != nil {
		return "", 0, errForeign
	}
	return kind(k), version, nil
}

// introduce writes what identify reads.
func (r *records) introduce(k kind, version int) error {
	if err := r.put(fileBucket, []byte(kindKey), []byte(k)); err != nil {
		return err
	}
	return r.put(fileBucket, []byte(schemaKey), []byte(strconv.Itoa(version)))
}
