# shellcheck shell=bash
# Which Debian packages the programs and the tests need, and how the missing ones are installed.
# Sourced by ./run and ./test.

# <package>|<why>, one per line.
program_packages='g++|compiler
cmake|build description
ninja-build|build tool
qt6-base-dev|window
libqt6opengl6-dev|window: part of Qt Charts
qt6-charts-dev|window: share of each stage
qt6-svg-dev|window: icons
libqcustomplot-dev|window: bars of the steps
libsqlite3-dev|reads logs and maps
libeigen3-dev|linear algebra of the trackers
libgeos-dev|polygons around paths
nlohmann-json3-dev|reads and writes JSON
libfmt-dev|writes numbers as text
libcli11-dev|command line
liblzma-dev|compresses the simulation log
zlib1g-dev|compresses pictures
libssl-dev|hashes of the input files
libpango1.0-dev|lays out and draws the PDF of reports
pkgconf|finds it
libtorch-dev|networks: ml-raster, train
libdnnl-dev|networks: convolutions with what follows them in one operation, 1.6 times as fast as without
libopenblas0-pthread|networks: without it convolutions take up to seven times as long
fonts-dejavu-core|text in the window and in the PDF of reports'
[ -z "${WAYLAND_DISPLAY:-}" ] || program_packages+=$'\nqt6-wayland|window on Wayland'
# shellcheck disable=SC2034
test_packages='libgtest-dev|test framework
libgmock-dev|test framework: matchers
python3|checks of the source tree, profiles to import'

say() { printf '%s\n' "$*" >&2; }
fail() {
  say "$*"
  exit 1
}

# Prints the lines of the list $1 whose package is not installed.
missing_of() {
  local list=$1 names installed name why
  names=$(printf '%s\n' "$list" | cut -d'|' -f1)
  # shellcheck disable=SC2086
  installed=$(dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' $names 2>/dev/null)
  while IFS='|' read -r name why; do
    case $'\n'$installed$'\n' in
      *$'\n'"installed $name"$'\n'*) ;;
      *) printf '%s|%s\n' "$name" "$why" ;;
    esac
  done <<<"$list"
}

# Runs apt-get with the rights it needs.
as_root_apt() {
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 "$@")
  if [ "$(id -u)" -eq 0 ]; then
    "${apt[@]}" >&2 </dev/null
  elif [ -t 0 ]; then
    sudo "${apt[@]}" >&2
  else
    sudo -n "${apt[@]}" >&2
  fi
}

# Installs what is missing of the list $1 ("package|why" lines), or says why it cannot and ends.
# STEPSCOPE_SKIP_PACKAGES=1 trusts that everything is there.
ensure_packages() {
  local missing names name why by_hand
  [ -z "${STEPSCOPE_SKIP_PACKAGES:-}" ] || return 0
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    say 'This system has no dpkg and apt-get, so nothing can be checked or installed. Needed (Debian 12 names):'
    printf '%s\n' "$1" | sed 's/^\([^|]*\)|\(.*\)/  \1  (\2)/' >&2
    fail 'Install these, then start again with STEPSCOPE_SKIP_PACKAGES=1.'
  fi
  missing=$(missing_of "$1")
  [ -n "$missing" ] || return 0

  say 'Missing Debian packages:'
  while IFS='|' read -r name why; do say "$(printf '  %-20s %s' "$name" "$why")"; done <<<"$missing"
  names=$(printf '%s\n' "$missing" | cut -d'|' -f1 | tr '\n' ' ')
  by_hand="By hand, as root:  apt-get update && apt-get install --no-install-recommends $names"
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "Installing them needs root, and there is no sudo.
$by_hand"
    if ! [ -t 0 ] && ! sudo -n true 2>/dev/null; then
      fail "Installing them needs root; sudo would ask for a password, and there is no terminal to ask at.
$by_hand"
    fi
  fi

  say 'Installing them.'
  # The package lists may be empty (fresh system) or older than the mirror: then update, and try once more.
  # shellcheck disable=SC2086
  if ! { package_lists_there && as_root_apt install --yes --no-install-recommends $names; }; then
    as_root_apt update || fail "apt-get update failed; is the network there, and are the sources in /etc/apt right?
$by_hand"
    as_root_apt install --yes --no-install-recommends $names || fail "apt-get install failed; its message is above.
$by_hand"
  fi
  missing=$(missing_of "$1" | cut -d'|' -f1 | tr '\n' ' ')
  [ -z "$missing" ] || fail "Still missing after the installation: $missing"
}

package_lists_there() {
  local file
  for file in /var/lib/apt/lists/*_Packages*; do [ -e "$file" ] && return 0; done
  return 1
}
