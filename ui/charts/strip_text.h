#pragma once

#include <QString>

#include "ui/charts/step_strip_data.h"
#include "ui/charts/strip_decimator.h"
#include "ui/models/step_budgets.h"

namespace stepscope::ui {

QString group_name(StageGroup group);

// What hovering a column says, rich text: step, time, total and every group with its share. A column of several steps
// says which of them is shown. Over half the budget it says how the step stands to it.
QString strip_tooltip(const StepStripData& data, const StripColumn& column, const StepBudgets& budgets = {});
// "step 87 · 8.7 s · 214 µs".
QString step_summary(const StepStripData& data, std::size_t index);
// One line per step: number, time in s, total and groups in ns; a header line names the columns.
QString strip_csv(const StepStripData& data);

}  // namespace stepscope::ui
