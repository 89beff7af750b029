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

}  // namespace stepscope
