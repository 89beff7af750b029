#include "core/assembly/controller_choice.h"

#include "core/control/banded_profile_fit.h"
#include "core/control/controller_sequence.h"
#include "core/control/dense_profile_fit.h"
#include "core/control/ilqr_tracker.h"
#include "core/control/log_playback_controller.h"
#include "core/control/lqr_tracker.h"
#include "core/control/perfect_tracking_controller.h"
#include "core/control/two_stage_controller.h"

namespace stepscope {

namespace {

std::unique_ptr<ProfileFit> make_fit(TrackerSolver solver) {
  if (solver == TrackerSolver::kDense) return std::make_unique<DenseProfileFit>();
  return std::make_unique<BandedProfileFit>();
}

struct Kind {
  ControllerKind controller{};
  TrackerSolver tracker{};
  bool operator==(const Kind&) const = default;
};

Result<std::unique_ptr<EgoController>> make_one(const Kind& kind, RecordedLog& log) {
  using Made = std::unique_ptr<EgoController>;
  switch (kind.controller) {
    case ControllerKind::kLogPlayback:
      return Made(std::make_unique<LogPlaybackController>(log));
    case ControllerKind::kPerfectTracking:
      return Made(std::make_unique<PerfectTrackingController>(log));
    case ControllerKind::kLqr:
      return Made(std::make_unique<TwoStageController>(log, std::make_unique<LqrTracker>(make_fit(kind.tracker))));
    case ControllerKind::kIlqr:
      return Made(std::make_unique<TwoStageController>(log, std::make_unique<IlqrTracker>(make_fit(kind.tracker))));
  }
  return Error{.file = {},
               .place = {},
               .field = "controller",
               .reason = "\"" + std::string(controller_key(kind.controller)) + "\" is not part of this version"};
}

Result<Kind> kind_of(const ForkStretch& stretch) {
  const auto controller = controller_from_key(stretch.controller);
  if (!controller.ok()) return controller.error();
  EngineProfile profile;
  if (Status known = set_switch(profile, "tracker", stretch.tracker); !known.ok()) return known.error();
  return Kind{.controller = controller.value(), .tracker = profile.tracker};
}

}  // namespace

Result<std::unique_ptr<EgoController>> make_controller(ControllerKind kind, const EngineProfile& profile,
                                                       RecordedLog& log, const ForkOrigin* fork) {
  std::vector<std::pair<int, Kind>> kinds;  // from which iteration on
  int first = 0;
  const auto add = [&](const Kind& next) {
    if (kinds.empty() || !(kinds.back().second == next)) kinds.emplace_back(first, next);
  };
  if (fork != nullptr)
    for (const ForkStretch& stretch : fork->before) {
      const auto next = kind_of(stretch);
      if (!next.ok()) return next.error();
      add(next.value());
      first = stretch.end;
    }
  add({.controller = kind, .tracker = profile.tracker});
  std::vector<ControllerSequence::Turn> turns;
  for (const auto& [begin, next] : kinds) {
    auto made = make_one(next, log);
    if (!made.ok() || kinds.size() == 1) return made;
    turns.push_back({.first = begin, .controller = std::move(made).value()});
  }
  return std::unique_ptr<EgoController>(std::make_unique<ControllerSequence>(std::move(turns)));
}

}  // namespace stepscope
