#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/probe/span.h"

namespace stepscope {

inline std::int64_t duration_of(const SpanRecord& span) { return span.end_ns - span.begin_ns; }

// What a span was busy with, to tell spans of one stage apart: the number of the statement of a database span, −1 of
// every other.
inline std::int32_t statement_of(const SpanRecord& span) { return span.stage == Stage::kDatabase ? span.detail : -1; }

// Time of every span of a step without that of its children, ns. `self` is a buffer, overwritten. A parent lies
// before its children.
inline void self_times(std::span<const SpanRecord> spans, std::vector<std::int64_t>& self) {
  self.resize(spans.size());
  for (std::size_t i = 0; i < spans.size(); ++i) {
    self[i] = duration_of(spans[i]);
    if (spans[i].parent >= 0) self[static_cast<std::size_t>(spans[i].parent)] -= duration_of(spans[i]);
  }
}

}  // namespace stepscope
