#include "core/fork/last_chance.h"

#include "core/assembly/run_score.h"
#include "core/fork/collision_step.h"

namespace stepscope {

namespace {

Result<bool> avoids(const ForkParent& parent, const ForkWish& wish, RunControl& control) {
  auto run = begin_fork(parent, wish, &control);
  if (!run.ok()) {
    if (control.stopped()) return false;
    return run.error();
  }
  if (run.value()->run(control).status != RunStatus::kReachedEnd) return false;
  const auto card = score_run(*run.value());
  if (!card) return false;
  const Metric* collisions = card->find(kCollisionMetric);
  return collisions != nullptr && collisions->error.empty() && collisions->violations.empty();
}

}  // namespace

Result<std::optional<int>> last_chance(const ForkParent& parent, const std::optional<Scorecard>& score, ForkWish wish,
                                       RunControl& control, const LastChanceProgress& progress) {
  const auto last = step_before_collision(parent, score, {});
  if (!last.ok()) return last.error();
  for (wish.step = last.value(); wish.step >= 0 && !control.stopped(); --wish.step) {
    const auto found = avoids(parent, wish, control);
    if (!found.ok()) return found.error();
    if (found.value()) return std::optional(wish.step);
    if (progress) progress(last.value() - wish.step + 1, last.value() + 1);
  }
  return std::optional<int>();
}

}  // namespace stepscope
