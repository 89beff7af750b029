#pragma once

#include <memory>
#include <vector>

#include "core/analysis/profiled_run.h"
#include "core/analysis/span_rows.h"
#include "core/analysis/step_axis.h"

namespace stepscope::ui {

// The spans of a run as the timeline wants them. Follows a run that goes on: takes in what is new, never all again.
class TimelineData {
 public:
  // Forgets the run.
  void clear();
  // What `run` has by now. It must outlive this, or be forgotten first. True if there is anything new.
  bool update(const ProfiledRun& run);
  void set_idle(Idle idle) { axis_.set_idle(idle); }

  // Steps with spans.
  int steps() const { return rows_.steps(); }
  bool empty() const { return steps() == 0; }
  const std::shared_ptr<const SpanTape>& tape() const { return tape_; }
  const SpanRows& rows() const { return rows_; }
  const StepAxis& axis() const { return axis_; }

  // Null for what is not there.
  const SpanRecord* span(SpanPlace place) const;
  const StatementText* statement(std::int32_t number) const;
  const StepTiming* timing(int step) const;
  std::span<const StepTiming> timings() const;
  // Empty without a run.
  const StatementLog& statements() const;
  // Time of a span without its children; of another thread's span all of it. `place` is there.
  std::int64_t self_ns(SpanPlace place) const;

 private:
  const ProfiledRun* run_{nullptr};
  std::shared_ptr<const SpanTape> tape_;
  std::vector<SpanRecord> background_;
  std::size_t texts_{0};
  SpanRows rows_;
  StepAxis axis_;
};

}  // namespace stepscope::ui
