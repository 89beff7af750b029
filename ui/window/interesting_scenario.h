#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "core/base/token.h"
#include "core/dataset/data_root.h"

namespace stepscope::ui {

// A scenario of a dataset and the log it is in, which points into the dataset.
struct ListedScenario {
  const LogSummary* log{nullptr};
  std::size_t row{0};  // in log->scenarios

  Token token() const { return log->scenarios.token(row); }
};

// What to show somebody who has chosen nothing yet: of the scenarios that can be simulated, one with several vehicles
// near the ego; failing that a tagged one; of these one where the ego moves, with as many agents as possible. Nothing
// if none can be simulated.
std::optional<ListedScenario> interesting_scenario(const Dataset& dataset);

// The scenario anchored at a token.
std::optional<ListedScenario> find_scenario(const Dataset& dataset, Token token);

}  // namespace stepscope::ui
