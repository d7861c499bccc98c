package intake

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html/charset"
)

// insideSheet is what the reading library does not give without unfolding the
// whole sheet in memory: merged areas, what is hidden, and which cells are
// numbers and of which style.
type insideSheet struct {
	cells   map[int][]rawCell // by number of row
	merges  merges
	hideRow map[int]bool
	hideCol map[int]bool
}

// rawCell is a number as it is stored, or a formula without a stored value.
type rawCell struct {
	col        int
	value      string
	style      int
	uncomputed bool
}

const mostMerges = 5000

// scanSheet streams the part of a sheet. Bounds: mostListCells cells that hold
// something, in the first mostListCols columns.
func scanSheet(z *zip.Reader, part string) (insideSheet, error) {
	inside := insideSheet{cells: map[int][]rawCell{}, hideRow: map[int]bool{}, hideCol: map[int]bool{}}
	r, err := openPart(z, part)
	if err != nil {
		return inside, err
	}
	err = inside.scan(r)
	return inside, errors.Join(err, r.Close())
}

func (s *insideSheet) scan(r io.Reader) error {
	d := newDecoder(r)
	row, col, held, areas := 0, 0, 0, 0
	for {
		token, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: %v", errDamaged, err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "col":
			from, to := number(start, "min"), number(start, "max")
			if truth(start, "hidden") {
				for c := from; c <= to && c <= mostListCols && c > 0; c++ {
					s.hideCol[c-1] = true
				}
			}
		case "row":
			n := row + 1
			if attr(start, "r") != "" {
				n = number(start, "r")
			}
			// Out of order, a row or a cell would be read into another's place.
			if n <= row || n > excelize.TotalRows {
				return fmt.Errorf("%w: row %d after row %d", errDamaged, n, row)
			}
			row, col = n, 0
			if truth(start, "hidden") {
				s.hideRow[row] = true
			}
		case "c":
			col++
			if ref := attr(start, "r"); ref != "" {
				c, at, err := excelize.CellNameToCoordinates(ref)
				if err != nil || c < col || at != row {
					return fmt.Errorf("%w: cell %q in row %d", errDamaged, ref, row)
				}
				col = c
			}
			c, holds, err := readCell(d, start)
			if err != nil {
				return fmt.Errorf("%w: %v", errDamaged, err)
			}
			if !holds && !c.uncomputed {
				continue
			}
			if held++; held > mostListCells || col > mostListCols {
				return errTooLarge
			}
			if c.col = col - 1; c.value != "" || c.uncomputed {
				s.cells[row] = append(s.cells[row], c)
			}
		case "mergeCell":
			if areas++; areas > mostMerges {
				return errTooLarge
			}
			if err := s.merge(attr(start, "ref")); err != nil {
				return fmt.Errorf("%w: %v", errDamaged, err)
			}
		}
	}
}

// readCell reads a c element. holds is set where it has a value; value only
// where that is a number.
func readCell(d *xml.Decoder, start xml.StartElement) (c rawCell, holds bool, err error) {
	var content struct {
		V  *string   `xml:"v"`
		F  *struct{} `xml:"f"`
		Is *struct{} `xml:"is"`
	}
	if err := d.DecodeElement(&content, &start); err != nil {
		return c, false, err
	}
	c.style = number(start, "s")
	holds = content.V != nil && *content.V != "" || content.Is != nil
	c.uncomputed = content.F != nil && !holds
	if kind := attr(start, "t"); holds && content.V != nil && (kind == "" || kind == "n") {
		c.value = *content.V
	}
	return c, holds, nil
}

func (s *insideSheet) merge(ref string) error {
	from, to, ok := strings.Cut(ref, ":")
	if !ok {
		to = from
	}
	left, top, err := excelize.CellNameToCoordinates(from)
	if err != nil {
		return err
	}
	right, bottom, err := excelize.CellNameToCoordinates(to)
	if err != nil {
		return err
	}
	if right < left || bottom < top {
		return fmt.Errorf("merged area %q", ref)
	}
	if left != right || top != bottom {
		s.merges.add(area{top, left - 1, bottom, right - 1})
	}
	return nil
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// number is an attribute's whole number, 0 where it is none.
func number(e xml.StartElement, name string) int {
	n, err := strconv.Atoi(attr(e, name))
	if err != nil {
		return 0
	}
	return n
}

func truth(e xml.StartElement, name string) bool {
	v := attr(e, name)
	return v == "1" || v == "true"
}

func newDecoder(r io.Reader) *xml.Decoder {
	d := xml.NewDecoder(r)
	d.CharsetReader = charset.NewReaderLabel
	return d
}

// openPart opens a part of a package; names are compared as packages do,
// without case.
func openPart(z *zip.Reader, name string) (io.ReadCloser, error) {
	for _, f := range z.File {
		if strings.EqualFold(strings.ReplaceAll(f.Name, `\`, "/"), name) {
			return f.Open()
		}
	}
	return nil, fmt.Errorf("%w: no part %q", errDamaged, name)
}

func decodePart(z *zip.Reader, name string, into any) error {
	r, err := openPart(z, name)
	if err != nil {
		return err
	}
	if err := newDecoder(r).Decode(into); err != nil {
		return errors.Join(fmt.Errorf("%w: %s: %v", errDamaged, name, err), r.Close())
	}
	return r.Close()
}
