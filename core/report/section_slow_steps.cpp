#include <fmt/format.h>

#include <algorithm>

#include "core/analysis/slow_step_words.h"
#include "core/report/sections.h"

namespace stepscope {

namespace {
constexpr std::size_t kShown = 5;
}

void add_slow_steps(Blocks& out, const RunFindings& f) {
  if (!f.slowest) return;
  out.emplace_back(Heading{3, "Slow steps"});
  out.emplace_back(Paragraph{headline(*f.slowest, f.cost_model), Tone::kLead});
  out.emplace_back(Items{findings(*f.slowest, f.cost_model)});
  if (!f.slow_for_complexity.empty()) {
    Items items;
    for (std::size_t i = 0; i < std::min(kShown, f.slow_for_complexity.size()); ++i)
      items.texts.push_back(complexity_words(f.slow_for_complexity[i]));
    out.emplace_back(Paragraph{
        fmt::format("{} steps took clearly longer than their counters explain:", f.slow_for_complexity.size())});
    out.emplace_back(std::move(items));
  }
  out.emplace_back(
      Paragraph{"What a step costs by what it has to do (robust regression on the counters, 95 % intervals):"});
  Items costs{{cost_words(f.cost_model, f.cost_model.step)}};
  for (const StageCost& cost : f.cost_model.stages)
    if (cost.explains()) costs.texts.push_back(cost_words(f.cost_model, cost));
  out.emplace_back(std::move(costs));
}

}  // namespace stepscope
