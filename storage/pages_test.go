package storage

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"piaojue/app/note"
)

// pageSet is a file taken apart into its pages, to be spoiled by hand.
type pageSet struct {
	data []byte
	size int
	meta meta
}

// soundPages is made by the first call of manyPages.
var soundPages []byte

// manyPages is a sound file with branch pages, leaves, a long record with
// overflow, and free pages.
func manyPages(t *testing.T) *pageSet {
	t.Helper()
	if soundPages == nil {
		path := filepath.Join(t.TempDir(), "notes.piaojue")
		n, err := OpenNotes(path)
		if err != nil {
			t.Fatal(err)
		}
		for i := range 200 {
			v := note.Note{ID: fmt.Sprint(i), Text: "批注"}
			if i == 100 {
				v.Text = string(bytes.Repeat([]byte("长"), 5000))
			}
			if err := n.Change(note.Content{Notes: []note.Note{v}}, nil); err != nil {
				t.Fatal(err)
			}
		}
		closed(t, n)
		soundPages = read(t, path)
	}
	p := &pageSet{data: bytes.Clone(soundPages)}
	var err error
	if p.meta, _, err = newestMeta(p.data); err != nil {
		t.Fatal(err)
	}
	p.size = p.meta.pageSize
	if _, err := inspect(p.data); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *pageSet) page(id uint64) []byte { return p.data[int(id)*p.size:] }

// bucketRoot is the root of the records, below the root of all.
func (p *pageSet) bucketRoot() uint64 { return binary.LittleEndian.Uint64(p.bucketValue()) }

// bucketValue is the value of the one element of the root page.
func (p *pageSet) bucketValue() []byte {
	root := p.page(p.meta.root)
	e := root[pageHeader:]
	return e[binary.LittleEndian.Uint32(e[4:])+binary.LittleEndian.Uint32(e[8:]):]
}

// child gives where the branch page keeps the id of its child i.
func (p *pageSet) child(i int) []byte {
	return p.page(p.bucketRoot())[pageHeader+i*elementSize+8:]
}

// used are the pages in use, in order, and the free list, which is one of them.
func (p *pageSet) used() (ids []uint64) {
	free := p.page(p.meta.freelist)
	listed := map[uint64]bool{}
	for i := range int(binary.LittleEndian.Uint16(free[10:])) {
		listed[binary.LittleEndian.Uint64(free[pageHeader+8*i:])] = true
	}
	for id := uint64(2); id < p.meta.high; id++ {
		if !listed[id] {
			ids = append(ids, id)
		}
	}
	return ids
}

// childBefore is the first child page of which the next page is in use, or not.
func (p *pageSet) childBefore(used bool) []byte {
	for i := range int(binary.LittleEndian.Uint16(p.page(p.bucketRoot())[10:])) {
		id := binary.LittleEndian.Uint64(p.child(i))
		if binary.LittleEndian.Uint32(p.page(id)[12:]) == 0 && slices.Contains(p.used(), id+1) == used && id+1 < p.meta.high {
			return p.page(id)
		}
	}
	panic("no such page")
}

func (p *pageSet) childPage(i int) []byte { return p.page(binary.LittleEndian.Uint64(p.child(i))) }

func put64(b []byte, v uint64) { binary.LittleEndian.PutUint64(b, v) }
func put32(b []byte, v uint32) { binary.LittleEndian.PutUint32(b, v) }
func put16(b []byte, v uint16) { binary.LittleEndian.PutUint16(b, v) }

// Everything that would make bbolt crash, hang, or take one page for another is
// found without bbolt.
func TestInspectFindsWhatBboltWouldStumbleOver(t *testing.T) {
	free := func(p *pageSet) []byte { return p.page(p.meta.freelist) }
	for _, c := range []struct {
		name  string
		spoil func(p *pageSet)
	}{
		{"a branch that leads to itself", func(p *pageSet) { put64(p.child(1), p.bucketRoot()) }},
		{"a branch that leads to itself alone", func(p *pageSet) {
			put16(p.page(p.bucketRoot())[10:], 1)
			put64(p.child(0), p.bucketRoot())
		}},
		{"two branches that lead to one page", func(p *pageSet) { copy(p.child(1)[:8], p.child(2)) }},
		{"a branch that leads to the first page", func(p *pageSet) { put64(p.child(1), 0) }},
		{"a branch that leads out of the file", func(p *pageSet) { put64(p.child(1), p.meta.high) }},
		{"a branch that leads far out of the file", func(p *pageSet) { put64(p.child(1), 1<<63) }},
		{"a branch that leads to the free list", func(p *pageSet) { put64(p.child(1), p.meta.freelist) }},
		{"a branch without children", func(p *pageSet) { put16(p.page(p.bucketRoot())[10:], 0) }},
		{"a branch with more children than fit", func(p *pageSet) { put16(p.page(p.bucketRoot())[10:], 0xFFFF) }},
		{"a branch whose key is after its child's", func(p *pageSet) {
			put32(p.page(p.bucketRoot())[pageHeader+elementSize+4:], 1) // the key of child 1, cut to one byte
		}},
		{"a page that says it is another", func(p *pageSet) { p.childPage(1)[0] ^= 1 }},
		{"a page of no kind", func(p *pageSet) { put16(p.childPage(1)[8:], 0x40) }},
		{"a page of two kinds", func(p *pageSet) { put16(p.childPage(1)[8:], flagLeaf|flagBranch) }},
		{"a page that reaches over the next", func(p *pageSet) { put32(p.childBefore(true)[12:], 1) }},
		{"a page that reaches over a free one", func(p *pageSet) { put32(p.childBefore(false)[12:], 1) }},
		{"a page that reaches out of the file", func(p *pageSet) {
			put64(p.child(0), p.meta.high-1)
			last := p.page(p.meta.high - 1)
			put64(last, p.meta.high-1)
			put32(last[12:], 1<<31)
		}},
		{"a key beyond its page", func(p *pageSet) { put32(p.childPage(1)[pageHeader+4:], 1<<30) }},
		{"a value beyond its page", func(p *pageSet) { put32(p.childPage(1)[pageHeader+12:], 1<<30) }},
		{"a record without a key", func(p *pageSet) { put32(p.childPage(1)[pageHeader+8:], 0) }},
		{"a record that is a bucket", func(p *pageSet) { put32(p.childPage(1)[pageHeader:], flagBucket) }},
		{"keys in the wrong order", func(p *pageSet) {
			first := p.childPage(1)[pageHeader:]
			second := first[elementSize:]
			a, b := binary.LittleEndian.Uint32(first[4:]), binary.LittleEndian.Uint32(second[4:])
			put32(first[4:], b+elementSize)
			put32(second[4:], a-elementSize)
		}},
		{"a bucket with a sequence", func(p *pageSet) { put64(p.bucketValue()[8:], 1) }},
		{"a bucket without its flag", func(p *pageSet) { put32(p.page(p.meta.root)[pageHeader:], 0) }},
		{"a bucket too short for its root", func(p *pageSet) { put32(p.page(p.meta.root)[pageHeader+12:], 8) }},
		{"a bucket that is inline and has no page", func(p *pageSet) { put64(p.bucketValue(), 0) }},
		{"a used page that is free", func(p *pageSet) {
			n := int(binary.LittleEndian.Uint16(free(p)[10:]))
			for i := range n { // where the order stays right
				before, after := uint64(1), p.meta.high
				if i > 0 {
					before = binary.LittleEndian.Uint64(free(p)[pageHeader+8*(i-1):])
				}
				if i+1 < n {
					after = binary.LittleEndian.Uint64(free(p)[pageHeader+8*(i+1):])
				}
				for _, id := range p.used() {
					if before < id && id < after {
						put64(free(p)[pageHeader+8*i:], id)
						return
					}
				}
			}
		}},
		{"a page that is free twice", func(p *pageSet) { copy(free(p)[pageHeader+8:pageHeader+16], free(p)[pageHeader:]) }},
		{"a free page that is a meta page", func(p *pageSet) { put64(free(p)[pageHeader:], 1) }},
		{"a free page out of the file", func(p *pageSet) {
			n := int(binary.LittleEndian.Uint16(free(p)[10:]))
			put64(free(p)[pageHeader+8*(n-1):], p.meta.high)
		}},
		{"a free list that is too long", func(p *pageSet) { put16(free(p)[10:], 0xFFFE) }},
		{"a free list that is far too long", func(p *pageSet) { put16(free(p)[10:], 0xFFFF); put64(free(p)[pageHeader:], 1<<62) }},
		{"a free list that is a leaf", func(p *pageSet) { put16(free(p)[8:], flagLeaf) }},
		{"both meta pages", func(p *pageSet) { p.data[pageHeader+20] ^= 1; p.data[p.size+pageHeader+20] ^= 1 }},
		{"the last page missing", func(p *pageSet) { p.data = p.data[:(int(p.meta.high)-1)*p.size] }},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := manyPages(t)
			before := bytes.Clone(p.data)
			if n := binary.LittleEndian.Uint16(free(p)[10:]); n < 2 {
				t.Fatalf("%d free pages", n)
			}
			c.spoil(p)
			if bytes.Equal(p.data, before) {
				t.Fatal("nothing was spoilt")
			}
			if _, err := inspect(p.data); !errors.Is(err, errDamaged) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// One spoilt meta page is no loss.
func TestInspectGoesByTheOtherMetaPage(t *testing.T) {
	for at := range 2 {
		p := manyPages(t)
		p.data[at*p.size+pageHeader+20] ^= 1
		s, err := inspect(p.data)
		if err != nil || s.whole {
			t.Errorf("without meta page %d: %+v %v", at, s, err)
		}
	}
}

// Any bit of a record, and its place, are part of its checksum.
func TestRecordChecksum(t *testing.T) {
	group, key, body := "box 0001", []byte("0123456789abcdef"), []byte("body")
	record := seal(group, key, body)
	if got, _, err := unseal(group, key, record); err != nil || !bytes.Equal(got, body) {
		t.Fatalf("%q %v", got, err)
	}
	for bit := range 8 * len(record) {
		spoilt := bytes.Clone(record)
		spoilt[bit/8] ^= 1 << (bit % 8)
		if _, _, err := unseal(group, key, spoilt); !errors.Is(err, errDamaged) {
			t.Fatalf("bit %d: %v", bit, err)
		}
	}
	for length := range record {
		if _, _, err := unseal(group, key, record[:length]); !errors.Is(err, errDamaged) {
			t.Fatalf("%d of %d bytes: %v", length, len(record), err)
		}
	}
	if _, _, err := unseal("box 0002", key, record); !errors.Is(err, errDamaged) {
		t.Errorf("in another group: %v", err)
	}
	if _, _, err := unseal(group, []byte("0123456789abcdeg"), record); !errors.Is(err, errDamaged) {
		t.Errorf("under another key: %v", err)
	}
	if bytes.Equal(seal("ab", []byte("c"), body), seal("a", []byte("bc"), body)) {
		t.Error("where the group ends is no part of the checksum")
	}
}

// A rewriting that lost a record would be seen.
func TestSame(t *testing.T) {
	open := func(ids ...string) *NotesFile {
		n, err := OpenNotes(filepath.Join(t.TempDir(), "notes.piaojue"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { n.Close() })
		for _, id := range ids {
			if err := n.Change(note.Content{Notes: []note.Note{{ID: id}}}, nil); err != nil {
				t.Fatal(err)
			}
		}
		return n
	}
	a, b, c := open("1", "2"), open("2", "1"), open("1")
	if err := same(a.file.db, b.file.db); err != nil {
		t.Error(err)
	}
	if same(a.file.db, c.file.db) == nil {
		t.Error("a file that lacks a record is the same")
	}
}
