#pragma once

#include "core/observation/observation.h"
#include "core/scenario/recorded_log.h"

namespace stepscope {

// Objects do what they did in the log, whatever the ego does.
class RecordedTracks : public Observation {
 public:
  explicit RecordedTracks(RecordedLog& log) : log_(log) {}

  std::string_view name() const override { return "recorded-tracks"; }
  bool repeatable() const override { return true; }
  Status reset() override;
  Result<std::span<const TrackedObject>> current() override { return log_.objects(iteration_); }
  Status update(const Iteration& current, const Iteration& next, const HistoryBuffer& history) override;

 private:
  RecordedLog& log_;
  int iteration_{0};
};

}  // namespace stepscope
