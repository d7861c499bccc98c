#!/usr/bin/env bash
# Builds the app for Windows (from Debian, with mingw) and for this machine into
# out/dist. macOS needs a Mac: go build there, or see README.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/need.sh build windows
mkdir -p out/dist
go build -tags x11 -trimpath -ldflags "-s -w" -o out/dist/piaojue .
CGO_ENABLED=1 GOOS=windows CC=x86_64-w64-mingw32-gcc \
  go build -trimpath -ldflags "-s -w -H=windowsgui" -o out/dist/实事票决.exe .
# A command needs a console, which a window program does not have on Windows.
CGO_ENABLED=0 GOOS=windows go build -tags ci -trimpath -ldflags "-s -w" -o out/dist/piaojue.exe .
ls -l out/dist
