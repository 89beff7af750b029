# shellcheck shell=bash
# The demo data and the demo without a window. Sourced by ./run; $root is the source tree, $bin the built programs.

# Where the demo data is or can be made: the user's data folder, else the build folder.
demo_folder() {
  local data=${XDG_DATA_HOME:-${HOME:+$HOME/.local/share}}
  if [ -n "$data" ] && mkdir -p "$data/stepscope/demo" 2>/dev/null && [ -w "$data/stepscope/demo" ]; then
    printf '%s\n' "$data/stepscope/demo"
  else
    mkdir -p "$root/build/demo"
    printf '%s\n' "$root/build/demo"
  fi
}

# Writes the demo data unless the present data is whole and comes from the same generator.
ensure_demo() {
  "$bin/stepscope-cli" demo --unless-current --out "$1" >&2 || fail 'The demo data could not be made.'
}

# Simulates one demo scenario with three planners and reports scores, what they were lost to, and where the time went.
run_demo_headless() {
  local out=$1/headless
  rm -rf "$out"
  simulate_demo "$1" "$out" simple open-loop-boxes
  simulate_demo "$1" "$out" idm closed-loop-reactive-agents
  simulate_demo "$1" "$out" pdm-closed closed-loop-reactive-agents
  echo
  "$bin/stepscope-cli" metrics "$out"/*/
  echo
  "$bin/stepscope-cli" report "$out"/*/ --format md,html,pdf --out "$out"
}

simulate_demo() {
  local demo=$1 out=$2 planner=$3 challenge=$4
  printf '\n%s, %s\n' "$planner" "$challenge"
  "$bin/stepscope-cli" simulate --data "$demo" --type starting_left_turn --limit 1 --planner "$planner" \
    --challenge "$challenge" --out "$out/$planner"
}
