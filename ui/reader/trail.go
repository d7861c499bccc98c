package reader

// trail is the places from which one jumped, for going back to them and forward
// again, as in a browser. Scrolling and turning pages leave no trace.
type trail struct {
	back, on []stop
}

// stop is a place in the text and how far below the top of the page it was.
type stop struct {
	offset int
	from   float32
}

// longestTrail is how many places are kept.
const longestTrail = 100

// leave notes the place from which one jumps. What was gone back from is
// forgotten.
func (t *trail) leave(at stop) {
	t.on = nil
	if n := len(t.back); n > 0 && t.back[n-1].offset == at.offset {
		return
	}
	t.back = append(t.back, at)
	if len(t.back) > longestTrail {
		t.back = t.back[1:]
	}
}

// goBack gives the place to go back to; at is where one is.
func (t *trail) goBack(at stop) (stop, bool) { return step(&t.back, &t.on, at) }

// goOn gives the place to go forward to.
func (t *trail) goOn(at stop) (stop, bool) { return step(&t.on, &t.back, at) }

// step takes the last place of one side; where one is goes to the other. A place
// where one already is does not count.
func step(from, to *[]stop, at stop) (stop, bool) {
	for n := len(*from); n > 0; n = len(*from) {
		last := (*from)[n-1]
		*from = (*from)[:n-1]
		if last.offset != at.offset {
			*to = append(*to, at)
			return last, true
		}
	}
	return stop{}, false
}
