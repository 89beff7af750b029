#include "core/ablation/ablation_runner.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/ablation/output_gate.h"
#include "core/base/clock.h"

namespace stepscope {

namespace {

class Runner {
 public:
  Runner(AblationWork work, RunControl& control, AblationObserver* observer)
      : work_(std::move(work)), plan_(work_.plan), control_(control), observer_(observer) {
    outcome_.groups = std::move(work_.done);
    progress_.runs_planned = plan_.runs();
    std::int64_t end_ns = 0;
    for (const MeasuredGroup& group : outcome_.groups) {
      done_.insert(group.group);
      progress_.runs_done += plan_.groups[group.group].runs();
      const auto until = [&end_ns](const RunTimes& run) {
        end_ns = std::max(end_ns, run.began_ns + run.before_ns + run.total_ns());
      };
      until(group.reference);
      if (group.before) until(group.before->times);
      if (group.after) until(group.after->times);
    }
    session_ns_ = clock_.now_ns() - end_ns;  // an earlier session's clock goes on where it stopped
  }

  AblationOutcome run() {
    for (std::size_t i = 0; i < plan_.groups.size() && !over(); ++i)
      if (!done_.contains(i)) run_group(i);
    outcome_.stopped = control_.stopped();
    count_rounds();
    progress_.now.clear();
    if (!outcome_.stopped && !outcome_.ended) progress_.seconds_left = 0.0;
    tell();
    return std::move(outcome_);
  }

 private:
  bool over() const { return control_.stopped() || outcome_.ended.has_value(); }
  bool failed(std::size_t arm) const { return outcome_.failures.contains(arm); }

  void run_group(std::size_t index) {
    const RunGroup& group = plan_.groups[index];
    if (!warm_up(static_cast<std::size_t>(group.scenario))) return;
    MeasuredGroup measured{.group = index, .reference = {}, .before = {}, .after = {}};
    const std::int64_t began_ns = clock_.now_ns();
    const auto first = other_run(group, group.before);
    if (over()) return;
    const auto reference = run_arm(group.reference, group.scenario);
    if (!reference) return;
    const auto last = other_run(group, group.after);
    if (over()) return;
    spent_ns_ += clock_.now_ns() - began_ns;
    timed_runs_ += group.runs();
    measured.reference = times_of(reference->measured);
    measured.before = partner(group, group.before, first, *reference);
    measured.after = partner(group, group.after, last, *reference);
    progress_.runs_done += group.runs();
    if (observer_ != nullptr)
      if (Status kept = observer_->on_group(measured); !kept.ok()) outcome_.ended = kept.error();
    outcome_.groups.push_back(std::move(measured));
    count_rounds();
    tell();
  }

  std::optional<ArmRun> other_run(const RunGroup& group, const std::optional<std::size_t>& comparison) {
    if (!comparison) return std::nullopt;
    const std::size_t arm = plan_.comparisons[*comparison].other;
    return failed(arm) ? std::nullopt : run_arm(arm, group.scenario);
  }

  std::optional<MeasuredPartner> partner(const RunGroup& group, const std::optional<std::size_t>& comparison,
                                         const std::optional<ArmRun>& other, const ArmRun& reference) {
    if (!comparison || !other) return std::nullopt;
    const ArmComparison& compared = plan_.comparisons[*comparison];
    const RasterCheck rasters = group.round == 0 ? RasterCheck::kCompare : RasterCheck::kSkip;
    const Arm of_reference = arm_of(compared.reference), of_other = arm_of(compared.other);
    OutputGate gate = compared.reference_has_it ? gate_of(of_other, *other, of_reference, reference, rasters)
                                                : gate_of(of_reference, reference, of_other, *other, rasters);
    return MeasuredPartner{.times = times_of(other->measured), .output = std::move(gate)};
  }

  Arm arm_of(std::size_t arm) const {
    return {.name = plan_.arms[arm].name, .request = plan_.options.request, .profile = plan_.arms[arm].profile};
  }

  // Of both references: what a first run finds cold stays out of the times.
  bool warm_up(std::size_t scenario) {
    if (!warm_.insert(scenario).second) return true;
    for (const std::size_t arm : {std::size_t{0}, std::size_t{1}})
      if (!over()) run_arm(arm, static_cast<int>(scenario), "warm-up of ");
    return !over();
  }

  // None: stopped or failed.
  std::optional<ArmRun> run_arm(std::size_t arm, int scenario, const std::string& before = {}) {
    if (over()) return std::nullopt;
    progress_.now = before + plan_.arms[arm].name;
    tell();
    auto read = work_.scenario_of(static_cast<std::size_t>(scenario), plan_.arms[arm].profile);
    if (!read.ok()) return fail(arm, ArmFailure::Kind::kInput, read.error());
    auto made =
        work_.run(arm_of(arm), read.value(), {.log_folder = work_.log_folder, .session_ns = session_ns_}, control_);
    if (!made.ok())
      return fail(arm, made.error().file.empty() ? ArmFailure::Kind::kPlanner : ArmFailure::Kind::kInput, made.error());
    if (made.value().outcome.status == RunStatus::kStopped) return std::nullopt;
    if (made.value().outcome.status == RunStatus::kFailed)
      return fail(arm, ArmFailure::Kind::kPlanner, made.value().outcome.error);
    return std::move(made).value();
  }

  std::optional<ArmRun> fail(std::size_t arm, ArmFailure::Kind kind, Error error) {
    error.place = "arm \"" + plan_.arms[arm].name + "\"" + (error.place.empty() ? "" : ", " + error.place);
    outcome_.failures.emplace(arm, ArmFailure{.kind = kind, .error = error});
    if (arm < 2) outcome_.ended = std::move(error);  // nothing is left to compare with
    return std::nullopt;
  }

  void count_rounds() {
    std::map<int, std::size_t> left;
    for (const RunGroup& group : plan_.groups) ++left[group.round];
    for (const MeasuredGroup& group : outcome_.groups) --left[plan_.groups[group.group].round];
    progress_.rounds_done = static_cast<int>(std::ranges::count_if(left, [](const auto& l) { return l.second == 0; }));
  }

  void tell() {
    if (timed_runs_ > 0)
      progress_.seconds_left = static_cast<double>(spent_ns_) * 1e-9 / static_cast<double>(timed_runs_) *
                               static_cast<double>(progress_.runs_planned - progress_.runs_done);
    if (observer_ != nullptr) observer_->on_progress(progress_);
  }

  AblationWork work_;
  const AblationPlan& plan_;
  RunControl& control_;
  AblationObserver* observer_;
  SteadyClock clock_;
  std::int64_t session_ns_{0}, spent_ns_{0};
  std::size_t timed_runs_{0};
  std::set<std::size_t> done_, warm_;
  AblationOutcome outcome_;
  AblationProgress progress_;
};

}  // namespace

AblationOutcome run_ablation(AblationWork work, RunControl& control, AblationObserver* observer) {
  return Runner(std::move(work), control, observer).run();
}

}  // namespace stepscope
