#include "ui/bridge/store_run_opener.h"

#include <utility>

#include "core/assembly/run_score.h"
#include "core/planning/plan_contract.h"
#include "core/store/run_store.h"

namespace stepscope::ui {

namespace {

// Of an interrupted run: what it would have got if it had been stopped there.
std::shared_ptr<const Scorecard> score_so_far(const ReopenedRun& run) {
  const auto challenge = challenge_from_key(run.profile.facts.challenge);
  if (!challenge.ok() || run.frames.empty()) return nullptr;
  for (const FramePtr& frame : run.frames)  // metrics rely on it
    if (!check_plan(run.profile.facts.planner, frame->ego, frame->trajectory).ok()) return nullptr;
  MetricInput input{.scenario = *run.scenario, .samples = {}};
  for (const FramePtr& frame : run.frames)
    input.samples.push_back({.ego = frame->ego, .objects = frame->objects, .plan = &frame->trajectory});
  return std::make_shared<const Scorecard>(score(input, metric_set(challenge.value())));
}

Result<ScenarioPtr> scenario_at(ScenarioPlace place, const StoreRunWish& wish, MapCache& maps) {
  StoredManifest original = place.manifest;
  if (!wish.data.db.empty() || !wish.data.maps.empty())
    return find_scenario_of(original, wish.data, wish.dataset, maps);
  place.manifest.identity.db_sha256 = place.db_sha256;
  place.manifest.identity.map_sha256 = place.map_sha256;
  auto first = scenario_of(place.manifest, {.db = place.db, .maps = place.maps}, maps);
  if (first.ok()) return first;
  auto other = find_scenario_of(original, {}, wish.dataset, maps);
  return other.ok() ? other : first;
}

}  // namespace

Result<ReopenedRun> open_store_run(const StoreRunWish& wish, MapCache& maps) {
  const auto store = RunStore::open(wish.store);
  if (!store.ok()) return store.error();
  auto profile = store.value().read(wish.run);
  if (!profile.ok()) return profile.error();
  auto place = store.value().scenario_place(wish.run);
  if (!place.ok()) return place.error();
  ReopenedRun run;
  run.profile = std::move(profile).value();
  take_facts(run);
  run.kept = wish.run;
  if (const auto summary = store.value().summary(wish.run); summary.ok()) run.uuid = summary.value().uuid;
  if (auto bookmarks = store.value().bookmarks(wish.run); bookmarks.ok()) run.bookmarks = std::move(bookmarks).value();
  if (auto scenario = scenario_at(std::move(place).value(), wish, maps); scenario.ok()) {
    run.scenario = std::move(scenario).value();
    if (auto frames = store.value().frames(wish.run, run.scenario); frames.ok())
      run.frames = std::move(frames).value();
    else
      run.unreadable = frames.error();
  } else {
    run.missing = scenario.error();
  }
  if (run.frames.size() != run.profile.steps.size()) {
    if (run.scenario && !run.unreadable)
      run.unreadable = make_error("has " + std::to_string(run.frames.size()) + " frames of " +
                                  std::to_string(run.profile.steps.size()) + " steps");
    run.frames = bare_frames(run.profile);
  } else if (run.scenario && !run.score) {
    run.score = score_so_far(run);
    if (run.score) run.profile.score = *run.score;
  }
  if (run.profile.facts.status == "interrupted" && !run.profile.facts.message.empty())
    run.notes.insert(run.notes.begin(), run.profile.facts.message);
  return run;
}

}  // namespace stepscope::ui
