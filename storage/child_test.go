package storage

import (
	"bufio"
	"crypto/rand"
	"fmt"
	mathrand "math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"piaojue/app/ballot"
	"piaojue/app/meeting"
	"piaojue/app/note"
	"piaojue/storage/storetest"
)

// The test binary runs itself as a child for what must happen to a process of
// its own: to be killed, to lose a right, to run out of disk.
const childVariable = "PIAOJUE_STORAGE_CHILD"

var children = map[string]func(path string) error{
	"cast":  castForEver,
	"note":  noteForEver,
	"guard": guardForEver,
	"hold":  holdOpen,
	"fill":  castUntilFull,
	"guest": openAsGuest,
}

func TestMain(m *testing.M) {
	if name := os.Getenv(childVariable); name != "" {
		if err := children[name](os.Args[1]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func child(name, path string) *exec.Cmd {
	c := exec.Command(os.Args[0], path)
	c.Env = append(os.Environ(), childVariable+"="+name)
	c.Stderr = os.Stderr
	return c
}

// The meeting that children vote in: on 16 candidates, any marks are valid, so
// that a ballot can carry a number.
const numberMarks = 16

func beginVote() (Beginning, error) {
	m, err := meeting.New(storetest.Setup(numberMarks, numberMarks, 10_000), rand.Reader)
	return Beginning{Meeting: m, Document: meeting.Document{Name: "报告.txt", Text: "各位代表："}}, err
}

func numbered(i int) ballot.Ballot {
	b := ballot.Ballot{Marks: make([]ballot.Mark, numberMarks)}
	for j := range b.Marks {
		b.Marks[j] = ballot.Mark(i >> (2 * j) & 3)
	}
	return b
}

func numberIn(b ballot.Ballot) (i int) {
	for j, m := range b.Marks {
		i |= int(m) << (2 * j)
	}
	return i
}

func deskOn(s meeting.Store) *meeting.Desk { return meeting.NewDesk(s, time.Now, rand.Reader) }

// toCasting takes a new meeting to the vote.
func toCasting(d *meeting.Desk) error {
	for _, act := range []func() error{
		d.Freeze, d.ShowEmptyBox, d.OpenSignIn, func() error { return d.SetPresent(10_000) }, d.OpenCasting,
	} {
		if err := act(); err != nil {
			return err
		}
	}
	return nil
}

// castForEver casts ballots with the numbers after those in the box and says
// each when it is acknowledged.
func castForEver(path string) error {
	f, err := OpenMeeting(path, true, beginVote)
	if err != nil {
		return err
	}
	d := deskOn(f)
	v, err := d.View()
	if err != nil {
		return err
	}
	if v.Round.State == meeting.Draft {
		if err := toCasting(d); err != nil {
			return err
		}
	}
	if v.Round.Outstanding {
		if err := d.GiveUp(); err != nil {
			return err
		}
	}
	// No number is used twice: each process begins above all issued.
	for i := v.Round.Issued + 1; ; i++ {
		if err := d.LetThrough(); err != nil {
			return err
		}
		if err := d.Cast(numbered(i)); err != nil {
			return err
		}
		fmt.Println(i)
	}
}

func noteForEver(path string) error {
	f, err := OpenNotes(path)
	if err != nil {
		return err
	}
	b := note.NewBook(f, time.Now, rand.Reader)
	all, err := b.Notes()
	if err != nil {
		return err
	}
	for i := len(all) + 1; ; i++ {
		n, err := b.OnProject("1", "")
		if err != nil {
			return err
		}
		if err := b.Write(n.ID, fmt.Sprint("第", i)); err != nil {
			return err
		}
		fmt.Println(n.ID, i)
	}
}

// guardForEver sets a passphrase and takes it away, again and again.
func guardForEver(path string) error {
	WorkFactor = 4
	n, err := OpenNotes(path)
	if err != nil {
		return err
	}
	for {
		now, next := "", pass
		if n.Guarded() {
			now, next = pass, ""
		}
		fmt.Println("begun") // so that a kill hits the middle of one
		if err := n.SetPassphrase(now, next); err != nil {
			return err
		}
		fmt.Printf("guarded %v\n", n.Guarded())
	}
}

// holdOpen keeps a file open until its input ends.
func holdOpen(path string) error {
	f, err := OpenMeeting(path, true, beginVote)
	if err != nil {
		return err
	}
	fmt.Println("open")
	bufio.NewScanner(os.Stdin).Scan()
	return f.Close()
}

// killAgain starts a child, reads what it says, and kills it while it works, as
// often as it is told and, where the machine is slow, on until as many acts were
// said. It gives what was said in whole lines.
func killAgain(t *testing.T, name, path string, times int, between func(said []string)) {
	t.Helper()
	var said []string
	runs := 0
	for ; runs < times || len(said) < times && runs < 10*times; runs++ {
		c := child(name, path)
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		// The moment is counted from the first line, or from the start, so that
		// opening is hit as well.
		after := time.Duration(mathrand.Int64N(int64(60 * time.Millisecond)))
		lines := bufio.NewReader(out)
		if runs%4 != 3 {
			line, err := lines.ReadString('\n')
			if err != nil {
				c.Process.Kill()
				t.Fatalf("the child ended: %v, %v", err, c.Wait())
			}
			said = append(said, line)
		}
		time.AfterFunc(after, func() { c.Process.Kill() })
		for {
			line, err := lines.ReadString('\n')
			if err != nil {
				break // a line cut short was not said
			}
			said = append(said, line)
		}
		if err := c.Wait(); err == nil {
			t.Fatal("the child ended by itself")
		}
		between(said)
	}
	if len(said) < times {
		t.Fatalf("only %d acts in %d runs", len(said), runs)
	}
	t.Logf("%d acknowledged over %d kills", len(said), runs)
}

// Every ballot whose cast was acknowledged is in the box exactly once, whenever
// the process is killed; at most the one under way at each kill may be there
// unacknowledged; and issued = in the box + given up.
func TestKilledWhileCasting(t *testing.T) {
	path := filepath.Join(t.TempDir(), "meeting.piaojue")
	kills := 0
	killAgain(t, "cast", path, 20, func(said []string) {
		kills++
		f, err := OpenMeeting(path, true, beginVote)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		in, err := f.Ballots(1)
		if err != nil {
			t.Fatal(err)
		}
		times := map[int]int{}
		for _, b := range in {
			times[numberIn(b)]++
		}
		for _, line := range said {
			var i int
			if _, err := fmt.Sscan(line, &i); err != nil {
				t.Fatal(err)
			}
			if times[i] != 1 {
				t.Fatalf("after kill %d: ballot %d was acknowledged and is in the box %d times", kills, i, times[i])
			}
		}
		if more := len(in) - len(said); more < 0 || more > kills {
			t.Fatalf("after kill %d: %d in the box, %d acknowledged", kills, len(in), len(said))
		}
		v, err := deskOn(f).View()
		if err != nil {
			t.Fatal(err)
		}
		if missing := v.Round.Issued - v.InBox; missing < 0 || missing > kills {
			t.Fatalf("after kill %d: issued %d, in the box %d", kills, v.Round.Issued, v.InBox)
		}
		if names := namesIn(t, filepath.Dir(path)); !slices.Equal(names, []string{"meeting.piaojue", "meeting.piaojue.lock"}) {
			t.Fatalf("after kill %d the folder holds %v", kills, names)
		}
	})
}

// Every note that was saved is there with its text, whenever the process is killed.
func TestKilledWhileWriting(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notes.piaojue")
	killAgain(t, "note", path, 10, func(said []string) {
		f, err := OpenNotes(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		all, err := f.Notes()
		if err != nil {
			t.Fatal(err)
		}
		texts := map[string]string{}
		for _, n := range all {
			texts[n.ID] = n.Text
		}
		for _, line := range said {
			var id string
			var i int
			if _, err := fmt.Sscan(line, &id, &i); err != nil {
				t.Fatal(err)
			}
			if texts[id] != fmt.Sprint("第", i) {
				t.Fatalf("note %d was saved and reads %q", i, texts[id])
			}
		}
	})
}

// Whenever the process is killed while a passphrase is set or taken away, the file
// is whole, as it was before or after, and holds every note.
func TestKilledWhileGuarding(t *testing.T) {
	n, path := filledNotes(t)
	closed(t, n)
	killAgain(t, "guard", path, 8, func([]string) {
		n, err := OpenNotes(path)
		if err != nil {
			t.Fatal(err)
		}
		defer n.Close()
		if n.Locked() {
			mustHide(t, path)
			if err := n.Unlock(pass); err != nil {
				t.Fatal(err)
			}
		}
		holdsAll(t, n)
		for _, name := range namesIn(t, filepath.Dir(path)) {
			if name != filepath.Base(path) && name != filepath.Base(path)+suffixLock {
				t.Errorf("%s is left", name)
			}
		}
	})
}

func namesIn(t *testing.T, folder string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}
