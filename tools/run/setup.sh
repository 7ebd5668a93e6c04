#!/bin/sh
# Installs what the lockfile names, once per lockfile; with --browser also sees to a Chromium and Chinese fonts for the browser journeys.
set -eu
cd "$(dirname "$0")/../.."

stamp=node_modules/.installed-from
want=$(cksum < package-lock.json)
if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$want" ]; then
  echo "Installing packages from the lockfile (about a minute)…"
  npm ci --no-audit --no-fund --loglevel=error
  echo "$want" > "$stamp"
fi

[ "${1:-}" = "--browser" ] || exit 0

find_browser() {
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 && return 0
  done
  return 1
}
cjk_fonts() { ! command -v fc-list >/dev/null 2>&1 || fc-list :lang=zh | grep -q .; }

if ! find_browser || ! cjk_fonts; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium and Chinese fonts for the browser journeys…"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fontconfig >/dev/null
  fi
fi
if ! find_browser; then
  echo "The browser journeys need Chromium: install the package 'chromium' (and 'fonts-noto-cjk') as root, or set CHROMIUM to a browser's path." >&2
  exit 1
fi
