#!/usr/bin/env bash
# Makes assets/fonts anew: the regular and bold weights of Noto Sans SC (SIL Open
# Font License 1.1), cut down to what Chinese official prose needs:
#   GB 2312, the 8,105 characters of 通用规范汉字表 (Unihan property kTGH), 〇,
#   Latin, Greek, punctuation, and the signs and symbols in use.
# Needs npm, and Debian's fonttools and unicode-data. The result is committed;
# this script is for whoever changes the set of characters.
set -euo pipefail
cd "$(dirname "$0")/.."

package=@expo-google-fonts/noto-sans-sc
version=0.4.3
out=assets/fonts
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for tool in npm pyftsubset bzcat; do
  command -v "$tool" >/dev/null || { echo "请先安装 $tool（npm、fonttools、unicode-data）" >&2; exit 1; }
done

(cd "$work" && npm pack --silent "$package@$version" >/dev/null && tar xzf ./*.tgz)

# pyftsubset belongs to the system's Python, which need not be the first on PATH.
/usr/bin/python3 - "$work/characters.txt" <<'PY'
import bz2, re, sys

wanted = set()
for high in range(0xA1, 0xF8):
    for low in range(0xA1, 0xFF):
        try:
            wanted.update(bytes((high, low)).decode("gb2312"))
        except UnicodeDecodeError:
            pass
with bz2.open("/usr/share/unicode/Unihan_OtherMappings.txt.bz2", "rt", encoding="utf-8") as f:
    listed = [chr(int(m[1], 16)) for m in (re.match(r"U\+([0-9A-F]+)\tkTGH\t", line) for line in f) if m]
assert len(listed) == 8105, len(listed)
wanted.update(listed)
wanted.add("〇")
for first, last in [
    (0x20, 0x7E), (0xA0, 0x17F), (0x391, 0x3C9), (0x2010, 0x2027), (0x2030, 0x205E),
    (0x2070, 0x209C), (0x20AC, 0x20AC), (0x2100, 0x214F), (0x2150, 0x218B), (0x2190, 0x21FF),
    (0x2200, 0x22FF), (0x2460, 0x24FF), (0x2500, 0x257F), (0x25A0, 0x25FF), (0x2600, 0x2606),
    (0x2610, 0x2612), (0x2713, 0x2718), (0x2776, 0x2793), (0x3000, 0x301F), (0x3220, 0x3243),
    (0x3280, 0x32B0), (0x3300, 0x33FF), (0xFE30, 0xFE4F), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6),
    (0xFFFD, 0xFFFD),
]:
    wanted.update(map(chr, range(first, last + 1)))
open(sys.argv[1], "w", encoding="utf-8").write("".join(sorted(wanted)))
PY

mkdir -p "$out"
for weight in 400Regular:Regular 700Bold:Bold; do
  from=${weight%%:*}
  to=${weight##*:}
  pyftsubset "$work/package/$from/NotoSansSC_$from.ttf" \
    --text-file="$work/characters.txt" \
    --output-file="$out/NotoSansSC-$to.ttf" \
    --layout-features=kern,locl,ccmp,mark,mkmk --no-hinting --desubroutinize \
    --drop-tables+=vhea,vmtx,VORG,BASE --name-IDs='0,1,2,3,4,5,6,13,14' --notdef-outline \
    --recalc-bounds --no-recalc-timestamp
done
cp "$work/package/LICENSE_FONT" "$out/OFL.txt"
sha256sum "$out"/*.ttf
