#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/cli/parser.h"
#include "core/fork/fork.h"
#include "core/metrics/scorecard.h"

namespace stepscope::cli {

// What a fork changes; what is not given is as in the run forked from.
struct ForkOptions {
  std::vector<int> at;                                 // --at
  std::string before_collision;                        // --before-collision: seconds, or "step"; empty: not asked for
  bool last_chance{false};                             // --last-chance
  std::string planner, challenge, controller, agents;  // empty: as before
  std::vector<std::string> parameters;                 // --param
  std::string model;                                   // --model
  std::string profile;                                 // --profile
  std::vector<std::string> switches;                   // --set
};
void add_fork_options(Parser& parser, ForkOptions& options);

// With --last-chance, the step is the one before the collision: it is yet to be searched. The same planner keeps its
// parameters but for those that are given; another one begins with its own. `score` of the parent: where it collides.
// Errors are wrong usage: they name the option.
Result<ForkWish> wish_of(const ForkOptions& options, const ForkParent& parent, const std::optional<Scorecard>& score);

}  // namespace stepscope::cli
