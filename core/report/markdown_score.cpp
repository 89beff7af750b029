#include "core/report/markdown_score.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>

#include "core/report/markdown.h"

namespace stepscope {

namespace {

constexpr std::size_t kViolationsShown = 5;  // of one metric; metrics.json has all

std::string number(double value) { return fmt::format("{:.4g}", value); }

std::string culprit_text(const Culprit& culprit) {
  if (const auto* track = std::get_if<Token>(&culprit)) return " (object " + track->hex() + ")";
  if (const auto* map = std::get_if<MapCulprit>(&culprit))
    return fmt::format(" ({} {})", layer_name(map->layer), map->id);
  return {};
}

std::string part_in_score(const Scorecard& card, const Metric& metric) {
  return card.is_multiplier(metric.name) ? "multiplies" : "weight " + number(card.weight_of(metric.name));
}

}  // namespace

std::string violation_text(const MetricViolation& v) {
  std::string steps = fmt::format("step {}", v.step);
  if (v.last_step > v.step) steps = fmt::format("steps {} to {}", v.step, v.last_step);
  return fmt::format("{}: {}{}: {} against {}{}{}; without it {} here, {} in all", steps, v.what,
                     culprit_text(v.culprit), number(v.value), number(v.threshold), v.unit.empty() ? "" : " ", v.unit,
                     number(v.score_without), number(v.final_score_without));
}

std::string score_section(const Scorecard& card) {
  fmt::memory_buffer out;
  const auto add = std::back_inserter(out);
  fmt::format_to(add, "### Score {}\n\n", number(card.final_score));
  bool any = false;
  for (const Metric& metric : card.metrics) {
    if (!metric.score) continue;
    if (!any) fmt::format_to(add, "| metric | score | part |\n|---|--:|---|\n");
    any = true;
    fmt::format_to(add, "| {} | {} | {} |\n", markdown_text(metric.name), number(*metric.score),
                   part_in_score(card, metric));
  }
  out.append(
      std::string_view(any ? "\nThe score is the product of what multiplies and the weighted mean of the rest.\n\n"
                           : "No metric has a score.\n\n"));
  for (const Metric& metric : card.metrics) {
    const std::string name = markdown_text(metric.name);
    if (!metric.error.empty()) fmt::format_to(add, "- {} was not computed: {}\n", name, markdown_text(metric.error));
    for (std::size_t i = 0; i < std::min(metric.violations.size(), kViolationsShown); ++i)
      fmt::format_to(add, "- {}, {}\n", name, markdown_text(violation_text(metric.violations[i])));
    if (metric.violations.size() > kViolationsShown)
      fmt::format_to(add, "- {}: {} more\n", name, metric.violations.size() - kViolationsShown);
  }
  fmt::format_to(add, "\n");
  return fmt::to_string(out);
}

}  // namespace stepscope
