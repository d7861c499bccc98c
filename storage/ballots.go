package storage

import (
	"crypto/rand"
	"encoding/binary"
	"fmt"

	"piaojue/app/ballot"
)

// The body of a ballot, the same length for all ballots of a round:
//
//	count    2 bytes, little-endian: the number of marks
//	marks    2 bits a mark, four to a byte from the lowest bits up, filled with
//	         zero to a multiple of 16 bytes
//	random   16 bytes, so that equal ballots do not look equal
const (
	marksToByte = 4
	marksBlock  = 16
	ballotNoise = 16
	mostMarks   = 1<<16 - 1
)

func marksSize(marks int) int {
	bytes := (marks + marksToByte - 1) / marksToByte
	return (bytes + marksBlock - 1) / marksBlock * marksBlock
}

func packBallot(b ballot.Ballot) ([]byte, error) {
	if len(b.Marks) > mostMarks {
		return nil, fmt.Errorf("storage: a ballot of %d marks", len(b.Marks))
	}
	body := make([]byte, 2+marksSize(len(b.Marks))+ballotNoise)
	binary.LittleEndian.PutUint16(body, uint16(len(b.Marks)))
	for i, m := range b.Marks {
		if m > ballot.Abstain {
			return nil, fmt.Errorf("storage: mark %d of a ballot is %d", i, m)
		}
		body[2+i/marksToByte] |= byte(m) << (2 * (i % marksToByte))
	}
	if _, err := rand.Read(body[len(body)-ballotNoise:]); err != nil {
		return nil, err
	}
	return body, nil
}

func unpackBallot(body []byte) (ballot.Ballot, error) {
	if len(body) < 2 {
		return ballot.Ballot{}, damaged("a ballot of %d bytes", len(body))
	}
	marks := make([]ballot.Mark, binary.LittleEndian.Uint16(body))
	if len(body) != 2+marksSize(len(marks))+ballotNoise {
		return ballot.Ballot{}, damaged("a ballot of %d bytes for %d marks", len(body), len(marks))
	}
	for i := range marks {
		marks[i] = ballot.Mark(body[2+i/marksToByte] >> (2 * (i % marksToByte)) & 3)
	}
	return ballot.Ballot{Marks: marks}, nil
}
