#include <fmt/format.h>

#include "core/report/number_text.h"
#include "core/report/sections.h"

namespace stepscope {

namespace {

std::string with_unit(double value, const std::string& unit) {
  return short_number(value) + (unit.empty() ? "" : unit == "×" ? "×" : " " + unit);
}

}  // namespace

void add_surprises(Blocks& out, const RunFindings& f) {
  out.emplace_back(Heading{3, "Surprises"});
  if (f.surprises.empty()) {
    out.emplace_back(Paragraph{"Nothing was expected."});
    return;
  }
  Items items;
  Table table{.columns = {{"expected", Align::kLeft}, {"bound"}, {"measured"}, {"ratio"}, {"", Align::kLeft}},
              .rows = {}};
  for (const Surprise& s : f.surprises) {
    if (!s.met) items.texts.push_back(s.sentence);
    const char* bound = s.expected.bound == Bound::kAtMost ? "≤ " : "≥ ";
    table.rows.push_back({{s.measure.title, bound + with_unit(s.expected.value, s.measure.unit),
                           s.measured ? with_unit(*s.measured, s.measure.unit) : "not recorded",
                           s.measured ? short_number(s.ratio) : "–",
                           !s.measured ? ""
                           : s.met     ? "as expected"
                                       : "surprise"},
                          0,
                          s.measured && !s.met});
  }
  if (items.texts.empty()) {
    out.emplace_back(Paragraph{"Everything is as expected."});
  } else {
    out.emplace_back(Paragraph{
        fmt::format("{} of {} expectations were not met, the worst first:", items.texts.size(), f.surprises.size())});
    out.emplace_back(std::move(items));
  }
  out.emplace_back(std::move(table));
}

void add_path(Blocks& out, const RunFindings& f) {
  out.emplace_back(Heading{3, "Path to the real-time budget"});
  const double over = f.statistics.step.p95 - f.split.budget_ns;
  out.emplace_back(Paragraph{over <= 0.0
                                 ? fmt::format("The 95th percentile, {}, is within the budget of 100 ms already.",
                                               duration_text(f.statistics.step.p95))
                                 : fmt::format("The 95th percentile must come down by {} to {}.", duration_text(over),
                                               duration_text(f.split.budget_ns))});
  if (f.slow_switches.empty()) {
    out.emplace_back(Paragraph{f.run().facts.switches.empty()
                                   ? "Which switches this run had was not recorded."
                                   : "Every switch is in its fast position: what is left is work, not configuration."});
    return;
  }
  Items items;
  for (const SlowSwitch& s : f.slow_switches) {
    std::string saving = "not measured yet: run the ablation";
    if (s.saving && !s.measured()) saving = s.saving->why_not;
    if (s.measured()) {
      const bool saves = s.saving->saving_ns >= 0.0;
      const double sign = saves ? 1.0 : -1.0;
      const double low = saves ? s.saving->low_ns : s.saving->high_ns,
                   high = saves ? s.saving->high_ns : s.saving->low_ns;
      saving = fmt::format("measured: {} {} per step (95 % interval {} to {}, {} pairs, {})", saves ? "saves" : "costs",
                           duration_text(sign * s.saving->saving_ns), duration_text(sign * low),
                           duration_text(sign * high), s.saving->pairs, s.saving->source);
    }
    items.texts.push_back(
        fmt::format("{}: {} instead of {}: {}. {}", s.key, s.fast_value, s.value, saving, s.explanation));
  }
  out.emplace_back(std::move(items));
  if (!f.reported.why_no_savings.empty())
    out.emplace_back(Paragraph{"Measured savings are not shown: " + f.reported.why_no_savings + "."});
  out.emplace_back(
      Paragraph{"Savings are never added up: switches that save the same time save it once. Only a measured "
                "combination counts."});
}

}  // namespace stepscope
