#include "ui/charts/timeline_data.h"

#include <algorithm>

#include "core/analysis/span_self.h"

namespace stepscope::ui {

void TimelineData::clear() {
  const Idle idle = axis_.idle();
  *this = TimelineData();
  axis_.set_idle(idle);
}

bool TimelineData::update(const ProfiledRun& run) {
  if (run.spans != tape_) clear();
  run_ = &run;
  tape_ = run.spans;
  const int before = rows_.steps();
  if (tape_) {
    const std::size_t until = std::min(tape_->steps(), run.steps.size());
    for (std::size_t k = static_cast<std::size_t>(before); k < until; ++k) {
      const auto spans = tape_->of_step(k);
      if (spans.empty())
        axis_.append(axis_.clock_at(axis_.length()), axis_.clock_at(axis_.length()));
      else
        axis_.append(spans.front().begin_ns, spans.front().end_ns);
    }
    rows_.append(*tape_, until);
  }
  const bool more_texts = run.statement_log.texts.size() != texts_;
  texts_ = run.statement_log.texts.size();
  if (run.background.size() == background_.size()) return rows_.steps() != before || more_texts;
  background_ = run.background;
  rows_.set_background(background_);
  return true;
}

const SpanRecord* TimelineData::span(SpanPlace place) const {
  if (place.index < 0) return nullptr;
  const auto index = static_cast<std::size_t>(place.index);
  if (place.step < 0) return index < background_.size() ? &background_[index] : nullptr;
  if (place.step >= steps()) return nullptr;
  const auto spans = tape_->of_step(static_cast<std::size_t>(place.step));
  return index < spans.size() ? &spans[index] : nullptr;
}

const StatementText* TimelineData::statement(std::int32_t number) const {
  const auto& texts = statements().texts;
  return number >= 0 && static_cast<std::size_t>(number) < texts.size() ? &texts[static_cast<std::size_t>(number)]
                                                                        : nullptr;
}

std::span<const StepTiming> TimelineData::timings() const {
  return run_ == nullptr ? std::span<const StepTiming>() : std::span<const StepTiming>(run_->steps);
}

const StepTiming* TimelineData::timing(int step) const {
  const auto all = timings();
  return step >= 0 && static_cast<std::size_t>(step) < all.size() ? &all[static_cast<std::size_t>(step)] : nullptr;
}

const StatementLog& TimelineData::statements() const {
  static const StatementLog none;
  return run_ == nullptr ? none : run_->statement_log;
}

std::int64_t TimelineData::self_ns(SpanPlace place) const {
  std::int64_t self = duration_of(*span(place));
  if (place.step < 0) return self;
  for (const SpanRecord& other : tape_->of_step(static_cast<std::size_t>(place.step)))
    if (other.parent == place.index) self -= duration_of(other);
  return self;
}

}  // namespace stepscope::ui
