// Package signin is the sign-in (签到) as it is worked at the desk: one field
// that takes a number, a name, pinyin or what a scanner reads from a card, the
// deputies it can mean in large rows below, and 应到, 实到 and the quorum at the side.
//
// The field keeps the cursor whatever happens, and what goes wrong is said in a
// line of its own, not on a sheet: the next card is scanned meanwhile, and its
// code must not be lost or go elsewhere. See door for what Enter means.
package signin

import (
	"image/color"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"piaojue/app/roll"
	"piaojue/ui/board"
	"piaojue/ui/look"
	"piaojue/ui/page"
	"piaojue/ui/prose"
	"piaojue/ui/stage"
	"piaojue/ui/words"
)

// Screen is the sign-in of one window.
type Screen struct {
	st      *stage.Stage
	meeting Meeting
	state   func() State
	issue   func(id string) // lets a deputy through to the ballot; nil where that is not done here
	print   func()          // prints the attendance list; nil where that is not done here
	door    *door
	last    []string // what was done last, the latest first
	follows bool     // the notice tells how things stand, and changes with them

	root    *page.Frame
	main    *fyne.Container // the head above the list
	head    *fyne.Container // the field, the notice, the acts
	field   *page.Input
	notice  *fyne.Container // one line
	acts    *fyne.Container // what can be done with who is meant
	list    *page.List
	cards   []int // the place on the roll of each card of the list; -1 for none
	side    *fyne.Container
	scroll  *page.Scroll
	open    *page.Choice
	filters map[string]*page.Choice // by delegation
	back    *page.Button            // to the desk, which is the next step once there is a quorum
}

// mostListed is how many deputies are listed at once; nobody reads further.
const mostListed = 200

// mostLast is how many acts are remembered at the side.
const mostLast = 3

// New makes the screen on the acts of a meeting; state gives the sign-in as it
// stands and is called after every change of the meeting.
func New(st *stage.Stage, m Meeting, state func() State) *Screen {
	s := &Screen{st: st, meeting: m, state: state, door: newDoor(), filters: map[string]*page.Choice{}}
	s.field = page.NewField(words.T("signin.field"))
	s.field.OnChanged = func(text string) {
		s.door.find(text)
		s.fill()
	}
	s.field.OnSubmitted = func(string) { s.enter() }
	s.field.OnEscape = func() { s.field.SetText("") }
	s.field.OnDown = func() { s.step(1) }
	s.field.OnUp = func() { s.step(-1) }
	s.open = page.NewChoice(words.T("signin.open"), '✓', '○', inkOf, func() {
		s.door.only(s.door.delegation, !s.door.open)
		s.open.Turn(s.door.open)
		s.fill()
		s.Focus()
	})
	s.notice, s.acts = page.NewColumn(0), page.NewFlow(look.Gap)
	s.list = page.NewList()
	s.list.MostLead = 7
	s.list.OnTapped = func(i int) {
		if i < len(s.cards) && s.cards[i] >= 0 {
			s.door.meant = s.cards[i]
			s.drawActs()
			s.tell()
		}
		s.Focus()
	}
	s.side = page.NewColumn(look.Gap)
	s.scroll = page.NewScroll(s.side, 2*look.Gap, 0)

	s.back = page.NewButton(words.T("signin.back"), func() { st.Go(stage.Target{Place: stage.DeskPlace}) })
	s.head = page.NewColumn(look.Gap, page.NewFlow(2*look.Gap, page.NewWide(18, s.field), s.open, s.back), s.notice, s.acts)
	s.main = page.NewBorder(page.NewColumn(0, page.NewPadded(2*look.Gap, look.Gap, s.head), widget.NewSeparator()), nil, s.list)
	s.root = page.NewFrame(container.New(beside{15}, s.main, s.scroll))
	s.tell()
	s.Update()
	st.OnChange(s.Update)
	return s
}

// Object is the screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Shown brings the screen up to date, says how to go on, and puts the cursor into
// the empty field: whoever was picked out and let through before is no longer meant,
// and the next number is not typed behind the last one.
func (s *Screen) Shown(stage.Target) {
	s.door.meant = -1
	s.field.SetText("")
	s.Update()
	s.tell()
	s.Focus()
}

// Focus puts the cursor into the field.
func (s *Screen) Focus() {
	if page.In(s.st.Window, s.root) && s.st.Window.Canvas().Overlays().Top() == nil {
		s.st.Window.Canvas().Focus(s.field)
	}
}

// Update shows the sign-in as it stands.
func (s *Screen) Update() {
	s.door.update(s.state())
	s.fill()
	s.drawSide()
}

// beside sets the second object at the right of the first, at so many characters.
type beside struct{ characters float32 }

func (b beside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	side := min(b.characters*look.Current().TextSize(), size.Width*0.4)
	o[0].Resize(fyne.NewSize(size.Width-side, size.Height))
	o[1].Resize(fyne.NewSize(side, size.Height))
	o[1].Move(fyne.NewPos(size.Width-side, 0))
}
func (b beside) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1, 1) }

func inkOf(p look.Palette) color.NRGBA     { return p.Ink }
func approveOf(p look.Palette) color.NRGBA { return p.Approve }
func againstOf(p look.Palette) color.NRGBA { return p.Against }

// say sets the line under the field: what was done, in green, or what was not,
// in red, each with its sign.
func (s *Screen) say(text string, ink page.Ink) {
	s.follows = false
	s.notify(prose.New(text).Bold().Colour(ink))
}

// tell sets the line under the field to how things stand with who is meant or,
// where nobody is, to how the field is used.
func (s *Screen) tell() {
	s.follows = true
	switch {
	case s.door.meant >= 0:
		s.notify(prose.New(s.told(s.door.meant)).Bold())
	case s.issue != nil && s.door.state.Voting:
		s.notify(prose.New(words.T("signin.how.issue")).Bold())
	default:
		s.notify(prose.New(words.T("signin.how")).Faint())
	}
}

func (s *Screen) notify(line *prose.Text) {
	s.notice.Objects = []fyne.CanvasObject{line.AtLeast(10)}
	s.settle()
}

// settle gives what stands above the list the height that it needs now; nothing
// else is drawn anew, as this is done at every key.
func (s *Screen) settle() {
	s.head.Refresh()
	s.main.Layout.Layout(s.main.Objects, s.main.Size())
}

// told says how things stand with a deputy, and what can be done.
func (s *Screen) told(place int) string {
	where := s.door.where(place)
	key := "signin.told." + whereKey(where)
	switch {
	case where == Here && s.door.issued(place):
		key = "signin.told.issued"
	case where == Here && s.issue != nil && s.door.mayVote(place):
		key = "signin.issue.ask"
	case where != Here && !s.door.state.Open:
		key = "signin.told.closed"
	}
	return words.T(key, "Who", s.who(place), "Was", words.T("signin.where."+whereKey(where)))
}

func (s *Screen) did(text string)   { s.say("✓ "+text, approveOf) }
func (s *Screen) didNot(say string) { s.say("▲ "+say, againstOf) }

// enter does what Enter means.
func (s *Screen) enter() {
	m, place := s.door.enter()
	switch m {
	case signs:
		s.sign(place)
		return
	case picks:
		s.door.meant = place
		s.choose()
		s.tell()
		return
	case nobody:
		s.didNot(words.T("signin.nobody", "Typed", s.door.typed))
	case several:
		s.didNot(words.T("signin.several", "Count", len(s.door.hits)))
	case partial:
		s.didNot(words.T("signin.partial", "Typed", s.door.typed))
	case nothing:
		return
	}
	// What is typed or scanned next replaces it.
	s.field.TypedShortcut(&fyne.ShortcutSelectAll{})
}

func (s *Screen) step(by int) {
	s.door.step(by, mostListed)
	s.choose()
	s.tell()
}

// choose shows who is meant.
func (s *Screen) choose() {
	at := -1
	for i, place := range s.cards {
		if place >= 0 && place == s.door.meant {
			at = i
		}
	}
	s.list.Choose(at)
	s.drawActs()
}

// sign signs a deputy in and empties the field for the next.
func (s *Screen) sign(place int) {
	d, before := s.door.deputy(place), s.door.where(place)
	s.door.meant = -1
	s.field.SetText("")
	if before == Here && s.issue != nil && s.door.mayVote(place) {
		// A ballot that is issued cannot be taken back: a scan alone does not do it.
		s.door.meant = place
		s.choose()
		s.tell()
		return
	}
	if before == Here && s.door.issued(place) {
		s.didNot(s.told(place))
		return
	}
	if before == Here {
		s.didNot(words.T("signin.twice", "Who", s.who(place)))
		return
	}
	key := "signin.done"
	if before != Absent {
		key = "signin.done.back"
	}
	said := words.T(key, "Who", s.who(place), "Was", words.T("signin.where."+whereKey(before)))
	s.act(said, func() error { return s.meeting.SignInDeputy(d.ID) })
}

// act does an act on the meeting and says what became of it.
func (s *Screen) act(said string, act func() error) {
	s.st.Act(act, func(failed error) {
		if failed != nil {
			what, do := words.Explain(failed)
			s.didNot(what + do)
		} else {
			s.last = append([]string{said}, s.last...)
			s.last = s.last[:min(len(s.last), mostLast)]
			s.drawSide()
			s.did(said)
			if s.st.SaySaved != nil {
				s.st.SaySaved()
			}
		}
		s.Focus()
	})
}

// ask asks for the reason of an act that takes one, and does it.
func (s *Screen) ask(kind string, place int, act func(id, reason string) error) {
	d := s.door.deputy(place)
	reason := page.NewArea(words.T("signin.reason"), 2)
	s.st.Ask(stage.Question{
		Title: words.T("signin."+kind+".ask", "Who", s.who(place)),
		Says:  []string{words.T("signin." + kind + ".says")},
		Body:  reason, Fields: []*page.Input{reason},
		Yes: words.T("signin." + kind),
		Do: func() {
			why := strings.TrimSpace(reason.Text)
			if why == "" {
				s.didNot(words.T("signin.reason.missing"))
				s.Focus()
				return
			}
			s.door.meant = -1
			s.act(words.T("signin."+kind+".done", "Who", s.who(place)), func() error { return act(d.ID, why) })
		},
		Not: s.Focus,
	})
}

// who names a deputy so that nobody else can be meant.
func (s *Screen) who(place int) string {
	d := s.door.deputy(place)
	return words.T("signin.who", "Name", d.Name, "Delegation", d.Delegation, "Number", d.Number)
}

func whereKey(w Where) string {
	if w == Absent {
		return "absent"
	}
	return string(w)
}

// told are the columns of a roll that tell two people of one name apart.
var told = []string{"性别", "职务", "单位", "备注"}

// about is what else is known of a deputy.
func about(d roll.Deputy) string {
	var parts []string
	if d.Delegation != "" {
		parts = append(parts, d.Delegation)
	}
	for _, f := range d.Extra {
		for _, head := range told {
			if strings.Contains(f.Name, head) {
				parts = append(parts, f.Value)
				break
			}
		}
	}
	return strings.Join(parts, words.T("signin.join"))
}

// fill lists whom the text can mean.
func (s *Screen) fill() {
	var cards []page.Card
	s.cards = nil
	names := map[string]int{}
	for _, h := range s.door.hits {
		names[s.door.deputy(h.Place).Name]++
	}
	for i, h := range s.door.hits {
		if i == mostListed {
			cards = append(cards, page.Card{Still: true, Blocks: []page.Block{{Text: words.T("signin.more", "Count", len(s.door.hits)-mostListed), Small: true}}})
			s.cards = append(s.cards, -1)
			break
		}
		cards = append(cards, s.card(h, names[s.door.deputy(h.Place).Name] > 1))
		s.cards = append(s.cards, h.Place)
	}
	if len(cards) == 0 {
		key := "signin.none"
		if len(s.door.state.Roll.Deputies) == 0 {
			key = "signin.no_roll"
		}
		cards, s.cards = []page.Card{{Still: true, Blocks: []page.Block{{Text: words.T(key)}}}}, []int{-1}
	}
	s.list.SetCards(cards)
	s.list.Top()
	s.choose()
	if s.follows {
		s.tell()
	}
}

func (s *Screen) card(h roll.Hit, shared bool) page.Card {
	d, w := s.door.deputy(h.Place), s.door.where(h.Place)
	c := page.Card{Lead: d.Number, Blocks: []page.Block{{Text: d.Name, Bold: true, Marked: [2]int{h.Start, h.End}}}}
	if text := about(d); text != "" {
		c.Blocks = append(c.Blocks, page.Block{Text: text, Small: true})
	}
	chip := page.Chip{Text: words.T("signin.where." + whereKey(w))}
	switch w {
	case Here:
		chip.Ground = approveOf
	case Absent:
		chip.Bare = true
	}
	c.Chips = append(c.Chips, chip)
	if s.door.issued(h.Place) {
		c.Chips = append(c.Chips, page.Chip{Text: words.T("signin.issued")})
	}
	if shared {
		c.Chips = append(c.Chips, page.Chip{Text: words.T("signin.shared")})
	}
	if w != Here && s.door.state.Open {
		place := h.Place
		c.Word, c.Act = words.T("signin.sign"), func() {
			s.sign(place)
			s.Focus()
		}
	}
	return c
}

// drawActs shows who is meant and what can be done.
func (s *Screen) drawActs() {
	s.acts.RemoveAll()
	if place := s.door.meant; place >= 0 && place < len(s.door.state.Roll.Deputies) {
		who := s.who(place)
		s.acts.Add(prose.New(who).Bold().Sized((*look.Look).Heading).AtLeast(float32(min(len([]rune(who)), 22))))
		add := func(kind string, act func(id, reason string) error) {
			s.acts.Add(page.NewButton(words.T("signin."+kind), func() { s.ask(kind, place, act) }))
		}
		switch s.door.where(place) {
		case Here:
			if s.issue != nil && s.door.mayVote(place) {
				s.acts.Add(stage.NextStep(words.T("signin.issue"), func() { s.issue(s.door.deputy(place).ID) }))
			}
			if s.door.state.Open && !s.door.issued(place) {
				add("undo", s.meeting.UndoSignIn)
			}
			add("depart", s.meeting.Depart)
		case OnLeave:
			s.addSign(place)
		default:
			s.addSign(place)
			add("leave", s.meeting.TakeLeave)
		}
	}
	s.settle()
}

func (s *Screen) addSign(place int) {
	if s.door.state.Open {
		s.acts.Add(stage.NextStep(words.T("signin.sign"), func() { s.sign(place) }))
	}
}

// drawSide shows the figures, the delegations and what was done last.
func (s *Screen) drawSide() {
	st := s.door.state
	s.back.Importance = widget.MediumImportance
	if st.Open && !st.Casting && st.Present >= st.Quorum {
		s.back.Importance = widget.HighImportance
	}
	s.back.Refresh()
	s.open.SetWord(words.T("signin.open"))
	if st.Casting {
		s.open.SetWord(words.T("signin.waiting"))
	}
	s.side.RemoveAll()
	figure := func(key string, n int) {
		s.side.Add(board.NewFigure(prose.New(words.T(key)).AtLeast(3),
			prose.New(strconv.Itoa(n)).Bold().Sized((*look.Look).Heading).AtLeast(4)))
	}
	all := len(st.Roll.Deputies)
	figure("signin.roll", all)
	figure("signin.present", st.Present)
	figure("signin.missing", all-st.Present)
	quorum := prose.New(words.T("signin.quorum.reached", "Quorum", st.Quorum)).Bold().Colour(approveOf).AtLeast(6)
	if st.Present < st.Quorum {
		quorum = prose.New(words.T("signin.quorum.short", "Quorum", st.Quorum, "Short", st.Quorum-st.Present)).Bold().Colour(againstOf).AtLeast(6)
	}
	s.side.Add(quorum)
	if !st.Open {
		s.side.Add(board.NewGround(prose.New(words.T("signin.closed")).Bold().Colour(func(p look.Palette) color.NRGBA { return p.OnHighlight }).AtLeast(6),
			look.Gap, func(p look.Palette) color.NRGBA { return p.Yellow }, nil))
	}
	if shares := s.door.shares(); len(shares) > 1 {
		s.side.Add(stage.Space(look.Gap))
		s.side.Add(prose.New(words.T("signin.delegations")).Bold().AtLeast(4))
		s.side.Add(s.filter("", words.T("signin.everybody")))
		for _, x := range shares {
			if x.Name != "" {
				s.side.Add(s.filter(x.Name, words.T("signin.share", "Name", x.Name, "Here", x.Here, "Size", x.Size)))
			}
		}
	}
	if s.print != nil && all > 0 {
		s.side.Add(stage.Space(look.Gap))
		s.side.Add(page.NewFlow(look.Gap, page.NewButton(words.T("signin.print"), s.print)))
	}
	// Below what is pressed, which must not move when somebody signs in.
	if len(s.last) > 0 {
		s.side.Add(stage.Space(look.Gap))
		s.side.Add(prose.New(words.T("signin.last")).Bold().AtLeast(4))
		for _, text := range s.last {
			s.side.Add(prose.New(text).Faint().AtLeast(6))
		}
	}
	s.side.Refresh()
	s.scroll.Refresh()
}

// filter is the choice of a delegation, the same one as long as there is such a
// delegation.
func (s *Screen) filter(name, word string) fyne.CanvasObject {
	if c := s.filters[name]; c != nil {
		c.SetWord(word)
		c.Turn(s.door.delegation == name)
		return c
	}
	c := page.NewChoice(word, '●', '○', inkOf, func() {
		s.door.only(name, s.door.open)
		s.fill()
		s.drawSide()
		s.Focus()
	})
	c.Turn(s.door.delegation == name)
	s.filters[name] = c
	return c
}
