#include "core/analysis/span_groups.h"

#include <algorithm>
#include <numeric>

#include "core/analysis/distribution.h"
#include "core/analysis/span_self.h"

namespace stepscope {

namespace {

class Grouper {
 public:
  explicit Grouper(SpanGrouping grouping) : grouping_(grouping), sums_(kStageCount) {}

  void add_step(int step, std::span<const SpanRecord> spans) {
    self_times(spans, self_);
    above_.resize(spans.size());
    for (std::size_t i = 0; i < spans.size(); ++i) {
      const SpanRecord& span = spans[i];
      const std::int64_t ns = duration_of(span);
      above_[i] = span.parent < 0 ? 0U
                                  : above_[static_cast<std::size_t>(span.parent)] |
                                        1U << static_cast<unsigned>(spans[static_cast<std::size_t>(span.parent)].stage);
      Sum& sum = sum_of(key_of(span), span);
      sum.durations.push_back(ns);
      sum.self_ns += self_[i];
      if (inside_own_group(spans, i)) continue;
      sum.total_ns += ns;
      if (sum.step != step) close_step(sum, step);
      sum.step_ns += ns;
    }
  }

  std::vector<SpanGroup> groups(std::int64_t steps_ns) {
    std::vector<SpanGroup> groups;
    for (Sum& sum : sums_) {
      if (sum.durations.empty()) continue;
      close_step(sum, -1);
      groups.push_back(group_of(sum, steps_ns));
    }
    std::stable_sort(groups.begin(), groups.end(),
                     [](const SpanGroup& a, const SpanGroup& b) { return a.self_ns > b.self_ns; });
    return groups;
  }

 private:
  struct Sum {
    Stage stage{Stage::kStep};
    std::int32_t statement{-1};
    std::vector<std::int64_t> durations;
    std::int64_t self_ns{0}, total_ns{0};
    int step{-1}, worst_step{-1};  // the one whose time is being added up; the worst of those before
    std::int64_t step_ns{0}, worst_ns{-1};
  };

  std::size_t key_of(const SpanRecord& span) const {
    const std::int32_t statement = grouping_ == SpanGrouping::kStatement ? statement_of(span) : -1;
    return statement < 0 ? static_cast<std::size_t>(span.stage) : kStageCount + static_cast<std::size_t>(statement);
  }

  Sum& sum_of(std::size_t key, const SpanRecord& span) {
    if (key >= sums_.size()) sums_.resize(key + 1);
    Sum& sum = sums_[key];
    sum.stage = span.stage;
    sum.statement = key < kStageCount ? -1 : static_cast<std::int32_t>(key - kStageCount);
    return sum;
  }

  bool inside_own_group(std::span<const SpanRecord> spans, std::size_t i) const {
    if ((above_[i] & 1U << static_cast<unsigned>(spans[i].stage)) == 0) return false;
    const std::size_t key = key_of(spans[i]);
    for (int at = spans[i].parent; at >= 0; at = spans[static_cast<std::size_t>(at)].parent)
      if (key_of(spans[static_cast<std::size_t>(at)]) == key) return true;
    return false;
  }

  static void close_step(Sum& sum, int next) {
    if (sum.step >= 0 && sum.step_ns > sum.worst_ns) {
      sum.worst_ns = sum.step_ns;
      sum.worst_step = sum.step;
    }
    sum.step = next;
    sum.step_ns = 0;
  }

  static SpanGroup group_of(Sum& sum, std::int64_t steps_ns) {
    SpanGroup group{.stage = sum.stage, .statement = sum.statement, .self_ns = sum.self_ns, .total_ns = sum.total_ns};
    group.count = static_cast<std::int64_t>(sum.durations.size());
    group.mean_ns = static_cast<double>(std::accumulate(sum.durations.begin(), sum.durations.end(), std::int64_t{0})) /
                    static_cast<double>(group.count);
    group.max_ns = *std::max_element(sum.durations.begin(), sum.durations.end());
    group.p95_ns = quantile_in(sum.durations, 0.95);
    if (steps_ns > 0) group.share = static_cast<double>(group.self_ns) / static_cast<double>(steps_ns);
    group.worst_step = sum.worst_step;
    group.worst_step_ns = sum.worst_ns;
    return group;
  }

  SpanGrouping grouping_;
  std::vector<Sum> sums_;  // by stage, then by statement
  std::vector<std::int64_t> self_;
  std::vector<std::uint32_t> above_;  // stages of the spans around each, as bits
};
static_assert(kStageCount <= 32);

}  // namespace

SpanGroups group_spans(const SpanTape& tape, StepRange steps, SpanGrouping grouping) {
  SpanGroups result{.steps = steps.within(static_cast<int>(tape.steps()))};
  Grouper grouper(grouping);
  for (int step = result.steps.first; step <= result.steps.last; ++step) {
    const auto spans = tape.of_step(static_cast<std::size_t>(step));
    if (spans.empty()) continue;
    result.spans += static_cast<std::int64_t>(spans.size());
    result.steps_ns += duration_of(spans.front());
    grouper.add_step(step, spans);
  }
  result.groups = grouper.groups(result.steps_ns);
  return result;
}

int steps_with_missing_spans(const SpanTape& tape, std::span<const StepTiming> timings, StepRange steps) {
  steps = steps.within(static_cast<int>(std::min(tape.steps(), timings.size())));
  int count = 0;
  for (int step = steps.first; step <= steps.last; ++step) {
    const StepTiming& timing = timings[static_cast<std::size_t>(step)];
    StageTimes kept{};
    for (const SpanRecord& span : tape.of_step(static_cast<std::size_t>(step)))
      kept[static_cast<std::size_t>(span.stage)] += duration_of(span);
    std::int64_t missing = 0;
    for (std::size_t i = 0; i < kStageCount; ++i) missing += std::max(std::int64_t{0}, timing.total_ns[i] - kept[i]);
    if (missing > 1000 && missing > timing.wall_ns / 100) ++count;
  }
  return count;
}

}  // namespace stepscope
