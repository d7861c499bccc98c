package main

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// window is the running app, its window, and the mouse and keyboard before it.
type window struct {
	app    *exec.Cmd
	stderr *bytes.Buffer
	socket string
	home   string
	ended  chan error
}

// running is the window of now, for the account of a failure.
var running *window

// background starts a program that goes on until the returned function is called.
func background(name string, args ...string) (end func()) {
	c := exec.Command(name, args...)
	must(c.Start())
	return func() {
		_ = c.Process.Kill()
		_ = c.Wait()
	}
}

// open starts the app on a home folder and waits for its first picture.
func open(home string) *window {
	w := &window{home: home, socket: filepath.Join(home, "..", "inspect.sock"), stderr: &bytes.Buffer{}, ended: make(chan error, 1)}
	os.Remove(w.socket)
	w.app = exec.Command(filepath.Join("out", "piaojue-walk"), "-home", home)
	w.app.Env = append(os.Environ(), "PIAOJUE_INSPECT="+w.socket, "LANG=C.UTF-8", "FYNE_SCALE=1", "HOME="+filepath.Join(home, ".."), "XDG_CONFIG_HOME="+filepath.Join(home, "..", "config"))
	running = w
	w.app.Stderr = io.MultiWriter(w.stderr, os.Stderr)
	must(w.app.Start())
	go func() { w.ended <- w.app.Wait() }()
	until("the window shows something", func() bool { return len(w.texts()) > 0 })
	time.Sleep(700 * time.Millisecond)
	xdo("search", "--sync", "--onlyvisible", "--all", "--pid", strconv.Itoa(w.app.Process.Pid), "--name", ".", "windowsize", "1440", "900", "windowmove", "0", "0", "windowfocus")
	time.Sleep(700 * time.Millisecond)
	return w
}

// kill ends the app as a power cut would.
func (w *window) kill() {
	must(w.app.Process.Kill())
	<-w.ended
	w.complaints()
}

// quit closes the window as a person does.
func (w *window) quit() {
	xdo("key", "--clearmodifiers", "alt+F4")
	select {
	case <-w.ended:
	case <-time.After(10 * time.Second):
		w.kill()
		fail("the window did not close")
	}
	w.complaints()
}

// complaints fails on what Fyne says about threads, and on panics.
func (w *window) complaints() {
	for _, bad := range []string{"Error in Fyne call thread", "panic:", "fatal error:", "DATA RACE"} {
		if strings.Contains(w.stderr.String(), bad) {
			fail("the app wrote %q:\n%s", bad, w.stderr)
		}
	}
}

// shown is one text on the screen, in pixels.
type shown struct {
	text       string
	widget     string // the innermost widget's type
	x, y, w, h int
	overlay    bool
	parts      []shown // of a line of the report, which is drawn in parts
}

func (s shown) middle() (int, int) { return s.x + s.w/2, s.y + s.h/2 }

// goesOn reports whether another text is the next part of a line of the report.
func (s shown) goesOn(next shown) bool {
	return strings.HasSuffix(s.widget, ".page") && next.widget == s.widget && next.y == s.y && next.h == s.h && next.x > s.x
}

func (s *shown) join(next shown) {
	if s.parts == nil {
		s.parts = []shown{*s}
	}
	s.parts = append(s.parts, next)
	s.text += next.text
	s.w = next.x + next.w - s.x
}

// span is where some words of a line begin and end.
func (s shown) span(words string) (from, to int) {
	before, _, _ := strings.Cut(s.text, words)
	first := utf8.RuneCountInString(before)
	last := first + utf8.RuneCountInString(words)
	parts := s.parts
	if parts == nil {
		parts = []shown{s}
	}
	for _, p := range parts {
		n := utf8.RuneCountInString(p.text)
		if first >= 0 && first < n {
			from = p.x + p.w*first/n
		}
		if last > 0 && last <= n {
			to = p.x + p.w*last/n
		}
		first, last = first-n, last-n
	}
	return from, to
}

var (
	tagLine = regexp.MustCompile(`^\s*<(/?)(\w+)([^>]*?)(/?)>(?:(.*)</text>)?$`)
	attr    = regexp.MustCompile(`(\w+)="([^"]*)"`)
)

// texts reads what the window shows.
func (w *window) texts() []shown {
	all := w.windows()
	if len(all) == 0 {
		return nil
	}
	return read(all[0])
}

// windows is what each window of the app tells, the desk's first.
func (w *window) windows() []string {
	c, err := net.Dial("unix", w.socket)
	if err != nil {
		return nil
	}
	defer c.Close()
	b, err := io.ReadAll(c)
	if err != nil {
		return nil
	}
	return strings.Split(string(b), "\f")
}

// read gives the texts in what the app tells: of a scrolled part only what is
// inside it; a line of the report as one.
func read(markup string) []shown {
	type frame struct {
		x, y    int
		widget  string
		overlay bool
		clip    [4]int
	}
	stack := []frame{{clip: [4]int{0, 0, 1 << 20, 1 << 20}}}
	var out []shown
	overlaid := false
	for _, line := range strings.Split(markup, "\n") {
		m := tagLine.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		if m[1] == "/" {
			if len(stack) > 1 {
				stack = stack[:len(stack)-1]
			}
			continue
		}
		top := stack[len(stack)-1]
		f := top
		var sw, sh int
		for _, a := range attr.FindAllStringSubmatch(m[3], -1) {
			switch a[1] {
			case "pos":
				x, y := pair(a[2], ",")
				f.x, f.y = top.x+x, top.y+y
			case "size":
				sw, sh = pair(a[2], "x")
			case "type":
				f.widget = a[2]
			}
		}
		if m[2] == "overlay" {
			f.overlay, overlaid = true, true
		}
		if m[2] == "text" {
			s := shown{text: m[5], widget: f.widget, x: f.x, y: f.y, w: sw, h: sh, overlay: f.overlay}
			cx, cy := s.middle()
			switch {
			case s.text == "" || cx < f.clip[0] || cy < f.clip[1] || cx > f.clip[2] || cy > f.clip[3]:
			case len(out) > 0 && out[len(out)-1].goesOn(s):
				out[len(out)-1].join(s)
			default:
				out = append(out, s)
			}
			continue
		}
		if m[4] == "/" || m[2] != "container" && m[2] != "widget" && m[2] != "overlay" && m[2] != "content" && m[2] != "canvas" {
			continue
		}
		if strings.Contains(f.widget, "Scroll") || strings.Contains(f.widget, "List") || m[2] == "canvas" {
			f.clip = [4]int{max(f.clip[0], f.x), max(f.clip[1], f.y), min(f.clip[2], f.x+sw), min(f.clip[3], f.y+sh)}
		}
		stack = append(stack, f)
	}
	if !overlaid {
		return out
	}
	var front []shown
	for _, s := range out {
		if s.overlay {
			front = append(front, s)
		}
	}
	return front
}

func pair(s, by string) (int, int) {
	a, b, _ := strings.Cut(s, by)
	x, _ := strconv.Atoi(a)
	y, _ := strconv.Atoi(b)
	return x, y
}

// find waits for the nth text (from 0) that is exactly or, failing that,
// contains what is asked for.
func (w *window) find(text string, nth int) shown {
	var found shown
	until(fmt.Sprintf("%q (no. %d) is on the screen", text, nth), func() bool {
		var exact, within []shown
		for _, s := range w.texts() {
			switch {
			case s.text == text:
				exact = append(exact, s)
			case strings.Contains(s.text, text):
				within = append(within, s)
			}
		}
		if all := append(exact, within...); nth < len(all) {
			found = all[nth]
			return true
		}
		return false
	})
	return found
}

func (w *window) shows(text string) bool {
	for _, s := range w.texts() {
		if strings.Contains(s.text, text) {
			return true
		}
	}
	return false
}

// onPage waits for the line of the report that holds some words.
func (w *window) onPage(words string) shown {
	var found shown
	until(fmt.Sprintf("%q is on the page", words), func() bool {
		var ok bool
		found, ok = w.line(words)
		return ok
	})
	return found
}

// reads reports whether some words are in a line of the report on the screen.
func (w *window) reads(words string) bool {
	_, ok := w.line(words)
	return ok
}

func (w *window) line(words string) (shown, bool) {
	for _, s := range w.texts() {
		if strings.HasSuffix(s.widget, ".page") && strings.Contains(s.text, words) {
			return s, true
		}
	}
	return shown{}, false
}

// click presses the text as a person does.
func (w *window) click(text string) { w.clickNth(text, 0) }

func (w *window) clickNth(text string, nth int) {
	x, y := w.find(text, nth).middle()
	pointer(x, y)
	xdo("click", "1")
	time.Sleep(350 * time.Millisecond)
}

// pointed is where the mouse was moved to last.
var pointed [2]int

// pointer moves the mouse. Where it is there already it stays: xdotool would wait
// for it to move, for a quarter of a minute.
func pointer(x, y int) {
	if pointed == [2]int{x, y} {
		return
	}
	pointed = [2]int{x, y}
	xdo("mousemove", "--sync", strconv.Itoa(x), strconv.Itoa(y))
}

func key(keys ...string) {
	xdo(append([]string{"key", "--clearmodifiers", "--delay", "60"}, keys...)...)
	time.Sleep(200 * time.Millisecond)
}

// typed types a text; its Chinese characters must be in chinese.
func typed(text string) {
	for _, r := range text {
		if r > 127 && !strings.ContainsRune(keyed, r) {
			fail("%c has no key", r)
		}
	}
	xdo("type", "--clearmodifiers", "--delay", "60", text)
	time.Sleep(250 * time.Millisecond)
}

// chinese are the Chinese characters that the walk types.
const chinese = "综合整治条街巷含哪些道请列明处无违建示范区零容忍"

var (
	keyed    string   // the characters that have keys now
	freeKeys []string // the keys that the keyboard leaves free
)

// keyboard gives some characters keys, as an input method would, among those that
// the keyboard leaves free, in place of the characters that had them before. It
// must be done before the app starts.
func keyboard(characters string) {
	if freeKeys == nil {
		out, err := exec.Command("xmodmap", "-pke").Output()
		must(err)
		for _, line := range strings.Split(string(out), "\n") {
			code, symbols, ok := strings.Cut(line, "=")
			if ok && strings.TrimSpace(symbols) == "" {
				freeKeys = append(freeKeys, strings.TrimSpace(code))
			}
		}
	}
	keyed = characters
	free := freeKeys
	var wanted []rune
	for _, r := range characters {
		if !slices.Contains(wanted, r) {
			wanted = append(wanted, r)
		}
	}
	// Two to a key: the second with Shift.
	var script strings.Builder
	for pair := range slices.Chunk(wanted, 2) {
		if len(free) == 0 {
			fail("the keyboard has too few free keys")
		}
		fmt.Fprintf(&script, "%s = U%04X U%04X\n", free[0], pair[0], pair[len(pair)-1])
		free = free[1:]
	}
	c := exec.Command("xmodmap", "-")
	c.Stdin = strings.NewReader(script.String())
	if out, err := c.CombinedOutput(); err != nil {
		fail("xmodmap: %v %s", err, out)
	}
}

func xdo(args ...string) {
	out, err := exec.Command("xdotool", args...).CombinedOutput()
	if err != nil {
		fail("xdotool %v: %v %s", args, err, out)
	}
}

var pictures int

// picture takes a screenshot, numbered.
func picture(name string) {
	time.Sleep(400 * time.Millisecond)
	pictures++
	file := filepath.Join("out", fmt.Sprintf("%02d-%s.png", pictures, name))
	shoot(file)
	fmt.Println("  ", file)
}

func shoot(file string) { photograph(file, "root", "1440x900+0+0") }

// photograph takes a picture of a window, cut to a part of it.
func photograph(file, window, part string) {
	if out, err := exec.Command("import", "-window", window, "-crop", part, "+repage", file).CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "import: %v %s\n", err, out)
		os.Exit(1)
	}
}

// until waits up to half a minute for something to be so.
func until(what string, so func() bool) {
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		if so() {
			return
		}
	}
	fail("waited in vain: %s", what)
}

func must(err error) {
	if err != nil {
		fail("%v", err)
	}
}

// clickLast presses the last of the texts that are alike: what came to the
// front last.
func (w *window) clickLast(text string) {
	w.find(text, 0)
	n := 0
	for _, s := range w.texts() {
		if s.text == text {
			n++
		}
	}
	w.clickNth(text, max(n-1, 0))
}

// scrollTo turns the wheel at a place until a text is on the screen.
func (w *window) scrollTo(text string, x, y int) {
	pointer(x, y)
	for range 150 {
		if w.shows(text) {
			time.Sleep(300 * time.Millisecond)
			return
		}
		xdo("click", "5")
		time.Sleep(60 * time.Millisecond)
	}
	fail("scrolled in vain for %q", text)
}

func drag(fromX, fromY, toX, toY int) {
	pointer(fromX, fromY)
	xdo("mousedown", "1")
	const steps = 8
	for i := 1; i <= steps; i++ {
		pointer(fromX+(toX-fromX)*i/steps, fromY+(toY-fromY)*i/steps)
		time.Sleep(30 * time.Millisecond)
	}
	xdo("mouseup", "1")
	time.Sleep(300 * time.Millisecond)
}
