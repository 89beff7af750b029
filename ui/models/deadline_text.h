#pragma once

#include <QString>

#include "core/analysis/stage_statistics.h"

namespace stepscope::ui {

// How the steps of a run, or of a range that begins with step `first_step`, kept their budgets: "over 100 ms: 3 of 149,
// longest streak 2 from step 17 · over 1 s: none · p99 61.8 ms meets 100 ms with 38.2 ms to spare · 476 × real time ·
// first step 4.21 ms, cold: the others at most 80.0 ms". Empty without steps.
QString deadline_text(const RunStatistics& statistics, int first_step);

}  // namespace stepscope::ui
