#!/usr/bin/env bash
# Speed, as ratios of things measured side by side in one run. A missed target
# fails. About half a minute, most of it Fyne's own text, which the reader is
# compared with.
set -euo pipefail
cd "$(dirname "$0")/.."
export PIAOJUE_BENCH=1 CGO_ENABLED=0
for package in ./ui/reader ./app/report ./app/revision ./app/count ./app/roll ./ui/signin ./storage ./ui/notes; do
  go test -tags ci -count=1 -run '^TestRatios' -v "$package" | grep -v -e '^=== RUN' -e '^PASS' -e '^ok ' -e '^--- PASS'
done
