// Walk drives the app in a real window as its users do, with mouse and
// keyboard: a deputy reads, marks and weighs; a clerk sets the rules, lets
// deputies vote, counts and exports. It looks at what the screen says and at
// what is on the disk, and takes a picture of every screen for people to look
// at. It is run by scripts/walk.sh and ends with status 1 at the first thing
// that is not as it should be.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"piaojue/app/say"
)

func main() {
	root, err := os.MkdirTemp("", "walk")
	must(err)
	old, err := filepath.Glob(filepath.Join("out", "[0-9][0-9]-*.png"))
	must(err)
	for _, f := range old {
		must(os.Remove(f))
	}
	wm := background("openbox")
	defer wm()
	time.Sleep(500 * time.Millisecond)

	keyboard(chinese)
	home := filepath.Join(root, "home")
	for _, part := range []struct {
		name string
		walk func(home string)
	}{
		{"a deputy prepares", prepare},
		{"nothing typed is lost", lose},
		{"a deputy reviews", review},
		{"the clerk runs the vote", vote},
		{"the result goes out", result},
		{"a whole meeting", wholeMeeting},
	} {
		if only := os.Getenv("ONLY"); only != "" && !strings.Contains(part.name, only) {
			continue
		}
		fmt.Println(part.name)
		part.walk(home)
	}
	must(os.RemoveAll(root))
	fmt.Println("the walk went through")
}

// fail ends the walk with a picture of where it stood.
func fail(format string, values ...any) {
	fmt.Fprintf(os.Stderr, "the walk ends: "+format+"\n", values...)
	shoot(filepath.Join("out", "failed.png"))
	if running != nil {
		for _, s := range running.texts() {
			fmt.Fprintf(os.Stderr, "  on the screen at %d,%d: %s\n", s.x, s.y, s.text)
		}
		_ = running.app.Process.Kill()
	}
	os.Exit(1)
}

// t is a text of the interface.
func t(key string, pairs ...any) string { return say.M(key, pairs...).In(say.Chinese) }
