#pragma once

#include "core/world/history_buffer.h"

namespace stepscope {

// How the past of a run is kept from step to step.
class HistoryKeeper {
 public:
  virtual ~HistoryKeeper() = default;
  virtual void clear() = 0;
  // Becomes the newest; beyond the capacity the oldest goes.
  virtual void append(const HistorySample& sample) = 0;
  // Valid until the next call that changes it.
  virtual const HistoryBuffer& view() const = 0;

  // Notes the past as it is now, for go_back(), which may be called any number of times.
  virtual void remember() = 0;
  virtual void go_back() = 0;
};

}  // namespace stepscope
