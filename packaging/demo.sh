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

# Writes the demo data unless the present data comes from the same generator. The stamp is written last, so that
# interrupted data is made anew.
ensure_demo() {
  local folder=$1 stamp
  stamp=$(cat "$root"/core/synthesis/* | cksum)
  if [ "$(cat "$folder/generator.stamp" 2>/dev/null)" = "$stamp" ]; then return 0; fi
  say "Making the demo data in $folder"
  rm -rf "$folder/maps" "$folder/splits" "$folder/generator.stamp"
  "$bin/stepscope-cli" demo --out "$folder" >&2 || fail 'The demo data could not be made.'
  printf '%s\n' "$stamp" >"$folder/generator.stamp"
}

# Simulates one demo scenario in open loop and in closed loop and reports where the time went.
run_demo_headless() {
  local demo=$1 out=$1/headless challenge
  rm -rf "$out"
  for challenge in open-loop-boxes closed-loop-nonreactive-agents; do
    printf '\nSimplePlanner, %s\n' "$challenge"
    "$bin/stepscope-cli" simulate --data "$demo" --type starting_left_turn --limit 1 --planner simple --challenge "$challenge" \
      --out "$out/$challenge"
  done
  echo
  "$bin/stepscope-cli" report "$out"/*/ --format md --out "$out"
}
