#include "ui/bridge/compare_desk.h"

#include <algorithm>
#include <utility>

namespace stepscope::ui {

namespace {

std::size_t index(int place) {
  Q_ASSERT(place >= 0 && place < kBesidePlaces);
  return static_cast<std::size_t>(place);
}

}  // namespace

CompareDesk::CompareDesk(const RunView& view, QObject* parent) : QObject(parent), view_(view) {
  QObject::connect(&view_, &RunView::profileBegun, this, &CompareDesk::forget_differences);
  QObject::connect(&view_, &RunView::profileGrew, this, [this] {
    if (empty()) return;
    for (int place = 0; place < kBesidePlaces; ++place) compare(place);
    Q_EMIT grew();
  });
  QObject::connect(&view_, &RunView::profileCompleted, this, &CompareDesk::grew);
}

void CompareDesk::put(int place, BesideRun run) {
  const std::size_t i = index(place);
  runs_[i] = std::move(run);
  differences_[i].clear();
  parted_[i].reset();
  compare(place);
  Q_EMIT placesChanged();
}

void CompareDesk::append(int place, const std::vector<FramePtr>& frames) {
  if (!runs_[index(place)] || frames.empty()) return;
  for (const FramePtr& frame : frames) runs_[index(place)]->append(frame);
  compare(place);
  Q_EMIT grew();
}

void CompareDesk::end(int place, const FinishedRun& finished) {
  if (!runs_[index(place)]) return;
  finish(*runs_[index(place)], finished);
  Q_EMIT grew();
}

void CompareDesk::take_away(int place) {
  const std::size_t i = index(place);
  if (!runs_[i]) return;
  runs_[i].reset();
  differences_[i].clear();
  parted_[i].reset();
  Q_EMIT placesChanged();
}

void CompareDesk::clear() {
  if (empty()) return;
  for (auto& run : runs_) run.reset();
  forget_differences();
  Q_EMIT placesChanged();
}

const BesideRun* CompareDesk::at(int place) const {
  const auto& run = runs_[index(place)];
  return run ? &*run : nullptr;
}

bool CompareDesk::empty() const {
  return std::ranges::none_of(runs_, [](const auto& run) { return run.has_value(); });
}

int CompareDesk::longest() const {
  std::size_t steps = 0;
  for (const auto& run : runs_)
    if (run) steps = std::max(steps, run->frames.size());
  return static_cast<int>(steps);
}

int CompareDesk::longest_going_on() const {
  std::size_t steps = 0;
  for (const auto& run : runs_)
    if (run && run->going_on) steps = std::max(steps, run->frames.size());
  return static_cast<int>(steps);
}

bool CompareDesk::complete(int place) const {
  const BesideRun* run = at(place);
  return run != nullptr && !run->going_on && !view_.running() && view_.size() > 0 && !run->frames.empty();
}

const std::vector<DriveDifference>& CompareDesk::differences(int place) const { return differences_[index(place)]; }

void CompareDesk::set_limits(const DivergenceLimits& limits) {
  if (limits == limits_) return;
  limits_ = limits;
  for (int place = 0; place < kBesidePlaces; ++place) {
    parted_[index(place)].reset();
    find_divergence(place);
  }
  Q_EMIT limitsChanged();
}

void CompareDesk::forget_differences() {
  for (auto& differences : differences_) differences.clear();
  for (auto& parted : parted_) parted.reset();
}

void CompareDesk::compare(int place) {
  const std::size_t i = index(place);
  if (!runs_[i]) return;
  // Runs whose data are gone have times, but no drive.
  if (!runs_[i]->scenario) return;
  const std::size_t both = std::min(runs_[i]->frames.size(), view_.frames().size());
  for (std::size_t k = differences_[i].size(); k < both; ++k)
    differences_[i].push_back(difference_of(*view_.frames()[k], *runs_[i]->frames[k]));
  find_divergence(place);
}

void CompareDesk::find_divergence(int place) {
  if (!parted_[index(place)]) parted_[index(place)] = first_divergence(differences_[index(place)], limits_);
}

}  // namespace stepscope::ui
