#pragma once

#include <string>

#include "core/analysis/stage_statistics.h"

namespace stepscope {

// A stage's row in a report. What StageRow knows of Stage::kStep are two things: in a report of stages it stands for
// what no stage accounts for, whose total is its own time; the whole step is said apart.

inline std::string row_title(Stage stage) {
  return stage == Stage::kStep ? "unaccounted" : std::string(stage_title(stage));
}
inline const Distribution& row_total(const StageRow& row) { return row.stage == Stage::kStep ? row.self : row.total; }

}  // namespace stepscope
