#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/console.h"
#include "app/cli/request_options.h"
#include "app/cli/selection.h"
#include "app/cli/store_options.h"
#include "core/pairing/arm.h"
#include "core/pairing/gate.h"

namespace stepscope::cli {

// Everything `compare` can be told.
struct CompareOptions {
  CommonOptions common;
  DataOptions data;
  SelectionOptions selection;
  StoreOptions store;
  std::vector<std::string> runs;  // stored ones; empty: measure

  std::vector<std::string> planners;  // one or two
  std::vector<std::string> profiles;  // one or two
  std::vector<std::string> parameters, parameters_b, switches, switches_b;
  std::string model, model_b;
  std::string challenge{"open-loop-boxes"}, controller, agents{"reference"};
  double handicap{0.0};

  int pairs{10};
  std::optional<std::uint64_t> same_pairs;  // A/A; none given: as many as belong to `pairs`
  std::uint64_t seed{1};
  double delta{0.01};
  bool log{false};
  std::string time{"total"};

  std::vector<std::string> gates;
  std::string baseline, save_baseline, out;

  // Options that say what to measure, as far as they were given; "" for none: stored runs take none of them.
  std::string measuring_option;
};

// Whom to measure: A and B, or A alone.
struct ComparedArms {
  Arm a;
  Arm b;
  bool alone{false};  // nothing says how B differs: a baseline is made, or compared with
};

// Errors are wrong usage: they name the option and what is unknown or too much.
Result<ComparedArms> arms_of(const CompareOptions& options);
Result<std::vector<Gate>> gates_of(const CompareOptions& options);
int same_pairs_of(const CompareOptions& options);
// Number of pairs, of A/A pairs, δ, handicap: an error says why a value is refused.
Status check_numbers(const CompareOptions& options);

}  // namespace stepscope::cli
