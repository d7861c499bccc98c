#!/usr/bin/env bash
# The walk: the real app in real windows on an invisible screen, driven with
# mouse and keyboard from the report to the workbook. The screen is wide enough for
# the desk and, at its right, the hall's big screen. Leaves numbered pictures
# and the workbook in out/, and fails where something is not as it should be.
# With the word build it only builds what it needs.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/need.sh build window
mkdir -p out
go build -tags x11,walk -o out/piaojue-walk .
go build -o out/walk ./scripts/walk
[ "${1:-}" != build ] || exit 0
exec xvfb-run -a -s "-screen 0 3360x1080x24 +extension GLX" out/walk "$@"
