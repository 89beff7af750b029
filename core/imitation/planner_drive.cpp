#include "core/imitation/planner_drive.h"

#include <algorithm>
#include <cmath>

#include "core/base/clock.h"
#include "core/control/banded_profile_fit.h"
#include "core/control/lqr_tracker.h"
#include "core/control/two_stage_controller.h"
#include "core/features/past_objects.h"
#include "core/geometry/oriented_box.h"
#include "core/geometry/relative_pose.h"
#include "core/imitation/batch_feed.h"
#include "core/imitation/plan_return.h"
#include "core/observation/reactive_agents.h"
#include "core/observation/recorded_tracks.h"
#include "core/scenario/preloaded_log.h"
#include "core/simulation/ring_history.h"
#include "core/simulation/simulation.h"

namespace stepscope {

namespace {

constexpr const char* kTouched = "the ego has touched something";

bool touches(const EgoState& ego, std::span<const TrackedObject> objects) {
  const OrientedBox box = ego.box();
  return std::ranges::any_of(objects, [&](const TrackedObject& o) { return intersects(o.box, box); });
}

// Asks the expert at every step, keeps what it says, and drives: as the driver wants, or as the expert does with its
// plan distorted from time to time.
class LabellingPlanner final : public Planner {
 public:
  LabellingPlanner(Planner& expert, Planner* driver, std::uint32_t stretch, const RolloutOptions& options)
      : expert_(expert),
        driver_(driver),
        stretch_(stretch),
        options_(options),
        distortion_(options.distortion, derived_seed(options.seed, stretch)) {}

  std::string_view name() const override { return "labelling"; }
  Status initialise(const PlannerContext& context) override {
    if (Status status = expert_.initialise(context); !status.ok() || driver_ == nullptr) return status;
    return driver_->initialise(context);
  }
  PlannerDrive& drive() { return drive_; }

 private:
  Status do_plan(const PlannerInput& input, Trajectory& out) override {
    const EgoState& ego = input.ego();
    const std::span<const TrackedObject> objects = input.history.newest().objects;
    if (touches(ego, objects)) {
      drive_.touched = true;
      return make_error(kTouched);
    }
    if (Status planned = expert_.plan(input, plan_); !planned.ok()) return planned;
    if (input.iteration % options_.every == 0) {
      drive_.moments.push_back({.stretch = stretch_,
                                .ego = ego,
                                .objects = objects,
                                .past_objects = objects_a_second_ago(input.history),
                                .lights = input.lights,
                                .plan = static_cast<std::int64_t>(drive_.plans.size())});
      drive_.plans.push_back(expert_plan_of(plan_, ego, options_.poses, options_.interval_s));
    }
    if (driver_ != nullptr) return driver_->plan(input, out);
    if (!distortion_.distort(ego, plan_, out))
      for (const TrajectoryState& state : plan_.states()) out.append(state);
    return {};
  }

  Planner& expert_;
  Planner* driver_;
  std::uint32_t stretch_;
  const RolloutOptions& options_;
  PlanDistortion distortion_;
  Trajectory plan_;
  PlannerDrive drive_;
};

struct Surroundings {
  ScenarioPtr scenario;
  std::unique_ptr<PreloadedLog> log;
  std::unique_ptr<Observation> observation;
};

RolloutAgents agents_of(const RolloutOptions& options, std::uint32_t stretch) {
  if (options.agents != RolloutAgents::kMixed) return options.agents;
  return derived_seed(options.seed, stretch, 1) % 2 == 0 ? RolloutAgents::kRecorded : RolloutAgents::kReactive;
}

std::shared_ptr<Surroundings> surroundings_of(const ScenarioPtr& scenario, RolloutAgents agents) {
  auto all = std::make_shared<Surroundings>();
  all->scenario = scenario;
  all->log = std::make_unique<PreloadedLog>(*scenario);
  if (agents == RolloutAgents::kReactive) {
    RoomForAgents room;
    for (int i = 0; i < scenario->iterations(); ++i) {
      room.objects.push_back(scenario->iteration(i).objects.size());
      room.lights = std::max(room.lights, scenario->iteration(i).lights.size());
    }
    all->observation = std::make_unique<ReactiveAgents>(*all->log, scenario->map(), std::move(room),
                                                        ReactiveAgentsOptions{.rules = AgentRules::kFixed});
  } else {
    all->observation = std::make_unique<RecordedTracks>(*all->log);
  }
  return all;
}

}  // namespace

Result<PlannerDrive> drive_with_expert(const ScenarioPtr& scenario, std::uint32_t stretch, Planner& expert,
                                       Planner* driver, const RolloutOptions& options, RunControl& control) {
  const std::shared_ptr<Surroundings> around = surroundings_of(scenario, agents_of(options, stretch));
  TwoStageController controller(*around->log, std::make_unique<LqrTracker>(std::make_unique<BandedProfileFit>()));
  LabellingPlanner planner(expert, driver, stretch, options);
  RingHistory history(HistoryBuffer::reference_capacity(scenario->extraction().interval_s()));
  ViewHandover handover;
  const SteadyClock clock;
  Simulation simulation({.scenario = *scenario,
                         .map = scenario->map(),
                         .log = *around->log,
                         .controller = controller,
                         .observation = *around->observation,
                         .planner = planner,
                         .history = history,
                         .handover = handover},
                        RunTape::create(static_cast<std::size_t>(scenario->iterations() - 1), 0, nullptr), clock);
  const RunOutcome outcome = simulation.run(control, nullptr);
  if (outcome.status == RunStatus::kStopped) return make_error("stopped while driving");
  PlannerDrive drive = std::move(planner.drive());
  if (outcome.status == RunStatus::kFailed && !drive.touched) drive.problem = outcome.error.text();
  drive.kept = around;
  return drive;
}

}  // namespace stepscope
