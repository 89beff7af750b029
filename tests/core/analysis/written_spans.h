#pragma once

#include <initializer_list>
#include <memory>
#include <vector>

#include "core/probe/span_tape.h"

namespace stepscope {

// A span as a test writes it down: [begin, end) in ns.
inline SpanRecord spanned(Stage stage, int parent, std::int64_t begin_ns, std::int64_t end_ns, int detail = -1) {
  return {.stage = stage,
          .parent = static_cast<std::int16_t>(parent),
          .detail = detail,
          .begin_ns = begin_ns,
          .end_ns = end_ns};
}

inline std::shared_ptr<SpanTape> tape_of(std::initializer_list<std::vector<SpanRecord>> steps) {
  auto tape = std::make_shared<SpanTape>(steps.size());
  for (const auto& spans : steps) tape->append(spans);
  return tape;
}

}  // namespace stepscope
