#include "ui/charts/strip_history.h"

namespace stepscope::ui {

namespace {

constexpr std::int64_t kOneGestureMs = 700;
constexpr std::size_t kKept = 200;

}  // namespace

void StripHistory::record(const StripView& before, StripChange change, std::int64_t now_ms) {
  const bool gesture = change == StripChange::kZoom || change == StripChange::kPan;
  const bool goes_on = gesture && last_ == change && now_ms - last_ms_ <= kOneGestureMs && !past_.empty();
  last_ = change;
  last_ms_ = now_ms;
  future_.clear();
  if (goes_on) return;
  if (past_.size() == kKept) past_.erase(past_.begin());
  past_.push_back(before);
}

std::optional<StripView> StripHistory::take(std::vector<StripView>& from, std::vector<StripView>& to,
                                            const StripView& present) {
  last_.reset();
  if (from.empty()) return std::nullopt;
  const StripView view = from.back();
  from.pop_back();
  to.push_back(present);
  return view;
}

std::optional<StripView> StripHistory::undo(const StripView& present) { return take(past_, future_, present); }
std::optional<StripView> StripHistory::redo(const StripView& present) { return take(future_, past_, present); }

}  // namespace stepscope::ui
