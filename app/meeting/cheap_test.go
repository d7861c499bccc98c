package meeting

// Cheap has new station codes cost next to nothing to try.
func (d *Desk) Cheap() *Desk {
	d.stretch = 1
	return d
}
