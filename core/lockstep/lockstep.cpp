#include "core/lockstep/lockstep.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "core/lockstep/run_place.h"

namespace stepscope {

namespace {

Status check(std::span<const LockstepRun> runs) {
  if (runs.size() < kFewestInLockstep || runs.size() > kMostInLockstep)
    return make_error(fmt::format("{} runs cannot be made side by side: it takes {} to {}", runs.size(),
                                  kFewestInLockstep, kMostInLockstep));
  const RunPlace first = place_of(*runs.front().run.scenario());
  for (const LockstepRun& other : runs.subspan(1))
    if (Status status = same_place(first, place_of(*other.run.scenario())); !status.ok()) return status;
  return {};
}

// One of the runs and how far it is.
class Turn {
 public:
  explicit Turn(const LockstepRun& run) : run_(run) {}

  void begin() {
    if (Status status = run_.run.begin(); !status.ok()) fail(std::move(status).error());
  }
  void advance() {
    if (!goes_on_) return;
    const auto advanced = run_.run.advance(run_.sink);
    outcome_.steps = static_cast<int>(run_.run.tape().size());
    if (!advanced.ok()) return fail(advanced.error());
    goes_on_ = advanced.value() == Simulation::Advance::kStepped && outcome_.steps < run_.run.step_count();
  }
  void stop() {
    if (goes_on_) outcome_.status = RunStatus::kStopped;
    goes_on_ = false;
  }
  bool goes_on() const { return goes_on_; }
  RunOutcome end() {
    run_.run.ended();
    return std::move(outcome_);
  }

 private:
  void fail(Error error) {
    outcome_.status = RunStatus::kFailed;
    outcome_.error = std::move(error);
    goes_on_ = false;
  }

  LockstepRun run_;
  RunOutcome outcome_;
  bool goes_on_{true};
};

}  // namespace

std::vector<std::size_t> order_at(int k, std::size_t runs) {
  std::vector<std::size_t> order(runs);
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (k % 2 != 0) std::ranges::reverse(order);
  return order;
}

Result<std::vector<RunOutcome>> run_in_lockstep(std::span<const LockstepRun> runs, RunControl& control,
                                                const std::function<void()>& after_round) {
  if (Status status = check(runs); !status.ok()) return status.error();
  std::vector<Turn> turns(runs.begin(), runs.end());
  const std::vector<std::size_t> orders[] = {order_at(0, runs.size()), order_at(1, runs.size())};
  for (Turn& turn : turns) turn.begin();
  const Scenario& scenario = *runs.front().run.scenario();
  for (int k = 0; std::ranges::any_of(turns, &Turn::goes_on); ++k) {
    if (!control.wait_for_turn(scenario.time(k).us)) {
      for (Turn& turn : turns) turn.stop();
      break;
    }
    for (const std::size_t i : orders[k % 2]) turns[i].advance();
    if (after_round) after_round();
  }
  std::vector<RunOutcome> outcomes;
  for (Turn& turn : turns) outcomes.push_back(turn.end());
  return outcomes;
}

}  // namespace stepscope
