# shellcheck shell=bash
# Configures and builds a preset when needed. Sourced by ./run and ./test; $root is the source tree.

# One compiler per core, but no more than memory allows: a Qt source takes up to 0.6 GB.
build_jobs() {
  local cores memory_gb
  cores=$(nproc)
  memory_gb=$(awk '/^MemAvailable:/ { print int($2 / 1048576) }' /proc/meminfo)
  [ "${memory_gb:-1}" -ge 1 ] || memory_gb=1
  echo $((cores < memory_gb ? cores : memory_gb))
}

# ensure_configured <preset> [cmake argument…]
ensure_configured() {
  local preset=$1 folder=$root/build/$1 home
  shift
  home=$(sed -n 's/^CMAKE_HOME_DIRECTORY:INTERNAL=//p' "$folder/CMakeCache.txt" 2>/dev/null || true)
  if [ -f "$folder/build.ninja" ] && [ "$home" = "$root" ]; then return 0; fi
  configure "$preset" "$@"
}

# configure <preset> [cmake argument…]: from scratch, whatever an earlier try or a moved checkout left.
configure() {
  local preset=$1 log=$root/build/$1/configure.log
  shift
  say "Configuring build/$preset"
  mkdir -p "$root/build/$preset"
  if ! (cd "$root" && cmake --fresh --preset "$preset" "$@") >"$log" 2>&1; then
    cat "$log" >&2
    fail "Configuring failed; the text above is also in $log"
  fi
}

# build <preset> [target…]: silent when there is nothing to do.
build() {
  local preset=$1 folder=$root/build/$1
  shift
  if ninja -C "$folder" -n "$@" 2>/dev/null | grep -q 'no work to do'; then return 0; fi
  say "Building build/$preset"
  ninja -C "$folder" -j "$(build_jobs)" "$@" >&2 || fail 'The build failed; the reason is above.'
}
