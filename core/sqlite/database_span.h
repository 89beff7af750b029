#pragma once

#include <optional>

#include "core/probe/span.h"

namespace stepscope {

// Times its own life as the `database` stage of the current step, unless an enclosing DatabaseSpan does so already:
// opening, preparing, all rows and closing of a query are one span, however many calls they take.
class DatabaseSpan {
 public:
  DatabaseSpan() {
    if (depth_++ == 0) span_.emplace(Stage::kDatabase);
  }
  ~DatabaseSpan() {
    span_.reset();
    --depth_;
  }
  DatabaseSpan(const DatabaseSpan&) = delete;
  DatabaseSpan& operator=(const DatabaseSpan&) = delete;

 private:
  static inline thread_local int depth_{0};
  std::optional<ScopedSpan> span_;
};

}  // namespace stepscope
