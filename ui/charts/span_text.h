#pragma once

#include <QString>
#include <optional>

#include "core/analysis/step_range.h"
#include "ui/charts/timeline_data.h"

namespace stepscope::ui {

QString stage_name(Stage stage);
// One line of a statement, its white space made single blanks; of its first `most` letters.
QString statement_line(const StatementText* statement, std::size_t most = std::string::npos);
// "features", "database: SELECT …".
QString span_name(Stage stage, std::int32_t statement, const TimelineData& data);

// What hovering a span says, rich text (names are escaped): where it is, self and total, its statement, what the step
// counted. `place` is there.
QString span_tooltip(const TimelineData& data, SpanPlace place);
// Of spans too short to be seen: how many, their time by group. The spans [first, last) of a row.
QString folded_tooltip(const SpanRow& row, std::size_t first, std::size_t last);
// The same as span_tooltip() on one line of plain text.
QString span_line(const TimelineData& data, SpanPlace place);

// One line per span of these steps: step, lane, depth, stage, begin in the step, total and self time in ns, statement;
// a header line names the columns.
QString spans_csv(const TimelineData& data, StepRange steps);

}  // namespace stepscope::ui
