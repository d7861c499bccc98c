package storage

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
)

// A damaged file can make bbolt crash the app, hang it, or give one record for
// another without an error: it checks little of what it maps. inspect therefore
// reads the pages of a file before bbolt does, with every bound checked, and
// lets through only a file whose pages form the trees that bbolt expects. What
// the records say is for records.verify.
//
// The format is bbolt's version 2 (internal/common of go.etcd.io/bbolt),
// little-endian, of which the app's own files use a part: buckets stand on the
// first level only and have no sequence, and the free list is always written.
const (
	metaMagic   = 0xED0CDAED
	metaVersion = 2

	pageHeader  = 16
	elementSize = 16
	bucketSize  = 16 // a bucket's value: root page, sequence
	metaSize    = 64 // with its checksum, which is the last 8 bytes

	flagBranch   = 0x01
	flagLeaf     = 0x02
	flagFreelist = 0x10
	flagBucket   = 0x01 // of a leaf element
)

// errForeign is a file of another program; errDamaged one of ours that is not
// as it was written.
var (
	errForeign = errors.New("no file of this app")
	errDamaged = errors.New("damaged")
)

func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: %s", errDamaged, fmt.Sprintf(format, args...))
}

// meta is one of the two meta pages, which take turns.
type meta struct {
	pageSize             int
	root, freelist, high uint64
	txid                 uint64
}

// survey is what inspect learnt.
type survey struct {
	// txid is the number of the last transaction.
	txid uint64
	// whole is set where both meta pages are sound.
	whole bool
}

// inspect reports the first thing that bbolt would stumble over.
func inspect(data []byte) (survey, error) {
	if len(data) == 0 {
		return survey{}, damaged("empty file")
	}
	m, whole, err := newestMeta(data)
	if err != nil {
		return survey{}, err
	}
	w := &walk{data: data, meta: m, seen: make([]bool, m.high)}
	if err := w.tree(m.root, nil, nil, true); err != nil {
		return survey{}, err
	}
	if err := w.freelist(); err != nil {
		return survey{}, err
	}
	return survey{txid: m.txid, whole: whole}, nil
}

// newestMeta finds the meta page that bbolt would go by.
func newestMeta(data []byte) (newest meta, whole bool, err error) {
	first, firstErr := readMeta(data, 0)
	var second meta
	secondErr := errDamaged
	if firstErr == nil {
		second, secondErr = readMeta(data, first.pageSize)
	} else {
		// Without the first, the page size can only be found by trying.
		for size := 1024; size <= 1<<16 && secondErr != nil; size *= 2 {
			if m, err := readMeta(data, size); err == nil && m.pageSize == size {
				second, secondErr = m, nil
			}
		}
	}
	switch {
	case firstErr != nil && secondErr != nil:
		if errors.Is(firstErr, errForeign) {
			return meta{}, false, errForeign
		}
		return meta{}, false, firstErr
	case firstErr != nil || secondErr == nil && second.txid > first.txid:
		newest = second
	default:
		newest = first
	}
	if newest.high > uint64(len(data)/newest.pageSize) {
		return meta{}, false, damaged("cut short: %d bytes for %d pages of %d", len(data), newest.high, newest.pageSize)
	}
	if firstErr == nil && secondErr == nil && first.pageSize != second.pageSize {
		return meta{}, false, damaged("two page sizes")
	}
	return newest, firstErr == nil && secondErr == nil, nil
}

func readMeta(data []byte, at int) (meta, error) {
	if len(data) < at+pageHeader+metaSize {
		return meta{}, damaged("cut short: %d bytes", len(data))
	}
	b := data[at+pageHeader : at+pageHeader+metaSize]
	if binary.LittleEndian.Uint32(b) != metaMagic {
		return meta{}, errForeign
	}
	sum := fnv.New64a()
	sum.Write(b[:metaSize-8])
	if sum.Sum64() != binary.LittleEndian.Uint64(b[metaSize-8:]) {
		return meta{}, damaged("meta page at %d: checksum", at)
	}
	m := meta{
		pageSize: int(binary.LittleEndian.Uint32(b[8:])),
		root:     binary.LittleEndian.Uint64(b[16:]),
		freelist: binary.LittleEndian.Uint64(b[32:]),
		high:     binary.LittleEndian.Uint64(b[40:]),
		txid:     binary.LittleEndian.Uint64(b[48:]),
	}
	if v := binary.LittleEndian.Uint32(b[4:]); v != metaVersion {
		return meta{}, damaged("meta page at %d: format %d", at, v)
	}
	if m.pageSize < 1024 || m.pageSize > 1<<16 || m.pageSize&(m.pageSize-1) != 0 {
		return meta{}, damaged("meta page at %d: page size %d", at, m.pageSize)
	}
	return m, nil
}

// walk visits every page that a meta page leads to, each at most once.
type walk struct {
	data []byte
	meta
	seen []bool
}

// page gives a page with its overflow, and marks it as seen.
func (w *walk) page(id uint64) ([]byte, error) {
	if id < 2 || id >= w.high {
		return nil, damaged("page %d of %d", id, w.high)
	}
	start := int(id) * w.pageSize
	header := w.data[start : start+pageHeader]
	if own := binary.LittleEndian.Uint64(header); own != id {
		return nil, damaged("page %d says it is %d", id, own)
	}
	last := id + uint64(binary.LittleEndian.Uint32(header[12:]))
	if last >= w.high {
		return nil, damaged("page %d reaches to %d of %d", id, last, w.high)
	}
	for i := id; i <= last; i++ {
		if w.seen[i] {
			return nil, damaged("page %d is used twice", i)
		}
		w.seen[i] = true
	}
	return w.data[start : int(last+1)*w.pageSize], nil
}

// tree visits a page and those below it. Its keys must lie from least up to,
// not including, most (nil for no bound).
func (w *walk) tree(id uint64, least, most []byte, buckets bool) error {
	p, err := w.page(id)
	if err != nil {
		return err
	}
	flags, count := binary.LittleEndian.Uint16(p[8:]), int(binary.LittleEndian.Uint16(p[10:]))
	switch flags {
	case flagLeaf:
		return w.leaf(p, count, least, most, buckets)
	case flagBranch:
	default:
		return damaged("page %d has the flags %x", id, flags)
	}
	if count == 0 {
		return damaged("branch %d is empty", id)
	}
	keys := make([][]byte, count+1)
	children := make([]uint64, count)
	for i := range count {
		e, err := element(p, i, count)
		if err != nil {
			return err
		}
		if keys[i], err = part(p, i, binary.LittleEndian.Uint32(e), binary.LittleEndian.Uint32(e[4:])); err != nil {
			return err
		}
		children[i] = binary.LittleEndian.Uint64(e[8:])
	}
	keys[count] = most
	if err := ascending(keys[:count], least, most); err != nil {
		return err
	}
	for i, child := range children {
		if err := w.tree(child, keys[i], keys[i+1], buckets); err != nil {
			return err
		}
	}
	return nil
}

// leaf visits the records of a leaf page or, for the root, its buckets.
func (w *walk) leaf(p []byte, count int, least, most []byte, buckets bool) error {
	keys := make([][]byte, count)
	for i := range count {
		e, err := element(p, i, count)
		if err != nil {
			return err
		}
		flags, pos := binary.LittleEndian.Uint32(e), binary.LittleEndian.Uint32(e[4:])
		ksize, vsize := binary.LittleEndian.Uint32(e[8:]), binary.LittleEndian.Uint32(e[12:])
		if keys[i], err = part(p, i, pos, ksize); err != nil {
			return err
		}
		value, err := part(p, i, pos+ksize, vsize)
		if err != nil {
			return err
		}
		switch {
		case !buckets && flags == 0:
		case buckets && flags == flagBucket:
			if err := w.bucket(value); err != nil {
				return err
			}
		default:
			return damaged("an element has the flags %x", flags)
		}
	}
	return ascending(keys, least, most)
}

// bucket visits the pages of a bucket, or the page that is kept in its value.
func (w *walk) bucket(value []byte) error {
	if len(value) < bucketSize {
		return damaged("a bucket of %d bytes", len(value))
	}
	root, sequence := binary.LittleEndian.Uint64(value), binary.LittleEndian.Uint64(value[8:])
	if sequence != 0 {
		return damaged("a bucket with a sequence")
	}
	if root != 0 {
		return w.tree(root, nil, nil, false)
	}
	p := value[bucketSize:]
	if len(p) < pageHeader || binary.LittleEndian.Uint16(p[8:]) != flagLeaf || binary.LittleEndian.Uint32(p[12:]) != 0 {
		return damaged("an inline bucket without a leaf")
	}
	return w.leaf(p, int(binary.LittleEndian.Uint16(p[10:])), nil, nil, false)
}

// freelist checks that no page is both free and in use.
func (w *walk) freelist() error {
	id := w.meta.freelist
	p, err := w.page(id)
	if err != nil {
		return err
	}
	if flags := binary.LittleEndian.Uint16(p[8:]); flags != flagFreelist {
		return damaged("free list %d has the flags %x", id, flags)
	}
	ids, count := p[pageHeader:], uint64(binary.LittleEndian.Uint16(p[10:]))
	if count == 0xFFFF && len(ids) >= 8 {
		count, ids = binary.LittleEndian.Uint64(ids), ids[8:]
	}
	if count > uint64(len(ids)/8) {
		return damaged("free list of %d", count)
	}
	for before, i := uint64(1), 0; i < int(count); i++ {
		free := binary.LittleEndian.Uint64(ids[8*i:])
		if free <= before || free >= w.high || w.seen[free] {
			return damaged("page %d cannot be free", free)
		}
		before = free
	}
	return nil
}

// element gives the header of an element of a branch or leaf page.
func element(p []byte, i, count int) ([]byte, error) {
	if pageHeader+count*elementSize > len(p) {
		return nil, damaged("%d elements on a page", count)
	}
	at := pageHeader + i*elementSize
	return p[at : at+elementSize], nil
}

// part gives size bytes that stand pos bytes after the start of element i.
func part(p []byte, i int, pos, size uint32) ([]byte, error) {
	start := uint64(pageHeader+i*elementSize) + uint64(pos)
	end := start + uint64(size)
	if end > uint64(len(p)) {
		return nil, damaged("an element reaches to %d of %d", end, len(p))
	}
	return p[start:end], nil
}

// ascending checks that keys are in order, within bounds, and not empty.
func ascending(keys [][]byte, least, most []byte) error {
	for i, k := range keys {
		switch {
		case len(k) == 0,
			i == 0 && least != nil && bytes.Compare(k, least) < 0,
			i > 0 && bytes.Compare(k, keys[i-1]) <= 0,
			most != nil && bytes.Compare(k, most) >= 0:
			return damaged("keys out of order")
		}
	}
	return nil
}
