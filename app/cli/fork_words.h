#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/fork/fork_parent.h"
#include "core/lockstep/drive_difference.h"
#include "core/metrics/scorecard.h"

namespace stepscope::cli {

// A fork beside the run that it went on from.
struct ForkComparison {
  std::optional<Divergence> apart;  // where the two drives part; none: they do not, in the steps that both have
  std::optional<Scorecard> before, after;
};
ForkComparison compare_with_parent(const ForkParent& parent, const AssembledRun& fork,
                                   std::optional<Scorecard> parent_score, std::optional<Scorecard> score);

// Where they part, both scores, and every metric that is another one.
std::vector<std::string> comparison_words(const ForkComparison& comparison, const std::string& parent);
nlohmann::ordered_json comparison_json(const ForkComparison& comparison);

}  // namespace stepscope::cli
