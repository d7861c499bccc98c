package intake

import (
	"bytes"
	"encoding/binary"
	"strings"
	"sync"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Which code a text is in: a byte order mark says so; bytes that are valid
// UTF-8 are UTF-8, since Chinese in another code hardly ever is; anything else
// is read in each code, and the one that gives the most ordinary Chinese has it.

const (
	sampleBytes = 64 << 10 // enough to tell a code by
	// leastPlausible is the share of ordinary characters under which bytes are
	// no text in any code. Chinese read in a wrong code has 0.2 to 0.5, right
	// ones 0.95 and more.
	leastPlausible = 0.6
)

// textOf gives the text of bytes without a byte order mark and how many
// characters of it are unknown; ok is false where the bytes are no text.
func textOf(b []byte) (text string, unknown int, ok bool) {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		text = strings.ToValidUTF8(string(b[3:]), string(utf8.RuneError))
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		text = fromUTF16(b[2:], binary.LittleEndian)
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		text = fromUTF16(b[2:], binary.BigEndian)
	case utf8.Valid(b) && bytes.IndexByte(b, 0) < 0:
		text = string(b)
	default:
		if text = guessText(b); text == "" {
			return "", 0, false
		}
	}
	return text, strings.Count(text, string(utf8.RuneError)), isText(text)
}

// guessText reads bytes in the code that gives the most ordinary text; "" where
// none does.
func guessText(b []byte) string {
	codes := []func([]byte) string{
		fromGB18030,
		func(b []byte) string { return fromUTF16(b, binary.LittleEndian) },
		func(b []byte) string { return fromUTF16(b, binary.BigEndian) },
		func(b []byte) string { return strings.ToValidUTF8(string(b), string(utf8.RuneError)) },
	}
	sample := b[:min(len(b), sampleBytes)]
	best, most := -1, leastPlausible
	for i, read := range codes {
		if share := plausible(read(sample)); share > most {
			best, most = i, share
		}
	}
	if best < 0 {
		return ""
	}
	return codes[best](b)
}

func fromGB18030(b []byte) string {
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b)
	if err != nil {
		return ""
	}
	return string(out)
}

func fromUTF16(b []byte, order binary.ByteOrder) string {
	units := make([]uint16, 0, len(b)/2+1)
	for ; len(b) >= 2; b = b[2:] {
		units = append(units, order.Uint16(b))
	}
	if len(b) == 1 {
		units = append(units, utf8.RuneError) // half a character
	}
	return string(utf16.Decode(units))
}

// isText reports whether decoded characters can be a text: no NUL, and hardly
// any other control character.
func isText(text string) bool {
	controls, unknown, n := 0, 0, 0
	for _, r := range text {
		n++
		switch {
		case r == 0:
			return false
		case r < ' ' && !strings.ContainsRune("\t\n\r\f\v", r), r == 0x7F:
			controls++
		case r == utf8.RuneError:
			unknown++
		}
	}
	return controls*100 <= n && unknown*10 <= n
}

// plausible is the share of a text that is ordinary Chinese or ASCII.
func plausible(text string) float64 {
	sum, n := 0.0, 0
	for _, r := range text {
		n++
		switch {
		case r == utf8.RuneError:
			sum--
		case r < 0x7F && (r >= ' ' || strings.ContainsRune("\t\n\r\f\v", r)):
			sum++
		case r < 0x10000:
			sum += float64(ordinary()[r]) / 10
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// ordinary rates characters from 0 to 10: those of the first level of GB 2312
// and its signs are more than 99 % of any text, those of the second level are
// seldom and rather a sign of a wrong code.
var ordinary = sync.OnceValue(func() *[0x10000]byte {
	rates := new([0x10000]byte)
	for lead := 0xA1; lead <= 0xF7; lead++ {
		for trail := 0xA1; trail <= 0xFE; trail++ {
			out, err := simplifiedchinese.GBK.NewDecoder().Bytes([]byte{byte(lead), byte(trail)})
			r, size := utf8.DecodeRune(out)
			if err != nil || size != len(out) || r == utf8.RuneError || r >= 0x10000 {
				continue
			}
			switch {
			case lead <= 0xA3 || lead >= 0xB0 && lead <= 0xD7:
				rates[r] = 10
			default:
				rates[r] = 4
			}
		}
	}
	for _, r := range "—–·‘’“”…\u00a0\u200b\ufeff〇" {
		rates[r] = 10
	}
	return rates
})
