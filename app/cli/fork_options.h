#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/cli/parser.h"
#include "core/fork/fork.h"

namespace stepscope::cli {

// What a fork changes; what is not given is as in the run forked from.
struct ForkOptions {
  int at{0};                                           // --at
  std::string planner, challenge, controller, agents;  // empty: as before
  std::vector<std::string> parameters;                 // --param
  std::string model;                                   // --model
  std::string profile;                                 // --profile
  std::vector<std::string> switches;                   // --set
};
void add_fork_options(Parser& parser, ForkOptions& options);

// The same planner keeps its parameters but for those that are given; another one begins with its own. Errors are wrong
// usage: they name the option.
Result<ForkWish> wish_of(const ForkOptions& options, const ForkParent& parent);

}  // namespace stepscope::cli
