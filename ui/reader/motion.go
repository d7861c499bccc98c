package reader

import (
	"time"

	"fyne.io/fyne/v2"

	"piaojue/app/report"
)

// glide is a movement of the text to a place a little way off.
type glide struct {
	running  *fyne.Animation
	from, to float64
}

// glideBy moves the text by a distance, so that the eye can follow it. A glide
// that is asked for during another goes on from its goal.
func (p *page) glideBy(by float32) {
	to := p.col.top + float64(by)
	if p.glide.running != nil {
		to = p.glide.to + float64(by)
	}
	p.halt()
	p.flash = flash{}
	if !fyne.CurrentApp().Settings().ShowAnimations() {
		p.scrollTo(to)
		return
	}
	to = min(max(to, 0), p.col.most())
	p.glide.from, p.glide.to = p.col.top, to
	a := &fyne.Animation{Duration: 130 * time.Millisecond, Curve: fyne.AnimationEaseOut}
	a.Tick = func(part float32) {
		if p.glide.running != a {
			return
		}
		before := p.col.moved
		p.col.scroll(p.glide.from + (p.glide.to-p.glide.from)*float64(part))
		// Where an estimate above turned out wrong, everything lies elsewhere.
		p.glide.from += p.col.moved - before
		p.glide.to += p.col.moved - before
		if part >= 1 {
			p.glide.running = nil
		}
		p.moved()
	}
	p.glide.running = a
	a.Start()
}

// roll moves the text on while a selection is dragged beyond an edge.
type roll struct {
	running *fyne.Animation
	speed   float32 // units a second, down is positive
	last    time.Time
}

func (r *roll) stop() {
	if r.running != nil {
		r.running.Stop()
		r.running = nil
	}
}

// startRoll rolls the faster the further the pointer is beyond the edge.
func (p *page) startRoll(beyond float32) {
	p.roll.speed = beyond * 12
	if p.roll.running != nil {
		return
	}
	p.roll.last = p.now()
	a := &fyne.Animation{Duration: time.Second, Curve: fyne.AnimationLinear, RepeatCount: fyne.AnimationRepeatForever}
	a.Tick = func(float32) {
		if p.roll.running == a {
			p.rollOn()
		}
	}
	p.roll.running = a
	a.Start()
}

// rollOn moves by what is due since the last step and takes the selection along.
func (p *page) rollOn() {
	now := p.now()
	due := min(now.Sub(p.roll.last), 100*time.Millisecond).Seconds()
	p.roll.last = now
	p.col.scroll(p.col.top + float64(p.roll.speed)*due)
	p.stretch(p.gapUnder(p.press.last))
	p.moved()
}

// halt ends every movement.
func (p *page) halt() {
	if a := p.glide.running; a != nil {
		p.glide.running = nil
		a.Stop()
	}
	p.roll.stop()
}

// flash marks the passage that was jumped to, for a while.
type flash struct{ at report.Range }

// flashTime is how long a passage stays marked that was jumped to.
const flashTime = 2500 * time.Millisecond

// flashAt marks a passage until the time is over or the text is moved.
func (p *page) flashAt(at report.Range) {
	p.flash = flash{at}
	p.draw()
	if !fyne.CurrentApp().Settings().ShowAnimations() {
		return
	}
	begun := p.now()
	a := &fyne.Animation{Duration: flashTime, Curve: fyne.AnimationLinear}
	a.Tick = func(part float32) {
		if part >= 1 && p.now().Sub(begun) >= flashTime && p.flash.at == at {
			p.flash = flash{}
			p.draw()
		}
	}
	a.Start()
}
