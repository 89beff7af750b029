#pragma once

#include "core/ablation/ablation_result.h"
#include "ui/models/cell_table_model.h"

namespace stepscope::ui {

// Column of ablation_table() that shows a bar.
inline constexpr int kAblationAloneColumn = 3;

// The twelve switches and what is beyond them, then baseline against fast and the same twice: estimate, measured alone
// with its interval, in fast, cumulative, verdict, output. Times are ms per step; the tooltip of a cell holds its
// interval, p and reason. A row leads to the step where its outputs part, if they do.
TableContent ablation_table(const AblationResult& result);

}  // namespace stepscope::ui
