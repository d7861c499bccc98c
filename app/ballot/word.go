package ballot

// ToWord is how many marks a Word holds.
const ToWord = 8

// Word holds up to eight marks, each in a byte of its own, the first in the
// lowest: so that eight are looked at in one step.
type Word uint64

const (
	ones  Word = 0x0101010101010101
	known Word = 0x0303030303030303
)

// Words puts the marks of a ballot into words, of which there are as many as it
// takes, and gives them all laid over each other, for Sound. The last word is filled
// up with Unmarked.
func Words(marks []Mark, into []Word) (over Word) {
	for i := range into {
		var w Word
		if len(marks) >= ToWord {
			m := marks[:ToWord]
			marks = marks[ToWord:]
			// Written so that the compiler makes one load of it.
			w = Word(m[0]) | Word(m[1])<<8 | Word(m[2])<<16 | Word(m[3])<<24 |
				Word(m[4])<<32 | Word(m[5])<<40 | Word(m[6])<<48 | Word(m[7])<<56
		} else {
			for j, mark := range marks {
				w |= Word(mark) << (8 * j)
			}
		}
		into[i] = w
		over |= w
	}
	return over
}

// Sound reports whether every mark of the word is one.
func (w Word) Sound() bool { return w&^known == 0 }

// Approve has a one in the byte of each mark that is Approve, Against and
// Abstain likewise; of a sound word.
func (w Word) Approve() uint64 { return uint64(w &^ (w >> 1) & ones) }

// Against: see Approve.
func (w Word) Against() uint64 { return uint64(w >> 1 &^ w & ones) }

// Abstain: see Approve.
func (w Word) Abstain() uint64 { return uint64(w & (w >> 1) & ones) }
