#include <fmt/format.h>

#include <algorithm>

#include "core/metrics/has_score.h"
#include "core/report/sections.h"
#include "core/report/violation_text.h"

namespace stepscope {

namespace {

constexpr std::size_t kViolationsShown = 5;  // of one metric; metrics.json has all

std::string number(double value) { return fmt::format("{:.4g}", value); }

std::string part_in_score(const Scorecard& card, const Metric& metric) {
  return card.is_multiplier(metric.name) ? "multiplies" : "weight " + number(card.weight_of(metric.name));
}

void add_reasons(Items& items, const Metric& metric) {
  if (!metric.error.empty()) items.texts.push_back(fmt::format("{} was not computed: {}", metric.name, metric.error));
  const std::size_t shown = std::min(metric.violations.size(), kViolationsShown);
  for (std::size_t i = 0; i < shown; ++i)
    items.texts.push_back(metric.name + ", " + violation_text(metric.violations[i]));
  if (metric.violations.size() > shown)
    items.texts.push_back(fmt::format("{}: {} more", metric.name, metric.violations.size() - shown));
}

}  // namespace

void add_score(Blocks& out, const RunFindings& f) {
  if (!f.run().score) return;
  const Scorecard& card = *f.run().score;
  out.emplace_back(Heading{3, has_score(f.run().score) ? "Score " + number(card.final_score) : "Not scored"});
  Table table{.columns = {{"metric", Align::kLeft}, {"score"}, {"part", Align::kLeft}}, .rows = {}};
  Items items;
  for (const Metric& metric : card.metrics) {
    if (metric.score) table.rows.push_back({{metric.name, number(*metric.score), part_in_score(card, metric)}});
    add_reasons(items, metric);
  }
  const bool any = !table.rows.empty();
  if (any) out.emplace_back(std::move(table));
  out.emplace_back(Paragraph{any ? "The score is the product of what multiplies and the weighted mean of the rest."
                                 : "No metric has a score."});
  if (!items.texts.empty()) out.emplace_back(std::move(items));
}

}  // namespace stepscope
