#include "app/cli/score_text.h"

#include <fmt/core.h>

#include <algorithm>

#include "core/report/violation_text.h"

namespace stepscope::cli {

namespace {
constexpr std::size_t kViolationsShown = 3;
}

std::string score_text(const std::string& name, const Scorecard& card) {
  std::string text = has_score(card) ? fmt::format("{:.4f}  {}\n", card.final_score, name) : "-       " + name + "\n";
  for (const Metric& metric : card.metrics) {
    if (!metric.error.empty()) text += fmt::format("          {}: {}\n", metric.name, metric.error);
    if (!metric.score) continue;
    const std::string part = card.is_multiplier(metric.name) ? "x" : fmt::format("{:.0f}", card.weight_of(metric.name));
    text += fmt::format("  {:>4}  {:.4f}  {}\n", part, *metric.score, metric.name);
    for (std::size_t i = 0; i < std::min(metric.violations.size(), kViolationsShown); ++i)
      text += fmt::format("                {}\n", violation_text(metric.violations[i]));
    if (metric.violations.size() > kViolationsShown)
      text += fmt::format("                and {} more\n", metric.violations.size() - kViolationsShown);
  }
  return text;
}

nlohmann::ordered_json scores_json(const Scorecard& card) {
  nlohmann::ordered_json scores = nlohmann::ordered_json::object();
  for (const Metric& metric : card.metrics)
    if (metric.score) scores[metric.name] = *metric.score;
  return scores;
}

}  // namespace stepscope::cli
