#!/usr/bin/env bash
# Speed, as ratios of things measured side by side in one run.
set -euo pipefail
cd "$(dirname "$0")/.."
export PIAOJUE_BENCH=1
CGO_ENABLED=0 go test -tags ci -count=1 -run 'Ratios' -v ./ui/... ./app/... ./storage/... | grep -v -E '^(=== RUN|ok |PASS|\?|--- SKIP)' || true
