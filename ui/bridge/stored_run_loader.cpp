#include "ui/bridge/stored_run_loader.h"

#include "core/record/metrics_json.h"
#include "core/record/run_reader.h"
#include "core/record/simulation_log_reader.h"

namespace stepscope::ui {

namespace {

// A frame that owns what its spans point to; the lights are the scenario's.
struct OwnedFrame {
  LoggedFrame logged;
  ScenarioPtr scenario;
  StepFrame frame;
};

FramePtr frame_of(int step, LoggedFrame logged, const ScenarioPtr& scenario, const StepTiming& timing) {
  auto owned = std::make_shared<OwnedFrame>();
  owned->logged = std::move(logged);
  owned->scenario = scenario;
  StepFrame& frame = owned->frame;
  frame.step = step;
  frame.time = scenario->time(step);
  frame.ego = owned->logged.ego;
  frame.objects = owned->logged.objects;
  frame.lights = scenario->iteration(step).lights;
  frame.trajectory = std::move(owned->logged.plan);
  frame.timing = timing;
  return {owned, &owned->frame};
}

RunOutcome outcome_of(const ProfiledRun& stored, int steps) {
  RunOutcome outcome;
  outcome.steps = steps;
  for (const RunStatus status : {RunStatus::kReachedEnd, RunStatus::kStopped, RunStatus::kFailed}) {
    outcome.status = status;
    if (outcome.key() == stored.facts.status) break;
  }
  outcome.error.reason = stored.facts.message;
  return outcome;
}

Status read_frames(const std::filesystem::path& folder, ReopenedRun& run) {
  const auto stored = read_run_folder(folder);
  if (!stored.ok()) return stored.error();
  const auto file = folder / "log.msgpack.xz";
  auto logged = read_simulation_log(file);
  if (!logged.ok()) return logged.error();
  const auto room = static_cast<std::size_t>(run.scenario->iterations());
  if (logged.value().size() > room || logged.value().size() > stored.value().steps.size())
    return Error{.file = file.string(),
                 .place = {},
                 .field = {},
                 .reason = "has more frames than the scenario or steps.csv has steps: it is not of this run"};
  int step = 0;
  for (LoggedFrame& frame : logged.value()) {
    run.frames.push_back(
        frame_of(step, std::move(frame), run.scenario, stored.value().steps[static_cast<std::size_t>(step)]));
    ++step;
  }
  run.outcome = outcome_of(stored.value(), step);
  run.notes = stored.value().facts.warnings;
  return {};
}

}  // namespace

Result<ReopenedRun> reopen_run(const StoredRunWish& wish, MapCache& maps) {
  auto map = maps.get(wish.maps, wish.scenario.location);
  if (!map.ok()) return map.error();
  auto scenario = Scenario::load(wish.scenario.id, wish.scenario.type, wish.scenario.extraction, map.value());
  if (!scenario.ok()) return scenario.error();
  ReopenedRun run;
  run.scenario = scenario.value();
  if (const Status status = read_frames(wish.folder, run); !status.ok()) {
    run.frames.clear();
    run.unreadable = status.error();
    return run;
  }
  if (auto card = read_metrics_json(wish.folder / "metrics.json"); card.ok())
    run.score = std::make_shared<const Scorecard>(std::move(card).value());
  return run;
}

StoredRunLoader::StoredRunLoader(QObject* parent) : QObject(parent), background_(*this) {}

StoredRunLoader::~StoredRunLoader() { ++latest_; }

void StoredRunLoader::load(const StoredRunWish& wish) {
  const int number = ++latest_;
  background_.run(
      [this, wish, number]() -> std::optional<Result<ReopenedRun>> {
        if (number != latest_) return std::nullopt;
        return reopen_run(wish, maps_);
      },
      [this, wish, number](std::optional<Result<ReopenedRun>> run) {
        if (number != latest_ || !run) return;
        if (run->ok())
          Q_EMIT loaded(run->value(), wish);
        else
          Q_EMIT failed(run->error());
      });
}

}  // namespace stepscope::ui
