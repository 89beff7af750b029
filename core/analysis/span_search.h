#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "core/analysis/span_rows.h"
#include "core/analysis/step_range.h"
#include "core/sqlite/ledger.h"

namespace stepscope {

// Spans whose name contains every word of a text, upper and lower case alike. The name of a span is the title of its
// stage and, of a database span, its statement.
class SpanQuery {
 public:
  SpanQuery() = default;
  SpanQuery(std::string_view text, const StatementLog& statements);

  // Whether it asks for anything: an empty one matches nothing.
  bool asks() const { return asks_; }
  bool matches(Stage stage, std::int32_t statement) const;

 private:
  bool asks_{false};
  std::array<bool, kStageCount> stages_{};
  std::vector<bool> statements_;  // by number
};

struct SpanMatches {
  std::vector<SpanPlace> places;  // by step, then as they began
  std::int64_t total_ns{0};       // a match inside another one is not added again
  std::int64_t steps_ns{0};       // sum of the whole steps looked at
};

// Among the spans of the simulation's own thread.
SpanMatches find_spans(const SpanTape& tape, StepRange steps, const SpanQuery& query);

// The numbers, ascending, of the spans of a row that match.
std::vector<std::uint32_t> matches_in(const SpanRow& row, const SpanQuery& query);

}  // namespace stepscope
