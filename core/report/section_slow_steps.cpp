#include <fmt/format.h>

#include <algorithm>

#include "core/analysis/slow_step_words.h"
#include "core/report/bottom_line.h"
#include "core/report/number_text.h"
#include "core/report/sections.h"

namespace stepscope {

namespace {

constexpr std::size_t kShown = 5;
constexpr std::size_t kStretches = 6;
constexpr double kLeastShare = 0.01;  // of the median step: stages below are left out of what costs are told of

// "98 to 112, 130": steps next to each other in one, longest first where there are many.
std::string stretches_text(std::vector<std::size_t> steps) {
  std::ranges::sort(steps);
  struct Stretch {
    std::size_t first, last;
  };
  std::vector<Stretch> stretches;
  for (const std::size_t step : steps) {
    if (!stretches.empty() && stretches.back().last + 1 == step)
      stretches.back().last = step;
    else
      stretches.push_back({step, step});
  }
  if (stretches.size() > kStretches)
    std::ranges::stable_sort(stretches, std::ranges::greater{}, [](const Stretch& s) { return s.last - s.first; });
  std::string text;
  for (std::size_t i = 0; i < std::min(stretches.size(), kStretches); ++i) {
    text += text.empty() ? "" : ", ";
    text += stretches[i].first == stretches[i].last ? fmt::format("{}", stretches[i].first)
                                                    : fmt::format("{} to {}", stretches[i].first, stretches[i].last);
  }
  return stretches.size() > kStretches ? text + ", …" : text;
}

void add_slow_for_complexity(Blocks& out, const RunFindings& f) {
  if (f.slow_for_complexity.empty()) return;
  std::vector<SlowForComplexity> worked;
  std::vector<std::size_t> steps;
  for (const SlowForComplexity& s : f.slow_for_complexity)
    if (!s.waiting) {
      worked.push_back(s);
      steps.push_back(s.step);
    }
  const std::size_t all = f.slow_for_complexity.size(), waiting = all - worked.size();
  std::string text = fmt::format(
      "{} took clearly longer than {}", counted(static_cast<std::int64_t>(all), "step"),
      f.cost_model.step.explains() ? "their counters explain" : "the median step, and the counters do not say why");
  if (worked.empty()) {
    out.emplace_back(Paragraph{text + ", mostly for waiting for the processor."});
    return;
  }
  if (waiting > 0) text += fmt::format("; {} of them mostly waited for the processor", waiting);
  out.emplace_back(
      Paragraph{fmt::format("{}. Those that worked ({}), furthest beyond first:", text, stretches_text(steps))});
  Items items;
  for (std::size_t i = 0; i < std::min(kShown, worked.size()); ++i) items.texts.push_back(complexity_words(worked[i]));
  out.emplace_back(std::move(items));
}

void add_costs(Blocks& out, const RunFindings& f) {
  Items costs;
  const StageCost& step = f.cost_model.step;
  if (step.explains()) costs.texts.push_back(cost_words(f.cost_model, step));
  for (const StageCost& cost : f.cost_model.stages)
    if (cost.explains() && cost.median_ns >= kLeastShare * step.median_ns)
      costs.texts.push_back(cost_words(f.cost_model, cost));
  if (costs.texts.empty()) return;
  out.emplace_back(
      Paragraph{"What a step costs by what it has to do (robust regression on the counters, 95 % intervals):"});
  out.emplace_back(std::move(costs));
}

void add_step(Blocks& out, const RunFindings& f, const SlowStep& step) {
  out.emplace_back(Paragraph{headline(step, f.cost_model), Tone::kLead});
  out.emplace_back(Items{findings(step, f.cost_model)});
}

}  // namespace

void add_slow_steps(Blocks& out, const RunFindings& f) {
  if (!f.slowest) return;
  out.emplace_back(Heading{3, "Slow steps"});
  add_step(out, f, *f.slowest);
  if (f.slowest_working && clearly_longer(*f.slowest_working)) {
    out.emplace_back(Paragraph{"The slowest step that worked rather than waited:"});
    add_step(out, f, *f.slowest_working);
  }
  add_slow_for_complexity(out, f);
  add_costs(out, f);
}

}  // namespace stepscope
