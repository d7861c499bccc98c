package intake

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"piaojue/app/say"
)

// numberShower turns stored numbers into the text of a list: dates in Chinese
// form as exact as their format shows them, numbers in full where their format
// would round them.
type numberShower struct {
	formats  []int          // number format of each style
	codes    map[int]string // formats of the file's own
	from1904 bool
}

func newNumberShower(f *excelize.File) (numberShower, error) {
	s := numberShower{codes: map[int]string{}}
	props, err := f.GetWorkbookProps()
	if err != nil {
		return s, err
	}
	s.from1904 = props.Date1904 != nil && *props.Date1904
	if f.Styles == nil {
		return s, nil
	}
	if f.Styles.CellXfs != nil {
		for _, xf := range f.Styles.CellXfs.Xf {
			id := 0
			if xf.NumFmtID != nil {
				id = *xf.NumFmtID
			}
			s.formats = append(s.formats, id)
		}
	}
	if f.Styles.NumFmts != nil {
		for _, n := range f.Styles.NumFmts.NumFmt {
			if n != nil {
				s.codes[n.NumFmtID] = n.FormatCode
			}
		}
	}
	return s, nil
}

// number is the text of a stored number; formatted is what its format makes of it.
func (s numberShower) number(value string, style int, formatted string) string {
	stored, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || math.IsInf(stored, 0) || math.IsNaN(stored) {
		return formatted
	}
	id := 0
	if 0 <= style && style < len(s.formats) {
		id = s.formats[style]
	}
	code, own := s.codes[id]
	year, month, day := dateParts(id, code, own)
	if year {
		if text, ok := s.date(stored, month, day); ok {
			return text
		}
		return formatted
	}
	if month || day { // a day without a year, or a time: only its format can say
		return formatted
	}
	plain := plainNumber(stored)
	shown, ok := new(big.Rat).SetString(strings.ReplaceAll(formatted, ",", ""))
	if id != 0 && ok && strings.Trim(formatted, "0123456789,.-") == "" {
		if exact, _ := new(big.Rat).SetString(plain); exact != nil && exact.Cmp(shown) == 0 {
			return formatted
		}
		return plain
	}
	if id != 0 && formatted != value {
		return formatted
	}
	return plain
}

func (s numberShower) date(serial float64, month, day bool) (string, bool) {
	if serial < 1 || serial > 2958465 { // 9999-12-31
		return "", false
	}
	at, err := excelize.ExcelDateToTime(serial, s.from1904)
	if err != nil {
		return "", false
	}
	form := "intakelist.date.year"
	switch {
	case day:
		form = "intakelist.date.day"
	case month:
		form = "intakelist.date.month"
	}
	// The list is Chinese, whatever the language of the screens.
	return say.M(form, "Year", at.Year(), "Month", int(at.Month()), "Day", at.Day()).In(say.Chinese), true
}

// plainNumber writes a number without exponent in the 15 digits that
// spreadsheets keep: 1200, 0.1, 300000000.
func plainNumber(f float64) string {
	e := strconv.FormatFloat(f, 'e', 14, 64)
	if r, ok := new(big.Rat).SetString(e); ok && math.Abs(f) < 1e18 && (f == 0 || math.Abs(f) > 1e-9) {
		s := r.FloatString(24)
		return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	}
	return strconv.FormatFloat(f, 'g', -1, 64)
}

// dateParts tells what of a date a number format shows. The built-in formats
// are those of ECMA-376 part 1, 18.8.30, for Chinese. month or day without
// year stands for formats whose text cannot be improved on.
func dateParts(id int, code string, own bool) (year, month, day bool) {
	if !own {
		switch id {
		case 14, 22, 30, 31:
			return true, true, true
		case 17, 27, 36, 50, 52, 57:
			return true, true, false
		case 15:
			return true, true, true
		case 16, 18, 19, 20, 21, 28, 29, 32, 33, 34, 35, 45, 46, 47, 51, 53, 54, 55, 56, 58:
			return false, true, true
		}
		return false, false, false
	}
	if strings.Contains(strings.ToLower(code), "general") {
		return false, false, false
	}
	clock := false
	for i, runes := 0, []rune(strings.ToLower(code)); i < len(runes); i++ {
		switch r := runes[i]; r {
		case '"', '[':
			end := '"'
			if r == '[' {
				end = ']'
			}
			for i++; i < len(runes) && runes[i] != end; i++ {
			}
		case '\\', '_', '*':
			i++
		case ';': // only the first section is for dates
			i = len(runes)
		case 'y', 'e':
			year = year || r == 'y' || !strings.ContainsAny(code, "0#?")
		case 'm':
			month = true
		case 'd':
			day = true
		case 'h', 's':
			clock = true
		}
	}
	if !year && clock {
		return false, true, true
	}
	return year, month, day
}
