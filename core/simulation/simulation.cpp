#include "core/simulation/simulation.h"

#include <cassert>
#include <exception>
#include <string>
#include <utility>

namespace stepscope {

namespace {

Error at_step(int k, Error error) {
  const std::string step = "step " + std::to_string(k);
  error.place = error.place.empty() ? step : step + ", " + error.place;
  return error;
}

}  // namespace

Simulation::Simulation(const SimulationParts& parts, std::shared_ptr<RunTape> tape, const Clock& clock,
                       std::optional<ReplayedSteps> replayed)
    : parts_(parts), tape_(std::move(tape)), probe_(clock), clock_(clock) {
  assert(tape_->capacity() + 1 >= static_cast<std::size_t>(parts.scenario.iterations()));
  if (!replayed) return;
  assert(static_cast<int>(replayed->frames.size()) < steps());
  replay_.emplace(std::move(*replayed));
}

RunOutcome Simulation::run(RunControl& control, StepSink* sink) {
  RunOutcome outcome;
  const auto failed = [&](const Error& error) {
    outcome.status = RunStatus::kFailed;
    outcome.error = error;
    return outcome;
  };
  if (!begun_)
    if (Status status = begin(&control); !status.ok()) return failed(status.error());
  hand_over_replayed(sink);
  outcome.steps = static_cast<int>(tape_->size());
  for (;;) {
    const int k = static_cast<int>(tape_->size());
    if (k < steps() && !control.wait_for_turn(parts_.scenario.time(k).us)) {
      outcome.status = RunStatus::kStopped;
      return outcome;
    }
    const auto advanced = advance(sink);
    outcome.steps = static_cast<int>(tape_->size());
    if (!advanced.ok()) return failed(advanced.error());
    if (advanced.value() == Advance::kEnded) return outcome;
  }
}

Status Simulation::begin(const RunControl* control) {
  begun_ = true;
  if (Status status = guarded(0, [this] { return initialise(); }); !status.ok()) return status;
  if (replay_) return go_through_again(control);
  return guarded(0, [this] { return initialise_planner(); });
}

Status Simulation::go_through_again(const RunControl* control) {
  const auto check = [this](int k) {
    const HistorySample& now = parts_.history.view().newest();
    return replay_->check(k, parts_.scenario.time(k), now.ego, now.objects);
  };
  replaying_ = true;
  for (int k = 0; k <= replay_->steps(); ++k) {
    if (control != nullptr && control->stopped()) return at_step(k, make_error("stopped"));
    if (Status same = check(k); !same.ok()) return at_step(k, same.error());
    if (k == replay_->planner_begins())
      if (Status begun = guarded(k, [this] { return initialise_planner(); }); !begun.ok()) return begun;
    if (k == replay_->steps()) break;
    if (Status made = guarded(k, [this, k] { return timed_step(k); }); !made.ok()) return made;
    tape_->next().timing = replay_->frame(k).timing;
    tape_->commit();
  }
  replaying_ = false;
  first_other_plan_ = replay_->first_other_plan();
  return {};
}

// From then on nobody needs the other run.
void Simulation::hand_over_replayed(StepSink* sink) {
  if (!replay_) return;
  std::vector<FramePtr> frames;
  for (std::size_t k = 0; k < tape_->size(); ++k) frames.push_back(tape_->frame(k));
  if (sink != nullptr) replay_->hand_over(frames, clock_.now_ns(), *sink);
  replay_.reset();
}

Result<Simulation::Advance> Simulation::advance(StepSink* sink) {
  hand_over_replayed(sink);
  const int k = static_cast<int>(tape_->size());
  if (k >= steps()) return Advance::kEnded;
  const Status status = guarded(k, [&]() -> Status {
    if (Status made = timed_step(k); !made.ok()) return made;
    const FramePtr frame = tape_->commit();
    if (sink != nullptr) sink->on_step(frame, probe_.spans());
    return {};
  });
  if (!status.ok()) return status.error();
  return Advance::kStepped;
}

Status Simulation::start_at(int k, RunControl& control) {
  if (Status status = begin(&control); !status.ok()) return status;
  if (std::cmp_less(k, tape_->size())) return at_step(k, make_error("is a step of the run that this one went on from"));
  for (int i = static_cast<int>(tape_->size()); i < k; ++i) {
    if (!control.wait_for_turn(parts_.scenario.time(i).us)) return at_step(i, make_error("stopped"));
    if (const auto advanced = advance(nullptr); !advanced.ok()) return advanced.error();
  }
  return {};
}

Result<TrialStep> Simulation::try_step() {
  const int k = static_cast<int>(tape_->size());
  parts_.history.remember();
  if (Status status = guarded(k, [&] { return timed_step(k); }); !status.ok()) return status.error();
  const HistorySample next = parts_.history.view().newest();
  parts_.history.go_back();
  return TrialStep{.frame = tape_->next(), .next = next};
}

// What a part throws ends the run like an error that it returns.
template <typename Work>
Status Simulation::guarded(int k, const Work& work) {
  try {
    if (Status status = work(); !status.ok()) return at_step(k, status.error());
    return {};
  } catch (const MapUnreadable& exception) {
    probe_.abandon_step();
    return at_step(k, exception.error());
  } catch (const std::exception& exception) {
    probe_.abandon_step();
    return at_step(k, make_error(std::string("exception: ") + exception.what()));
  } catch (...) {
    probe_.abandon_step();
    return at_step(k, make_error("exception of an unknown kind"));
  }
}

int Simulation::steps() const { return parts_.scenario.iterations() - 1; }

Status Simulation::timed_step(int k) {
  probe_.begin_step(k);
  const Status status = step(k);
  tape_->next().timing = probe_.end_step();
  return status;
}

Status Simulation::initialise() {
  parts_.history.clear();
  for (const RecordedFrame& past : parts_.scenario.past()) keep({.ego = past.ego, .objects = past.objects});
  if (Status status = parts_.controller.reset(); !status.ok()) return status;
  if (Status status = parts_.observation.reset(); !status.ok()) return status;
  auto ego = parts_.controller.state();
  if (!ego.ok()) return ego.error();
  auto objects = parts_.observation.current();
  if (!objects.ok()) return objects.error();
  keep({.ego = ego.value(), .objects = objects.value()});
  return {};
}

// At the step that comes next.
Status Simulation::initialise_planner() {
  const PlannerContext context{.route = parts_.scenario.route(),
                               .mission_goal = parts_.scenario.mission_goal(),
                               .map = parts_.map,
                               .history = &parts_.handover.to_planner(parts_.history.view()),
                               .lights = parts_.scenario.iteration(static_cast<int>(tape_->size())).lights};
  return parts_.planner.initialise(context);
}

Status Simulation::plan(int k, const HistoryBuffer& history, StepFrame& frame) {
  const PlannerInput input{.iteration = k, .time = frame.time, .history = history, .lights = frame.lights};
  if (!replaying_) return parts_.planner.plan(input, frame.trajectory);
  const Trajectory& driven = replay_->frame(k).trajectory;
  if (k >= replay_->planner_begins()) {
    if (Status status = parts_.planner.plan(input, undriven_); !status.ok()) return status;
    if (undriven_ != driven) replay_->saw_other_plan(k);
  }
  frame.trajectory = driven;
  return {};
}

// The reference asks for time and lights again while it propagates; so do we, because what a request costs is the
// business of the RecordedLog that was chosen.
Status Simulation::step(int k) {
  StepFrame& frame = tape_->next();
  frame.step = k;
  const HistoryBuffer* history = nullptr;
  {
    const ScopedSpan span(Stage::kInputPreparation);
    {
      const ScopedSpan time_span(Stage::kInputTime);
      auto time = parts_.log.time(k);
      if (!time.ok()) return time.error();
      frame.time = time.value();
    }
    {
      const ScopedSpan history_span(Stage::kInputHistory);
      const HistorySample& now = parts_.history.view().newest();
      frame.ego = now.ego;
      frame.objects = parts_.handover.to_frame(now.objects);
      history = &parts_.handover.to_planner(parts_.history.view());
      probe_.counters().agents = static_cast<std::int64_t>(frame.objects.size());
    }
    const ScopedSpan lights_span(Stage::kInputLights);
    auto lights = parts_.log.lights(k);
    if (!lights.ok()) return lights.error();
    frame.lights = lights.value();
  }
  {
    const ScopedSpan span(Stage::kPlanner);
    if (Status status = plan(k, *history, frame); !status.ok()) return status;
  }
  const ScopedSpan span(Stage::kPropagation);
  Iteration current{.index = k, .time = {}};
  Iteration next{.index = k + 1, .time = {}};
  const bool ends = next.index >= parts_.scenario.iterations() - 1;
  {
    const ScopedSpan time_span(Stage::kPropagationTime);
    auto lights = parts_.log.lights(k);
    if (!lights.ok()) return lights.error();
    auto time = parts_.log.time(k);
    if (!time.ok()) return time.error();
    current.time = time.value();
    if (!ends) {
      auto next_time = parts_.log.time(next.index);
      if (!next_time.ok()) return next_time.error();
      next.time = next_time.value();
    }
  }
  HistorySample sample;
  {
    const ScopedSpan controller_span(Stage::kController);
    if (!ends) {
      if (Status status = parts_.controller.update(current, next, frame.ego, frame.trajectory); !status.ok())
        return status;
    }
    auto ego = parts_.controller.state();
    if (!ego.ok()) return ego.error();
    sample.ego = ego.value();
  }
  {
    const ScopedSpan observation_span(Stage::kObservation);
    if (!ends) {  // sees the old ego: the history has not been extended yet
      if (Status status = parts_.observation.update(current, next, parts_.history.view()); !status.ok()) return status;
    }
    auto objects = parts_.observation.current();
    if (!objects.ok()) return objects.error();
    sample.objects = objects.value();
  }
  const ScopedSpan history_span(Stage::kHistoryUpdate);
  keep(sample);
  return {};
}

void Simulation::keep(const HistorySample& sample) {
  parts_.history.append({.ego = sample.ego, .objects = parts_.handover.to_history(sample.objects)});
}

}  // namespace stepscope
