#include "core/imitation/planner_moments.h"

#include <atomic>
#include <mutex>
#include <optional>
#include <thread>

#include "core/imitation/planner_drive.h"

namespace stepscope {

namespace {

// Drives stretches side by side; what each gave lies under its own index.
class Drives {
 public:
  Drives(const MomentSet& set, std::span<const std::uint32_t> stretches, const RolloutPlanners& planners,
         const RolloutOptions& options, RunControl& control)
      : set_(set),
        stretches_(stretches),
        planners_(planners),
        options_(options),
        control_(control),
        drives_(stretches.size()) {}

  void run(const std::function<void(std::size_t, std::size_t)>& progress) {
    std::vector<std::jthread> others;
    for (int i = 1; i < options_.threads; ++i) others.emplace_back([this] { work({}); });
    work(progress);
  }

  // After run().
  const std::optional<Error>& error() const { return error_; }
  std::vector<std::optional<PlannerDrive>>& drives() { return drives_; }

 private:
  void work(const std::function<void(std::size_t, std::size_t)>& progress) {
    while (true) {
      const std::size_t i = next_++;
      if (i >= stretches_.size() || control_.stopped() || failed_) return;
      if (progress) progress(i, stretches_.size());
      auto drive = one(stretches_[i]);
      if (drive.ok()) {
        drives_[i] = std::move(drive).value();
        continue;
      }
      failed_ = true;
      const std::scoped_lock lock(mutex_);
      if (!error_) error_ = drive.error();
    }
  }

  Result<PlannerDrive> one(std::uint32_t stretch) const {
    auto expert = planners_.expert();
    if (!expert.ok()) return expert.error();
    std::unique_ptr<Planner> driver;
    if (planners_.driver) {
      auto made = planners_.driver();
      if (!made.ok()) return made.error();
      driver = std::move(made).value();
    }
    return drive_with_expert(set_.stretches[stretch].scenario, stretch, *expert.value(), driver.get(), options_,
                             control_);
  }

  const MomentSet& set_;
  const std::span<const std::uint32_t> stretches_;
  const RolloutPlanners& planners_;
  const RolloutOptions& options_;
  RunControl& control_;
  std::vector<std::optional<PlannerDrive>> drives_;
  std::atomic<std::size_t> next_{0};
  std::atomic<bool> failed_{false};
  std::mutex mutex_;
  std::optional<Error> error_;  // guarded by mutex_
};

}  // namespace

Result<RolloutSummary> add_planner_moments(MomentSet& set, std::span<const std::uint32_t> stretches,
                                           const RolloutPlanners& planners, const RolloutOptions& options,
                                           RunControl& control,
                                           const std::function<void(std::size_t, std::size_t)>& progress) {
  Drives all(set, stretches, planners, options, control);
  all.run(progress);
  if (all.error()) return *all.error();
  if (control.stopped()) return make_error("stopped while driving");
  RolloutSummary summary;
  for (std::optional<PlannerDrive>& drive : all.drives()) {
    ++summary.drives;
    summary.moments += drive->moments.size();
    if (drive->touched) ++summary.touched;
    if (!drive->problem.empty()) {
      ++summary.failed;
      if (summary.first_problem.empty()) summary.first_problem = drive->problem;
    }
    const auto first_plan = static_cast<std::int64_t>(set.plans.size());
    for (Moment& moment : drive->moments) {
      moment.plan += first_plan;
      set.moments.push_back(moment);
    }
    for (ExpertPlan& plan : drive->plans) set.plans.push_back(std::move(plan));
    set.kept.push_back(std::move(drive->kept));
  }
  return summary;
}

}  // namespace stepscope
