#pragma once

#include <QString>
#include <string_view>

#include "core/metrics/scorecard.h"

namespace stepscope::ui {

// Words and numbers of scores, the same in panel, chart, table and file.

// "no_ego_at_fault_collisions" → "no at-fault collisions"; an unknown name with blanks instead of underscores.
QString metric_title(std::string_view metric);
// "meters_per_second_squared" → "m/s²"; an unknown unit with blanks instead of underscores.
QString metric_unit_text(std::string_view unit);
// Three decimals, never rounded up to 1 or down to 0: "0.873", "1", "0", "< 0.001".
QString score_text(double score);
// A value of a metric with four significant digits: "2.231", "∞".
QString metric_value_text(double value);
// "object 3f2a…", "lane 1234"; empty for none.
QString culprit_text(const Culprit& culprit);
// How the final score comes about: "multipliers 1 × weighted mean 0.873".
QString formula_text(const Scorecard& card);

}  // namespace stepscope::ui
