#pragma once

#include <QString>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/assembly/run_request.h"
#include "core/dataset/scenario_selection.h"
#include "ui/models/scenario_search.h"

namespace stepscope::ui {

// Moments without a tag are most of a log and belong to no scenario type.
enum class UntaggedMoments { kLeftOut, kIncluded };

// What a batch is to run, as the user sets it up. 0 and none: no limit.
struct BatchChoice {
  std::vector<std::string> planners;  // ids
  std::vector<Challenge> challenges;
  int most_per_type{0};
  int most{0};
  double share_percent{100.0};
  std::optional<std::uint64_t> seed;  // none: in the order of tokens
  UntaggedMoments untagged{UntaggedMoments::kLeftOut};
  QString folder;
  int threads{0};  // 0: one per core

  // Why it cannot be run; empty: it can.
  QString problem() const;
};

// The scenarios that the browser shows, limited as chosen; none if it shows none (with a tag). An empty browser filter
// chooses by tags alone, with a filter exactly what it shows is named.
std::optional<ScenarioFilter> batch_filter(const Dataset& dataset, const ScenarioSearch& shown,
                                           const BatchChoice& choice);

// Planner by planner, its challenges. `setup` gives controller and, for its own planner, parameters.
std::vector<RunRequest> batch_requests(const BatchChoice& choice, const RunRequest& setup);

}  // namespace stepscope::ui
