# shellcheck shell=bash
# What ./dev needs on the machine, fetched only when it is missing: Debian packages by apt-get, Node.js from npm's own
# `node` package when Debian's is too old, and the JavaScript parts of the tests. Costs milliseconds when all is there.

readonly node_at_least=20.19.0

as_root() {
  if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

apt_install() {
  echo "installing: $*" >&2
  # No cluster of our own making: the tests start a throw-away one (tools/dev/postgres.sh).
  as_root mkdir -p /etc/postgresql-common/createcluster.d
  echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.d/no-main-cluster.conf >/dev/null
  as_root apt-get update -q
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
}

missing_packages() {
  local wanted
  wanted=$(grep -v -e '^#' -e '^$' tools/dev/packages.txt | LC_ALL=C sort)
  # shellcheck disable=SC2086  # one word per package
  LC_ALL=C comm -23 <(echo "$wanted") <(dpkg-query -W -f='${db:Status-Status} ${Package}\n' $wanted 2>/dev/null |
    sed -n 's/^installed //p' | LC_ALL=C sort -u)
}

install_packages() {
  command -v dpkg-query >/dev/null || { echo 'dev: this is made for Debian 12 (no dpkg-query here)' >&2; exit 1; }
  local missing
  missing=$(missing_packages)
  # shellcheck disable=SC2086
  [[ -z $missing ]] || apt_install $missing
}

node_is_current() {
  command -v node >/dev/null || return 1
  local version
  version=$(node --version)
  [[ $(printf '%s\n' "$node_at_least" "${version#v}" | sort -V | head -n 1) == "$node_at_least" ]]
}

install_node() {
  export PATH="$PWD/build/node/node_modules/.bin:$PATH"
  if node_is_current && command -v npm >/dev/null; then return; fi
  command -v npm >/dev/null || apt_install nodejs npm
  node_is_current || npm install --prefix build/node --no-audit --no-fund node@22
}

install_modules() { # folder
  local sum stamp=$1/node_modules/.installed
  sum=$(sha256sum <"$1/package-lock.json")
  [[ -f $stamp && $(<"$stamp") == "$sum" ]] && return
  (cd "$1" && npm ci --no-audit --no-fund)
  mkdir -p "$(dirname "$stamp")"
  echo "$sum" >"$stamp"
}
