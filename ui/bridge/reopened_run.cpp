#include "ui/bridge/reopened_run.h"

#include <algorithm>

#include "core/planning/planner_list.h"

namespace stepscope::ui {

namespace {

RunOutcome outcome_of(const ProfiledRun& profile) {
  RunOutcome outcome;
  outcome.steps = static_cast<int>(profile.steps.size());
  outcome.status = RunStatus::kStopped;  // also if its program ended before it did
  for (const RunStatus status : {RunStatus::kReachedEnd, RunStatus::kFailed}) {
    const RunOutcome one{.status = status};
    if (one.key() == profile.facts.status) outcome.status = status;
  }
  if (outcome.status == RunStatus::kFailed) outcome.error.reason = profile.facts.message;
  return outcome;
}

std::optional<RunAsked> asked_in(const RunFacts& facts) {
  RunAsked asked{.request = {.planner = facts.planner, .parameters = facts.parameters},
                 .profile = EngineProfile::fast()};
  const auto challenge = challenge_from_key(facts.challenge);
  if (find_planner(facts.planner) == nullptr || !challenge.ok()) return std::nullopt;
  asked.request.challenge = challenge.value();
  if (const auto controller = controller_from_key(facts.controller);
      controller.ok() && controller.value() != default_controller(challenge.value()))
    asked.request.controller = controller.value();
  if (const auto agents = agents_from_key(facts.agents); agents.ok()) asked.request.agents = agents.value();
  for (const auto& [key, value] : facts.switches)
    if (!set_switch(asked.profile, key, value).ok()) return std::nullopt;
  asked.profile.name = facts.profile;
  return asked;
}

}  // namespace

void take_facts(ReopenedRun& run) {
  run.asked = asked_in(run.profile.facts);
  run.outcome = outcome_of(run.profile);
  run.notes = run.profile.facts.warnings;
  if (run.profile.score) run.score = std::make_shared<const Scorecard>(*run.profile.score);
}

std::vector<FramePtr> bare_frames(const ProfiledRun& profile) {
  std::vector<FramePtr> frames;
  frames.reserve(profile.steps.size());
  for (std::size_t k = 0; k < profile.steps.size(); ++k) {
    StepFrame frame;
    frame.step = static_cast<int>(k);
    if (k < profile.times.size()) frame.time = profile.times[k];
    if (k < profile.ego.size()) frame.ego = profile.ego[k];
    frame.timing = profile.steps[k];
    frames.push_back(std::make_shared<const StepFrame>(std::move(frame)));
  }
  return frames;
}

Result<ScenarioPtr> find_scenario_of(const StoredManifest& manifest, const DataPlaces& named, const DatasetPtr& dataset,
                                     MapCache& maps) {
  auto first = scenario_of(manifest, named, maps);
  if (first.ok() || !dataset) return first;
  const auto log = std::ranges::find(dataset->logs, manifest.identity.log, &LogSummary::name);
  if (log == dataset->logs.end()) return first;
  auto other = scenario_of(manifest, {.db = log->db, .maps = dataset->paths.maps}, maps);
  return other.ok() ? other : first;
}

}  // namespace stepscope::ui
