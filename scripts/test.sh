#!/usr/bin/env bash
# Everything that CI runs. A step says its name; the first failure ends it. The
# walk mostly waits for a window, so it goes on beside the steps that follow it.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n== %s (%ss)\n' "$1" "$SECONDS"; }

step "packages that the machine lacks"
scripts/need.sh build window office

step "format"
unformatted=$(gofmt -l $(git ls-files '*.go'))
[ -z "$unformatted" ] || { echo "gofmt would change: $unformatted" >&2; exit 1; }
go mod verify >/dev/null
go mod tidy -diff

step "tests without a window and without C"
CGO_ENABLED=0 go test -tags ci ./...

step "notes in 2,000 revised reports"
PIAOJUE_REVISIONS=2000 CGO_ENABLED=0 go test -tags ci -count=1 -v -run '^TestRevisions$' ./app/revision

step "types on Windows and macOS, vet everywhere"
CGO_ENABLED=0 GOOS=windows go vet -tags ci ./...
# Without a Mac's compiler, Fyne's macOS files cannot be type-checked; the tag
# mobile has Fyne stand its plain ones in, and all of ours are checked.
CGO_ENABLED=0 GOOS=darwin go vet -tags ci,mobile ./...
go vet -tags x11 ./...
go vet -tags x11,walk ./...

step "lint"
go tool staticcheck -tags ci ./...

step "the walk in a real window begins"
mkdir -p out
scripts/walk.sh build
scripts/walk.sh >out/walk.log 2>&1 &
walk=$!
trap 'kill "$walk" 2>/dev/null || true' EXIT

step "tests under the race detector"
CGO_ENABLED=1 go test -tags ci -race -timeout 30m ./...

step "the walk ends"
status=0
wait "$walk" || status=$?
cat out/walk.log
exit "$status"
