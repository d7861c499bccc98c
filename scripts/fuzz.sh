#!/usr/bin/env bash
# fuzz.sh TIME: every fuzz target in turn, for TIME each. Finds stay in testdata.
set -euo pipefail
cd "$(dirname "$0")/.."
time=${1:-60s}
for package in $(go list -tags ci ./app/... ./storage/... ./exports/... ./ui/...); do
  folder=./${package#piaojue/}
  for target in $(grep -hos '^func Fuzz[A-Za-z0-9_]*' "$folder"/*_test.go | sed 's/func //'); do
    echo "$package $target"
    CGO_ENABLED=0 go test -tags ci -run '^$' -fuzz "^$target\$" -fuzztime "$time" "$folder"
  done
done
