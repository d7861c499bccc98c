package print

import (
	"fmt"

	"github.com/signintech/gopdf"

	"piaojue/assets"
)

// The names of the two fonts within a file.
const (
	regularName = "regular"
	boldName    = "bold"
)

// pdf draws the pages.
func (d Document) pdf() (b []byte, err error) {
	// The library panics where it does not expect to fail.
	defer func() {
		if r := recover(); r != nil {
			b, err = nil, fmt.Errorf("drawing %q: %v", d.Title, r)
		}
	}()
	out := &gopdf.GoPdf{}
	out.Start(gopdf.Config{PageSize: gopdf.Rect{W: d.Paper.Width, H: d.Paper.Height}})
	out.SetInfo(gopdf.PdfInfo{Title: d.Title, Creator: words("exports.app"), Producer: words("exports.app")})
	for _, f := range []struct {
		name string
		data []byte
	}{{regularName, assets.FontRegular}, {boldName, assets.FontBold}} {
		if err := out.AddTTFFontDataWithOption(f.name, f.data, gopdf.TtfOption{}); err != nil {
			return nil, err
		}
	}
	for _, p := range d.Pages {
		out.AddPage()
		if d.Rehearsal {
			if err := d.watermark(out); err != nil {
				return nil, err
			}
		}
		if err := p.draw(out); err != nil {
			return nil, err
		}
	}
	return out.GetBytesPdfReturnErr()
}

// watermark sets the mark of a rehearsal across the page, below everything else.
func (d Document) watermark(out *gopdf.GoPdf) error {
	s := style{size: d.Paper.Width * 0.3, bold: true}
	w := s.width(mark())
	x, y := d.Paper.Width/2, d.Paper.Height/2
	if err := out.SetFont(boldName, "", s.size); err != nil {
		return err
	}
	out.SetTextColor(240, 235, 229)
	out.Rotate(35, x, y)
	out.SetXY(x-w/2, y+s.size*0.36)
	err := out.Text(mark())
	out.RotateReset()
	return err
}

func (p Page) draw(out *gopdf.GoPdf) error {
	for _, s := range p.Shapes {
		points := make([]gopdf.Point, len(s.Points))
		for i, q := range s.Points {
			points[i] = gopdf.Point{X: q[0], Y: q[1]}
		}
		out.SetFillColor(224, 220, 212)
		out.Polygon(points, "F")
	}
	out.SetStrokeColor(31, 29, 26)
	for _, b := range p.Boxes {
		if b.Ground {
			out.SetFillColor(239, 236, 228)
			out.RectFromUpperLeftWithStyle(b.X, b.Y, b.Width, b.Height, "F")
		}
		if b.Stroke > 0 {
			out.SetLineWidth(b.Stroke)
			out.RectFromUpperLeftWithStyle(b.X, b.Y, b.Width, b.Height, "D")
		}
	}
	for _, l := range p.Lines {
		out.SetLineWidth(l.Width)
		out.SetLineType("solid")
		if l.Dashed {
			out.SetLineType("dashed")
		}
		out.Line(l.X1, l.Y1, l.X2, l.Y2)
	}
	out.SetLineType("solid")
	for _, t := range p.Texts {
		if t.Text == "" {
			continue
		}
		name := regularName
		if t.Bold {
			name = boldName
		}
		if err := out.SetFont(name, "", t.Size); err != nil {
			return err
		}
		switch {
		case t.Red:
			out.SetTextColor(168, 34, 27)
		case t.Faint:
			out.SetTextColor(92, 87, 80)
		default:
			out.SetTextColor(31, 29, 26)
		}
		out.SetXY(t.X, t.Y)
		if err := out.Text(t.Text); err != nil {
			return err
		}
	}
	return nil
}
