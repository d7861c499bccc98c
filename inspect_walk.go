//go:build walk

package main

import (
	"io"
	"net"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// In the build for the walk, the app tells on a local socket what its windows
// show and where, the main one first, a form feed between them, so that the walk
// can point the mouse at it as a person would. It takes no orders there: all input comes through the window.
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
				fyne.DoAndWait(func() {
					markup = test.RenderToMarkup(w.Canvas())
					for _, other := range fyne.CurrentApp().Driver().AllWindows() {
						if other != w {
							markup += "\f" + test.RenderToMarkup(other.Canvas())
						}
					}
				})
				_, _ = io.WriteString(c, markup)
				c.Close()
			}
		}()
	}
}
