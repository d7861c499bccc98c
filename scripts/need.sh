#!/usr/bin/env bash
# need.sh PURPOSE...: installs by apt what a purpose needs and this machine lacks.
#   build    a C compiler and the headers of OpenGL and X11
#   window   a display without a screen, a window manager, a mouse, a camera
#   office   a spreadsheet and a word processor, to open what the app exports
#   windows  the compiler for Windows
# Says nothing and does nothing where all is there.
set -euo pipefail

packages=()
want() { # want PACKAGE TEST...: the test succeeds where the package is not needed
  local package=$1
  shift
  "$@" >/dev/null 2>&1 || packages+=("$package")
}

command -v go >/dev/null || { echo "请先安装 Go 1.26 或更新的版本，再重试。" >&2; exit 1; }

for purpose in "$@"; do
  case $purpose in
    build)
      want gcc command -v gcc
      want pkg-config command -v pkg-config
      want libgl1-mesa-dev pkg-config --exists gl
      # xorg-dev stands for all headers of X11 that the window needs.
      want xorg-dev pkg-config --exists x11 xcursor xrandr xinerama xi xxf86vm
      ;;
    window)
      want xvfb command -v Xvfb
      want xauth command -v xauth
      want openbox command -v openbox
      want xdotool command -v xdotool
      want x11-xserver-utils command -v xmodmap
      want imagemagick command -v import
      want libgl1-mesa-dri test -e "/usr/lib/$(uname -m)-linux-gnu/dri/swrast_dri.so"
      ;;
    office)
      want libreoffice-calc-nogui command -v soffice
      want libreoffice-writer-nogui test -e /usr/lib/libreoffice/program/libswlo.so
      ;;
    windows)
      want gcc-mingw-w64-x86-64 command -v x86_64-w64-mingw32-gcc
      ;;
    *)
      echo "need.sh: unknown purpose $purpose" >&2
      exit 2
      ;;
  esac
done

[ ${#packages[@]} -eq 0 ] && exit 0
echo "正在安装缺少的软件包：${packages[*]}"
sudo=
[ "$(id -u)" -eq 0 ] || sudo=sudo
$sudo apt-get update -qq
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
