//go:build ci

package main

const windowed = false
