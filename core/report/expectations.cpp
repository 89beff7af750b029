#include "core/report/expectations.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/files/json_node.h"
#include "core/files/text_file.h"
#include "core/report/number_text.h"
#include "core/report/report_measure.h"

namespace stepscope {

namespace {

constexpr double kNearlyNothing = 1e-9;

std::string with_unit(double value, const ReportMeasure& measure) {
  const std::string number = short_number(value);
  if (measure.unit.empty()) return number;
  return number + (measure.unit == "×" ? "" : " ") + measure.unit;
}

std::string words(Bound bound) { return bound == Bound::kAtMost ? "at most" : "at least"; }

double ratio_of(const Expectation& e, double measured) {
  const double over = e.bound == Bound::kAtMost ? measured : e.value;
  const double under = e.bound == Bound::kAtMost ? e.value : measured;
  if (under > kNearlyNothing) return over / under;
  return over > kNearlyNothing ? std::numeric_limits<double>::infinity() : 1.0;
}

std::string sentence_of(const Surprise& s) {
  const std::string expected = words(s.expected.bound) + " " + with_unit(s.expected.value, s.measure);
  if (!s.measured) return fmt::format("{} was not recorded; {} were expected.", s.measure.title, expected);
  const std::string got = fmt::format("{}: {}", s.measure.title, with_unit(*s.measured, s.measure));
  if (s.met) return fmt::format("{}, as expected ({}).", got, expected);
  if (std::isinf(s.ratio)) return fmt::format("{}, where {} was expected.", got, expected);
  const std::string bound = with_unit(s.expected.value, s.measure);
  if (s.expected.bound == Bound::kAtMost)
    return fmt::format("{}, {} times the {} that were expected.", got, short_number(s.ratio), bound);
  return fmt::format("{}; {} were expected, {} times as much.", got, bound, short_number(s.ratio));
}

Expectation take(const JsonNode& entry) {
  Expectation e{.measure = entry.text("measure")};
  if (find_measure(e.measure) == nullptr) {
    std::string known;
    for (const ReportMeasure& m : report_measures()) known += (known.empty() ? "" : ", ") + m.key;
    entry.fail("measure", "there is no \"" + e.measure + "\"; known: " + known);
  }
  const bool most = entry.json().contains("at_most"), least = entry.json().contains("at_least");
  if (most == least) entry.fail(most ? "at_least" : "at_most", "exactly one of at_most and at_least is needed");
  const char* field = most ? "at_most" : "at_least";
  e.bound = most ? Bound::kAtMost : Bound::kAtLeast;
  e.value = entry.number(field);
  if (!std::isfinite(e.value) || e.value < 0.0) entry.fail(field, "is not a number from 0 on");
  return e;
}

}  // namespace

std::vector<Expectation> default_expectations() {
  return {{"statements_per_step", Bound::kAtMost, 5.0},   {"connections_per_step", Bound::kAtMost, 1.0},
          {"allocations_per_step", Bound::kAtMost, 0.0},  {"repeated_statements_percent", Bound::kAtMost, 0.0},
          {"framework_ms", Bound::kAtMost, 20.0},         {"step_p95_ms", Bound::kAtMost, 100.0},
          {"step_max_ms", Bound::kAtMost, 1000.0},        {"unaccounted_percent", Bound::kAtMost, 2.0},
          {"waiting_percent", Bound::kAtMost, 5.0},       {"real_time_factor", Bound::kAtLeast, 1.0},
          {"first_step_over_median", Bound::kAtMost, 3.0}};
}

Result<std::vector<Expectation>> read_expectations(const std::filesystem::path& file) {
  const auto text = read_file(file);
  if (!text.ok()) return text.error();
  const auto json = parse_json(text.value(), file);
  if (!json.ok()) return json.error();
  try {
    const JsonNode root(json.value(), "");
    const JsonNode format = root.child("format");
    if (format.text("name") != "stepscope expectations") format.fail("name", "is not \"stepscope expectations\"");
    if (format.count("version") != 1) format.fail("version", "this version reads 1 only");
    std::vector<Expectation> expectations;
    std::size_t number = 0;
    for (const auto& entry : root.list("expectations"))
      expectations.push_back(take({entry, "expectation " + std::to_string(++number)}));
    return expectations;
  } catch (const JsonFault& fault) {
    return fault.in(file);
  }
}

std::vector<Surprise> surprises_of(const std::vector<Expectation>& expectations, const ProfiledRun& run,
                                   const RunStatistics& statistics, const CostSplit& split) {
  std::vector<Surprise> surprises;
  for (const Expectation& expected : expectations) {
    const ReportMeasure* measure = find_measure(expected.measure);
    if (measure == nullptr) continue;
    Surprise s{
        .expected = expected, .measure = *measure, .measured = measured(expected.measure, run, statistics, split)};
    if (s.measured) {
      s.ratio = ratio_of(expected, *s.measured);
      s.met = s.ratio <= 1.0;
    }
    s.sentence = sentence_of(s);
    surprises.push_back(std::move(s));
  }
  std::stable_sort(surprises.begin(), surprises.end(),
                   [](const Surprise& a, const Surprise& b) { return a.ratio > b.ratio; });
  return surprises;
}

}  // namespace stepscope
