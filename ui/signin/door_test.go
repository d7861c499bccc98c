package signin

import (
	"slices"
	"testing"

	"piaojue/app/roll"
)

func hall(codes bool) State {
	s := State{Open: true, Quorum: 4, Present: 1, Where: map[string]Where{"3": Here}}
	for _, x := range []roll.Deputy{
		{ID: "1", Number: "1", Code: "320508001", Name: "张三丰", Delegation: "平江代表团"},
		{ID: "2", Number: "2", Code: "320508002", Name: "张三", Delegation: "平江代表团", Extra: []roll.Field{{Name: "性别", Value: "女"}, {Name: "手机", Value: "13800000000"}}},
		{ID: "3", Number: "3", Code: "320508003", Name: "单小芳", Delegation: "沧浪代表团"},
		{ID: "4", Number: "10", Code: "320508010", Name: "李伟", Delegation: "沧浪代表团"},
		{ID: "5", Number: "11", Code: "320508011", Name: "李伟", Delegation: "平江代表团"},
		{ID: "6", Number: "12", Code: "320508012", Name: "尉迟恭", Delegation: "沧浪代表团"},
	} {
		if !codes {
			x.Code = ""
		}
		s.Roll.Deputies = append(s.Roll.Deputies, x)
	}
	return s
}

// Only the whole code of a card signs in at one Enter. Everything else first
// shows who is meant, and what can mean several means nobody.
func TestWhatEnterMeans(t *testing.T) {
	for _, c := range []struct {
		name  string
		codes bool
		typed string
		want  meaning
		who   string
		again meaning // of a second Enter
	}{
		{"a card", true, "320508002", signs, "张三", signs},
		{"a card, in full width", true, "３２０５０８００２", signs, "张三", signs},
		{"a card that was read in part", true, "3205080", partial, "", partial},
		{"a card that was read but for its end", true, "32050801", partial, "", partial},
		{"a card of somebody else", true, "999999", nobody, "", nobody},
		{"two cards in one", true, "320508002320508003", nobody, "", nobody},
		{"nothing", true, "", nothing, "", nothing},
		{"white space", true, " ", nothing, "", nothing},
		{"a number where there are codes", true, "12", picks, "尉迟恭", signs},
		{"a number where there are none", false, "12", picks, "尉迟恭", signs},
		{"a number that others begin with", false, "1", picks, "张三丰", signs},
		{"a number with zeros before it", false, "012", picks, "尉迟恭", signs},
		{"a code where there are none", false, "320508002", nobody, "", nobody},
		{"initials of one", true, "ycg", picks, "尉迟恭", signs},
		{"initials of several", true, "zs", several, "", several},
		{"a name of one", true, "单小芳", picks, "单小芳", signs},
		{"a name of two", true, "李伟", several, "", several},
		{"a name that another begins with", true, "张三", several, "", several},
		{"signs", true, "·", nobody, "", nobody},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDoor()
			d.update(hall(c.codes))
			d.find(c.typed)
			m, place := d.enter()
			if m != c.want || (place >= 0) != (c.who != "") || place >= 0 && d.deputy(place).Name != c.who {
				t.Fatalf("Enter means %d, place %d", m, place)
			}
			if m == picks {
				d.meant = place
			}
			if m, _ := d.enter(); m != c.again {
				t.Errorf("a second Enter means %d", m)
			}
		})
	}
}

// One code alone that begins with what was typed is still not that code.
func TestPartOfACodeOfOneMeansNobody(t *testing.T) {
	d := newDoor()
	d.update(hall(true))
	d.find("32050800")
	d.only("沧浪代表团", false)
	if m, _ := d.enter(); m != partial || len(d.hits) != 1 {
		t.Errorf("Enter means %d with %d hits", m, len(d.hits))
	}
}

func TestAScannedCardDoesNotAskForTheDelegationListed(t *testing.T) {
	d := newDoor()
	d.update(hall(true))
	d.only("沧浪代表团", true)
	d.find("320508001")
	if m, place := d.enter(); m != signs || d.deputy(place).Name != "张三丰" {
		t.Errorf("Enter means %d, place %d", m, place)
	}
}

// Whatever changes what is listed takes back who was picked out.
func TestWhoWasPickedOutIsForgotten(t *testing.T) {
	for name, change := range map[string]func(*door){
		"another text":       func(d *door) { d.find("ycg") },
		"another delegation": func(d *door) { d.only("平江代表团", false) },
		"another roll":       func(d *door) { s := hall(true); s.Roll.Deputies = s.Roll.Deputies[1:]; d.update(s) },
	} {
		d := newDoor()
		d.update(hall(true))
		d.find("12")
		_, d.meant = d.enter()
		change(d)
		if d.meant >= 0 {
			t.Errorf("%s: %s is still meant", name, d.deputy(d.meant).Name)
		}
	}
	d := newDoor()
	d.update(hall(true))
	d.find("12")
	_, d.meant = d.enter()
	s := hall(true)
	s.Where = map[string]Where{"1": Here, "3": Here}
	d.update(s)
	if d.meant != 5 {
		t.Error("somebody else's sign-in takes back who was picked out")
	}
}

func TestSteps(t *testing.T) {
	d := newDoor()
	d.update(hall(true))
	d.find("李伟")
	var seen []int
	for _, by := range []int{-1, 1, 1, 1, -1, -1} {
		d.step(by, 200)
		seen = append(seen, d.meant)
	}
	for i, want := range []int{-1, 3, 4, 4, 3, 3} {
		if seen[i] != want {
			t.Fatalf("went %v", seen)
		}
	}
	d.find("无此人")
	if d.step(1, 200); d.meant != -1 {
		t.Error("somebody is meant where nobody is listed")
	}
}

func TestSharesAndThoseMissing(t *testing.T) {
	d := newDoor()
	d.update(hall(true))
	got := d.shares()
	if len(got) != 2 || got[0].Here != 0 || got[0].Size != 3 || got[1].Here != 1 || got[1].Size != 3 {
		t.Errorf("shares %+v", got)
	}
	d.only("", true)
	if len(d.hits) != 5 {
		t.Errorf("%d are listed as missing", len(d.hits))
	}
}

// Before the vote those are waited for who are not here; once it has begun, those
// who are and have no ballot.
func TestWhoIsWaitedFor(t *testing.T) {
	d := newDoor()
	s := hall(true)
	s.Where = map[string]Where{"1": Here, "2": Here, "3": OnLeave}
	s.Issued = map[string]bool{"2": true}
	names := func() (all []string) {
		d.update(s)
		for _, h := range d.hits {
			all = append(all, d.deputy(h.Place).ID)
		}
		return all
	}
	d.only("", true)
	if got := names(); slices.Contains(got, "1") || slices.Contains(got, "2") || !slices.Contains(got, "3") {
		t.Errorf("before the vote: %q", got)
	}
	s.Casting = true
	if got := names(); !slices.Equal(got, []string{"1"}) {
		t.Errorf("while deputies vote: %q", got)
	}
}
