#include "core/fork/fork.h"

#include <fmt/format.h>

#include <string>

#include "core/fork/fork_changes.h"

namespace stepscope {

namespace {

Error refused(const ForkParent& parent, std::string field, std::string reason) {
  return {.file = {}, .place = "fork of " + parent.name, .field = std::move(field), .reason = std::move(reason)};
}

std::string tracker_of(const EngineProfile& profile) {
  for (const ProfileSwitch& s : switches_of(profile))
    if (s.key == "tracker") return s.value;
  return {};
}

// The parent's own stretches up to `step`, then its last one.
std::vector<ForkStretch> stretches_before(const ForkParent& parent, int step) {
  std::vector<ForkStretch> before;
  if (parent.origin)
    for (ForkStretch stretch : parent.origin->before) {
      stretch.end = std::min(stretch.end, step);
      if (before.empty() ? stretch.end > 0 : stretch.end > before.back().end) before.push_back(std::move(stretch));
    }
  if (before.empty() ? step > 0 : step > before.back().end)
    before.push_back({.end = step,
                      .controller = std::string(controller_key(parent.controller)),
                      .tracker = tracker_of(parent.profile),
                      .agents = std::string(agents_key(parent.request.agents))});
  return before;
}

// Since when the parent's planner had been asked, if the wish keeps it and it was the one at work before the step.
int planner_begins(const ForkParent& parent, const ForkWish& wish) {
  if (!same_planner(parent.request, wish.request)) return wish.step;
  const int since = parent.origin ? parent.origin->planner_begins : 0;
  return std::min(since, wish.step);
}

}  // namespace

Status check_fork(const ForkParent& parent, const ForkWish& wish) {
  if (wish.step < 0 || wish.step > parent.last_fork())
    return refused(
        parent, "step",
        parent.steps() < parent.whole()
            ? fmt::format("{} is not within 0 … {}: {} of its {} steps are finished", wish.step, parent.last_fork(),
                          parent.steps(), parent.whole())
            : fmt::format("{} is not within 0 … {}: it has {} steps", wish.step, parent.last_fork(), parent.whole()));
  if (wish.request.challenge != parent.request.challenge)
    return refused(parent, "challenge",
                   fmt::format("{} instead of {}: it decides what the agents did before the step, too, so that another "
                               "one needs a run of its own",
                               challenge_key(wish.request.challenge), challenge_key(parent.request.challenge)));
  return AssembledRun::check(wish.request);
}

Result<RunFork> plan_fork(const ForkParent& parent, const ForkWish& wish) {
  if (Status possible = check_fork(parent, wish); !possible.ok()) return possible.error();
  const auto step = static_cast<std::size_t>(wish.step);
  RunFork fork;
  fork.origin = {.parent = parent.uuid,
                 .step = wish.step,
                 .planner_begins = planner_begins(parent, wish),
                 .changes = changes_between(parent.request, parent.profile, wish.request, wish.profile),
                 .before = stretches_before(parent, wish.step)};
  fork.replayed.frames.assign(parent.frames.begin(), parent.frames.begin() + wish.step);
  if (step < parent.frames.size()) fork.replayed.next = parent.frames[step];
  fork.replayed.spans = parent.spans;
  fork.replayed.planner_begins = fork.origin.planner_begins;
  return fork;
}

std::shared_ptr<const RunFork> own_fork(const ForkParent& run) {
  if (!run.origin || run.origin->step > run.steps()) return nullptr;
  auto fork = std::make_shared<RunFork>();
  fork->origin = *run.origin;
  fork->replayed = {.frames = {run.frames.begin(), run.frames.begin() + run.origin->step},
                    .next = run.origin->step < run.steps() ? run.frames[static_cast<std::size_t>(run.origin->step)]
                                                           : nullptr,
                    .spans = run.spans,
                    .planner_begins = run.origin->planner_begins};
  return fork;
}

Result<std::unique_ptr<AssembledRun>> begin_fork(const ForkParent& parent, const ForkWish& wish,
                                                 const RunControl* control) {
  const auto fork = plan_fork(parent, wish);
  if (!fork.ok()) return fork.error();
  auto run = AssembledRun::assemble(wish.request, wish.profile, parent.scenario, {}, &fork.value());
  if (!run.ok()) return run;
  if (Status begun = run.value()->begin(control); !begun.ok())
    return refused(parent, {}, "its steps before the fork do not come about again: " + begun.error().text());
  return run;
}

}  // namespace stepscope
