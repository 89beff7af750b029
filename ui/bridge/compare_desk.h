#pragma once

#include <QObject>
#include <array>
#include <optional>
#include <span>
#include <vector>

#include "core/lockstep/drive_difference.h"
#include "ui/bridge/beside_run.h"
#include "ui/bridge/run_view.h"

namespace stepscope::ui {

// Places beside the present run, which is A: 0 is B, 1 is C, 2 is D.
inline constexpr int kBesidePlaces = static_cast<int>(kMostInLockstep) - 1;

// More than this, m, rad or m/s, is no limit that anybody means.
inline constexpr double kLargestDivergenceLimit = 99.0;

// The present run and those beside it, without any widget: their frames, and how far they are apart at every step that
// both have. GUI thread.
class CompareDesk : public QObject {
  Q_OBJECT

 public:
  // `view` is the present run and its cursor; it outlives the desk.
  explicit CompareDesk(const RunView& view, QObject* parent = nullptr);

  // Puts a run beside the present one, instead of the one that was there.
  void put(int place, BesideRun run);
  void append(int place, const std::vector<FramePtr>& frames);
  void end(int place, const FinishedRun& finished);
  void take_away(int place);
  void clear();

  // Null: nobody is there.
  const BesideRun* at(int place) const;
  bool empty() const;
  // Steps of the longest run beside the present one, and of the longest of those that go on; 0: none.
  int longest() const;
  int longest_going_on() const;
  const RunView& view() const { return view_; }
  // Whether all steps of both are there and no more will come.
  bool complete(int place) const;

  // One per step that both have, in order.
  const std::vector<DriveDifference>& differences(int place) const;
  const DivergenceLimits& limits() const { return limits_; }
  void set_limits(const DivergenceLimits& limits);
  // Where they part; none: not so far, or never.
  std::optional<Divergence> divergence(int place) const { return parted_[static_cast<std::size_t>(place)]; }

 Q_SIGNALS:
  // Somebody came or went; everything is different.
  void placesChanged();
  // Steps came, or a run ended (perhaps sixty times a second: whoever draws waits a little).
  void grew();
  void limitsChanged();

 private:
  void forget_differences();
  void compare(int place);
  void find_divergence(int place);

  const RunView& view_;
  std::array<std::optional<BesideRun>, kBesidePlaces> runs_;
  std::array<std::vector<DriveDifference>, kBesidePlaces> differences_;
  std::array<std::optional<Divergence>, kBesidePlaces> parted_;
  DivergenceLimits limits_;
};

}  // namespace stepscope::ui
