//go:build !ci

package main

// windowed builds can open a window; the one for tests and for the console of
// Windows has the commands only.
const windowed = true
