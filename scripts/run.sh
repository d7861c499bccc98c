#!/usr/bin/env bash
# Opens the app on the rehearsal meeting. Where there is no display, the app is
# walked through on an invisible one instead: pictures and workbook go to out/.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [ "$(uname)" = Linux ]; then
  echo "没有显示器：改在虚拟屏幕上走一遍，截图和工作簿放在 out/。"
  exec scripts/walk.sh
fi

tags=()
if [ "$(uname)" = Linux ]; then
  scripts/need.sh build
  tags=(-tags x11)
fi
mkdir -p out
go build "${tags[@]}" -o out/piaojue .
exec out/piaojue
