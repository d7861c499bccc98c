//go:build walk

package main

import (
	"io"
	"net"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// In the build for the walk, the app tells on a local socket what its window
// shows and where, so that the walk can point the mouse at it as a person
// would. It takes no orders there: all input comes through the window.
func init() {
	inspect = func(w fyne.Window) {
		path := os.Getenv("PIAOJUE_INSPECT")
		if path == "" {
			return
		}
		l, err := net.Listen("unix", path)
		if err != nil {
			panic(err)
		}
		go func() {
			for {
				c, err := l.Accept()
				if err != nil {
					return
				}
				var markup string
				fyne.DoAndWait(func() { markup = test.RenderToMarkup(w.Canvas()) })
				_, _ = io.WriteString(c, markup)
				c.Close()
			}
		}()
	}
}
