#pragma once

#include <cstdint>
#include <vector>

#include "ui/models/scenario_tree_model.h"

namespace stepscope::ui {

// Numbers in whose order the scenarios of a model are sorted by a column: one per scenario asked for, without a text.
class ScenarioSortKeys {
 public:
  ScenarioSortKeys(const ScenarioTreeModel& model, int column);
  std::int64_t of(std::uint32_t scenario) const;

 private:
  const ScenarioTreeModel& model_;
  int column_;
  // By name or location: rank per log. By type: rank of each set of tags of each log.
  std::vector<std::int64_t> log_ranks_;
  std::vector<std::vector<std::int64_t>> set_ranks_;
};

}  // namespace stepscope::ui
