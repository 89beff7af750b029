#include "core/pstats/beside.h"

namespace stepscope {

namespace {

using Kind = StageBeside::Kind;

constexpr std::array<std::string_view, kStageGroupCount> kGroupKeys{
    "database", "input_preparation", "features", "inference", "planner", "propagation", "recording", "publish", "loop"};

class Rows {
 public:
  Rows(const PythonProfile& profile, const RunStatistics* run) : profile_(profile), run_(run) {}

  std::vector<StageBeside> make() {
    for (std::size_t g = 0; g < kStageGroupCount; ++g)
      if (static_cast<StageGroup>(g) != StageGroup::kUnaccounted) add_group(static_cast<StageGroup>(g));
    for (const auto part : {ProfilePart::kCopies, ProfilePart::kCollector})
      if (profile_.part_s(part) > 0.0) add(Kind::kGroup, part, std::nullopt);
    add(Kind::kGroup, ProfilePart::kLoop, group_ms(StageGroup::kUnaccounted));
    rows_.back().group = StageGroup::kUnaccounted;
    add(row(Kind::kStep, "a step", "step", profile_.in_step_s(),
            run_ != nullptr ? std::optional(run_->step.mean * 1e-6) : std::nullopt));
    for (const auto part : {ProfilePart::kRecording, ProfilePart::kMetrics, ProfilePart::kSetUp})
      if (profile_.part_s(part) > 0.0) add(Kind::kOnce, part, std::nullopt);
    add(Kind::kOnce, ProfilePart::kUnaccounted, std::nullopt);
    add(row(Kind::kWhole, "whole profile", "whole", profile_.profiled_s, std::nullopt));
    return std::move(rows_);
  }

 private:
  StageBeside row(Kind kind, std::string_view title, std::string_view key, double python_s,
                  std::optional<double> stepscope_ms) const {
    StageBeside made{.kind = kind, .title = title, .key = key, .python_s = python_s, .stepscope_ms = stepscope_ms};
    if (profile_.steps > 0) made.python_ms = profile_.per_step(python_s) * 1e3;
    if (profile_.profiled_s > 0.0) made.share = python_s / profile_.profiled_s;
    if (made.python_ms && *made.python_ms > 0.0 && stepscope_ms && *stepscope_ms > 0.0)
      made.ratio = *made.python_ms / *stepscope_ms;
    return made;
  }
  void add(StageBeside made) { rows_.push_back(made); }
  void add(Kind kind, ProfilePart part, std::optional<double> stepscope_ms) {
    add(row(kind, part_title(part), part_key(part), profile_.part_s(part), stepscope_ms));
  }

  std::optional<double> stage_ms(Stage stage) const {
    if (run_ == nullptr) return std::nullopt;
    for (const StageRow& found : run_->stages)
      if (found.stage == stage) return found.self.mean * 1e-6;
    return std::nullopt;
  }
  std::optional<double> group_ms(StageGroup group) const {
    if (run_ == nullptr || run_->step.count == 0) return std::nullopt;
    const std::int64_t ns = run_->group_ns[static_cast<std::size_t>(group)];
    if (ns == 0) return std::nullopt;
    return static_cast<double>(ns) * 1e-6 / static_cast<double>(run_->step.count);
  }

  void add_group(StageGroup group) {
    std::vector<StageBeside> parts;
    double python_s = 0.0;
    for (std::size_t p = 0; p < kProfilePartCount; ++p) {
      const auto part = static_cast<ProfilePart>(p);
      const auto stage = stage_of(part);
      if (!stage || group_of(*stage) != group || !in_step(part)) continue;
      python_s += profile_.part_s(part);
      const StageBeside made =
          row(Kind::kPart, part_title(part), part_key(part), profile_.part_s(part), stage_ms(*stage));
      if (made.python_s > 0.0 || made.stepscope_ms) parts.push_back(made);
    }
    const auto stepscope_ms = group_ms(group);
    if (python_s <= 0.0 && !stepscope_ms) return;
    add(row(Kind::kGroup, group_title(group), kGroupKeys[static_cast<std::size_t>(group)], python_s, stepscope_ms));
    rows_.back().group = group;
    if (parts.size() > 1) rows_.insert(rows_.end(), parts.begin(), parts.end());
  }

  const PythonProfile& profile_;
  const RunStatistics* run_;
  std::vector<StageBeside> rows_;
};

}  // namespace

std::vector<StageBeside> beside_rows(const PythonProfile& profile, const RunStatistics* run) {
  return Rows(profile, run).make();
}

}  // namespace stepscope
