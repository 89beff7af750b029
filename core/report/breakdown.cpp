#include "core/report/breakdown.h"

#include <algorithm>
#include <memory>

namespace stepscope {

namespace {

using Column = std::vector<std::int64_t>;

// A line while its steps are being added up.
struct Line {
  Stage stage;
  std::int64_t calls{0};
  Column total, self;  // per step
  std::vector<std::unique_ptr<Line>> parts;

  Line(Stage of, std::size_t steps) : stage(of), total(steps), self(steps) {}

  Line& part(Stage of) {
    for (const auto& line : parts)
      if (line->stage == of) return *line;
    parts.push_back(std::make_unique<Line>(of, total.size()));
    return *parts.back();
  }
};

void add_step(Line& root, std::size_t step, std::span<const SpanRecord> spans, std::vector<Line*>& lines) {
  lines.clear();
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const SpanRecord& span = spans[i];
    const auto parent = static_cast<std::size_t>(std::max<std::int16_t>(span.parent, 0));
    Line& line = i == 0 ? root : (parent < i ? *lines[parent] : root).part(span.stage);
    lines.push_back(&line);
    const std::int64_t ns = span.end_ns - span.begin_ns;
    line.total[step] += ns;
    line.self[step] += ns;
    if (i > 0) lines[parent < i ? parent : 0]->self[step] -= ns;
    ++line.calls;
  }
}

Stage home_of(Stage stage) {
  switch (stage) {
    case Stage::kInputTime:
    case Stage::kInputLights:
    case Stage::kInputHistory:
      return Stage::kInputPreparation;
    case Stage::kFeatures:
    case Stage::kInference:
    case Stage::kPostprocess:
      return Stage::kPlanner;
    case Stage::kController:
    case Stage::kObservation:
    case Stage::kHistoryUpdate:
    case Stage::kPropagationTime:
      return Stage::kPropagation;
    case Stage::kFeatureMap:
    case Stage::kFeatureAgents:
    case Stage::kFeatureEgo:
    case Stage::kFeatureBaselines:
    case Stage::kFeatureCoordinates:
      return Stage::kFeatures;
    default:
      return Stage::kStep;
  }
}

Line& home_line(Line& root, Stage stage) {
  const Stage home = home_of(stage);
  return home == Stage::kStep ? root : home_line(root, home).part(home);
}

bool ever(std::span<const StepTiming> steps, std::size_t stage) {
  return std::any_of(steps.begin(), steps.end(), [stage](const StepTiming& t) { return t.self_ns[stage] != 0; });
}

void add_self_times(Line& root, std::span<const StepTiming> steps) {
  for (std::size_t s = 0; s < kStageCount; ++s) {
    const auto stage = static_cast<Stage>(s);
    if (stage != Stage::kStep && !ever(steps, s)) continue;
    Line& line = stage == Stage::kStep ? root : home_line(root, stage).part(stage);
    for (std::size_t k = 0; k < steps.size(); ++k) {
      line.self[k] += steps[k].self_ns[s];
      line.total[k] += steps[k].self_ns[s];
      for (Stage above = stage; above != Stage::kStep;) {
        above = home_of(above);
        (above == Stage::kStep ? root : home_line(root, above).part(above)).total[k] += steps[k].self_ns[s];
      }
    }
  }
}

double sum(const Column& column) {
  double all = 0.0;
  for (const std::int64_t value : column) all += static_cast<double>(value);
  return all;
}

double ratio(double part, double whole) { return whole > 0.0 ? part / whole : 0.0; }

BreakdownNode node_of(const Line& line, double run_ns, double parent_ns) {
  const double ns = sum(line.total);
  BreakdownNode node{.stage = line.stage,
                     .calls_per_step = ratio(static_cast<double>(line.calls), static_cast<double>(line.total.size())),
                     .total = distribution_of(line.total),
                     .self = distribution_of(line.self),
                     .share = ratio(ns, run_ns),
                     .share_of_parent = ratio(ns, parent_ns)};
  if (line.parts.empty()) return node;
  for (const auto& part : line.parts) node.parts.push_back(node_of(*part, run_ns, ns));
  std::stable_sort(node.parts.begin(), node.parts.end(),
                   [](const BreakdownNode& a, const BreakdownNode& b) { return a.total.mean > b.total.mean; });
  const double own_ns = sum(line.self);
  node.parts.push_back({.stage = line.stage,
                        .own = true,
                        .total = node.self,
                        .self = node.self,
                        .share = ratio(own_ns, run_ns),
                        .share_of_parent = ratio(own_ns, ns)});
  return node;
}

}  // namespace

Breakdown breakdown_of(const ProfiledRun& run) {
  const std::size_t first = run.first_own_step();
  std::size_t recorded = run.spans ? std::min(run.spans->steps(), run.steps.size()) : 0;
  if (recorded <= first) recorded = 0;
  Breakdown breakdown{.source = recorded > 0 ? BreakdownSource::kSpans : BreakdownSource::kSelfTimes,
                      .steps = recorded > 0 ? recorded - first : run.own_steps().size()};
  Line root(Stage::kStep, breakdown.steps);
  if (recorded > 0) {
    std::vector<Line*> lines;
    for (std::size_t k = first; k < recorded; ++k) add_step(root, k - first, run.spans->of_step(k), lines);
  } else {
    add_self_times(root, run.own_steps());
  }
  const double ns = sum(root.total);
  breakdown.root = node_of(root, ns, ns);
  return breakdown;
}

std::string breakdown_title(const BreakdownNode& node) {
  if (!node.own) return std::string(stage_title(node.stage));
  if (node.stage == Stage::kStep) return "unaccounted";
  return std::string(stage_title(node.stage)) + ": own";
}

}  // namespace stepscope
