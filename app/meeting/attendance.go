package meeting

import (
	"slices"

	"piaojue/app/roll"
	"piaojue/app/say"
)

// SignInDeputy signs a deputy of the roll of names in; in SignIn, and while
// deputies vote for late arrivals. Who left or was on leave may come back.
func (d *Desk) SignInDeputy(id string) error {
	return d.attend(id, func(m *Meeting, r *Round, x roll.Deputy) error {
		if r.State != SignIn && !r.State.Voting() {
			return r.elsewhere("sign_in", SignIn)
		}
		if m.Attendance[id] == Here {
			return say.Wrong(say.M("meeting.attend.here", "Name", x.Name), say.M("meeting.done.do"), nil)
		}
		m.attend(id, Here)
		r.admit(id)
		m.note(d.now(), Entry{Act: "sign_in", Round: r.Number, Who: x.Name})
		return nil
	})
}

// UndoSignIn takes back a sign-in that was a mistake, for a reason that is
// recorded. Refused for somebody who was issued a ballot, and where it would
// take a vote that has begun below its quorum.
func (d *Desk) UndoSignIn(id, reason string) error {
	return d.attend(id, func(m *Meeting, r *Round, x roll.Deputy) error {
		reason, err := given(reason)
		if err != nil {
			return err
		}
		if r.State != SignIn && !r.State.Voting() {
			return r.elsewhere("undo", SignIn)
		}
		if m.Attendance[id] != Here {
			return say.Wrong(say.M("meeting.attend.not_here", "Name", x.Name), say.M("meeting.done.do"), nil)
		}
		if slices.Contains(r.IssuedTo, id) {
			return say.Wrong(say.M("meeting.attend.issued", "Name", x.Name), say.M("meeting.attend.issued.do"), nil)
		}
		quorum := r.Procedure.Quorum(r.Roll)
		if r.State.Voting() && r.Present-1 < quorum {
			return say.Wrong(say.M("meeting.present.quorum", "Present", r.Present-1, "Quorum", quorum), say.M("meeting.present.quorum.do"), nil)
		}
		if r.State.Voting() && r.Present-1 < r.AllIssued() {
			return say.Wrong(say.M("meeting.present.issued", "Present", r.Present-1, "Issued", r.AllIssued()), say.M("meeting.present.issued.do"), nil)
		}
		m.attend(id, Absent)
		r.dismiss(id)
		m.note(d.now(), Entry{Act: "undo", Round: r.Number, Who: x.Name, Reason: reason})
		return nil
	})
}

// TakeLeave records 请假 of a deputy who was not here; at any time until the
// meeting is archived.
func (d *Desk) TakeLeave(id, reason string) error {
	return d.attend(id, func(m *Meeting, r *Round, x roll.Deputy) error {
		reason, err := given(reason)
		if err != nil {
			return err
		}
		if err := r.attending(); err != nil {
			return err
		}
		switch m.Attendance[id] {
		case Here:
			return say.Wrong(say.M("meeting.attend.here", "Name", x.Name), say.M("meeting.attend.depart.do"), nil)
		case Left:
			return say.Wrong(say.M("meeting.attend.left", "Name", x.Name), say.M("meeting.done.do"), nil)
		case OnLeave:
			return say.Wrong(say.M("meeting.attend.leave", "Name", x.Name), say.M("meeting.done.do"), nil)
		}
		m.attend(id, OnLeave)
		m.note(d.now(), Entry{Act: "leave", Round: r.Number, Who: x.Name, Reason: reason})
		return nil
	})
}

// Depart records 离会 of a deputy who was here. Before the vote begins 实到 is one
// less; a vote that has begun keeps its 实到, and the deputy is issued no ballot
// any more.
func (d *Desk) Depart(id, reason string) error {
	return d.attend(id, func(m *Meeting, r *Round, x roll.Deputy) error {
		reason, err := given(reason)
		if err != nil {
			return err
		}
		if err := r.attending(); err != nil {
			return err
		}
		if m.Attendance[id] != Here {
			return say.Wrong(say.M("meeting.attend.not_here", "Name", x.Name), say.M("meeting.done.do"), nil)
		}
		if r.Outstanding && r.Holder == id {
			return outstanding("meeting.attend.outstanding")
		}
		m.attend(id, Left)
		if r.State == SignIn {
			r.dismiss(id)
		}
		m.note(d.now(), Entry{Act: "depart", Round: r.Number, Who: x.Name, Reason: reason})
		return nil
	})
}

// attending refuses a change of the attendance after the meeting: what comes next
// begins with nobody here.
func (r *Round) attending() error {
	if r.State == Archived {
		return say.Wrong(say.M("meeting.archived"), say.Message{}, nil)
	}
	return nil
}

// attend changes the attendance of a deputy of the roll of names.
func (d *Desk) attend(id string, change func(*Meeting, *Round, roll.Deputy) error) error {
	return d.update(func(m *Meeting, r *Round) error {
		x, err := m.deputy(id)
		if err != nil {
			return err
		}
		return change(m, r, x)
	})
}

func (m *Meeting) deputy(id string) (roll.Deputy, error) {
	x, ok := m.Setup.Deputies.ByID(id)
	if !ok {
		return x, say.Wrong(say.M("meeting.attend.unknown", "ID", id), say.M("meeting.attend.unknown.do"), nil)
	}
	return x, nil
}

func (m *Meeting) attend(id string, a Attendance) {
	if a == Absent {
		delete(m.Attendance, id)
		return
	}
	if m.Attendance == nil {
		m.Attendance = map[string]Attendance{}
	}
	m.Attendance[id] = a
}

// recall signs in those who are here when the sign-in of a round begins.
func (r *Round) recall(m *Meeting) {
	if !m.Setup.Named() {
		return
	}
	for id, a := range m.Attendance {
		if a == Here {
			r.admit(id)
		}
	}
}

func (r *Round) admit(id string) {
	r.SignedIn = with(r.SignedIn, id)
	r.Present = len(r.SignedIn)
}

func (r *Round) dismiss(id string) {
	r.SignedIn = without(r.SignedIn, id)
	r.Present = len(r.SignedIn)
}

// mayIssue refuses a ballot for a deputy who is not here or had one.
func (r *Round) mayIssue(m *Meeting, id string) error {
	x, err := m.deputy(id)
	if err != nil {
		return err
	}
	if m.Attendance[id] != Here || !slices.Contains(r.SignedIn, id) {
		return say.Wrong(say.M("meeting.issue.absent", "Name", x.Name), say.M("meeting.issue.absent.do"), nil)
	}
	if slices.Contains(r.IssuedTo, id) {
		return say.Wrong(say.M("meeting.issue.twice", "Name", x.Name), say.M("meeting.issue.twice.do"), nil)
	}
	return nil
}

// with and without keep a list of ids in alphabetical order, so that it does
// not tell in which order they came.
func with(ids []string, id string) []string {
	at, found := slices.BinarySearch(ids, id)
	if found {
		return ids
	}
	return slices.Insert(ids, at, id)
}

func without(ids []string, id string) []string {
	at, found := slices.BinarySearch(ids, id)
	if !found {
		return ids
	}
	return slices.Delete(ids, at, at+1)
}
