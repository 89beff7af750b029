#pragma once

#include "core/probe/span.h"

namespace stepscope {

// Times its own life as the `database` stage of the current step, unless an enclosing DatabaseSpan does so already:
// opening, preparing, all rows and closing of a query are one span, however many calls they take.
class DatabaseSpan {
 public:
  DatabaseSpan() : probe_(depth_++ == 0 ? StepProbe::current() : nullptr) {
    if (probe_ != nullptr) probe_->open(Stage::kDatabase);
  }
  ~DatabaseSpan() {
    if (probe_ != nullptr) probe_->close();
    --depth_;
  }
  DatabaseSpan(const DatabaseSpan&) = delete;
  DatabaseSpan& operator=(const DatabaseSpan&) = delete;

 private:
  static inline thread_local int depth_{0};
  StepProbe* probe_;
};

}  // namespace stepscope
