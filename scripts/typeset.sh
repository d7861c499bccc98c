#!/usr/bin/env bash
# The same passage set by the reader and by a browser, for docs/typography.md:
# writes docs/pictures/reader-page.png and browser-page.png. Needs chromium and
# imagemagick (apt-get install chromium imagemagick).
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
PIAOJUE_TYPESET=$folder CGO_ENABLED=0 go test -tags ci -count=1 -run '^TestTypeset$' ./ui/reader
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --allow-file-access-from-files \
  --force-device-scale-factor=2 --window-size=760,640 --screenshot="$folder/browser-page.png" "file://$folder/page.html" 2>/dev/null
for page in reader-page browser-page; do
  convert "$folder/$page.png" -colors 24 -strip "docs/pictures/$page.png"
done
