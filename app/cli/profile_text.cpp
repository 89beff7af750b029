#include "app/cli/profile_text.h"

#include <fmt/core.h>

#include "core/pstats/quantity.h"

namespace stepscope::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kFunctionsShown = 12;
constexpr std::size_t kFunctionsWritten = 100;
constexpr std::size_t kLineWidth = 100;

std::string number(std::optional<double> value) { return value ? three_digits(*value) : "-"; }
Json json_number(std::optional<double> value) { return value ? Json(*value) : Json(nullptr); }

// Words of `text` in lines, the following ones indented.
std::string wrapped(const std::string& text) {
  std::string out = "  - ";
  std::size_t width = 4;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    if (width > 4 && width + end - begin > kLineWidth) {
      out += "\n    ";
      width = 4;
    }
    out += text.substr(begin, end - begin) + (end < text.size() ? " " : "");
    width += end - begin + 1;
    begin = end + 1;
  }
  return out + "\n";
}

std::string_view kind_text(RowGenerator::Kind kind) {
  switch (kind) {
    case RowGenerator::Kind::kExecutes:
      return "executes";
    case RowGenerator::Kind::kHandsOn:
      return "hands_on";
    case RowGenerator::Kind::kUnknown:
      return "unknown";
  }
  return "";
}

Json counts_json(const PythonProfile& profile) {
  const QueryCounts& q = profile.queries;
  Json generators = Json::array();
  for (const RowGenerator& g : q.generators)
    generators.push_back({{"function", function_text(profile.table.functions[g.function])},
                          {"kind", kind_text(g.kind)},
                          {"calls", g.calls},
                          {"statements", g.statements}});
  return {{"built_ins_profiled", q.built_ins},
          {"statements", q.statements},
          {"connections", q.connections},
          {"fetches", q.fetches},
          {"generator_resumptions", q.resumptions},
          {"generator_rows", q.rows},
          {"single_rows_at_most", q.single_rows},
          {"lazy_loads", q.lazy_loads},
          {"object_relational", q.object_relational},
          {"generators", std::move(generators)}};
}

Json functions_json(const PythonProfile& profile) {
  Json functions = Json::array();
  for (const std::size_t f : longest_functions(profile, kFunctionsWritten)) {
    const ProfiledFunction& function = profile.table.functions[f];
    Json parts = Json::object();
    for (std::size_t p = 0; p < kProfilePartCount; ++p)
      if (const double own_s = profile.attribution.own_s[f][p]; own_s > 0.0)
        parts[std::string(part_key(static_cast<ProfilePart>(p)))] = own_s;
    functions.push_back({{"file", function.file},
                         {"line", function.line},
                         {"name", function.name},
                         {"calls", function.calls},
                         {"own_s", function.own_s},
                         {"cumulative_s", function.cumulative_s},
                         {"named", profile.attribution.named[f].has_value()},
                         {"own_s_by_part", std::move(parts)}});
  }
  return functions;
}

}  // namespace

std::string profile_text(const PythonProfile& profile, const RunStatistics* run) {
  std::string out = fmt::format("{:<28}{:>10}{:>9}{:>16}", "stage", "s", "share %", "Python ms/step");
  if (run != nullptr) out += fmt::format("{:>19}{:>9}", "Stepscope ms/step", "ratio");
  out += "\n";
  for (const StageBeside& row : beside_rows(profile, run)) {
    const std::string title = (row.kind == StageBeside::Kind::kPart ? "  " : "") + std::string(row.title);
    out += fmt::format("{:<28}{:>10}{:>9.1f}{:>16}", title, three_digits(row.python_s), 100.0 * row.share,
                       number(row.python_ms));
    if (run != nullptr) out += fmt::format("{:>19}{:>9}", number(row.stepscope_ms), number(row.ratio));
    out += "\n";
  }
  out += "\n";
  for (const std::string& sentence : profile_sentences(profile)) out += wrapped(sentence);
  out += fmt::format("\n{:>10}{:>12}  {:<26}{}\n", "own s", "calls", "stage", "function");
  for (const std::size_t f : longest_functions(profile, kFunctionsShown))
    out += fmt::format("{:>10}{:>12}  {:<26}{}\n", three_digits(profile.table.functions[f].own_s),
                       profile.table.functions[f].calls, stage_text(profile, f),
                       function_text(profile.table.functions[f]));
  return out;
}

Json profile_json(const PythonProfile& profile, const RunStatistics* run) {
  Json stages = Json::array();
  for (const StageBeside& row : beside_rows(profile, run)) {
    if (row.kind == StageBeside::Kind::kPart) continue;
    stages.push_back({{"stage", row.key},
                      {"python_s", row.python_s},
                      {"share", row.share},
                      {"python_ms_per_step", json_number(row.python_ms)},
                      {"stepscope_ms_per_step", json_number(row.stepscope_ms)},
                      {"ratio", json_number(row.ratio)}});
  }
  Json parts = Json::object();
  for (std::size_t p = 0; p < kProfilePartCount; ++p)
    parts[std::string(part_key(static_cast<ProfilePart>(p)))] = profile.attribution.total_s[p];
  return {{"profile", profile.name},
          {"steps", profile.steps > 0 ? Json(profile.steps) : Json(nullptr)},
          {"steps_from", profile.steps_from},
          {"profiled_s", profile.profiled_s},
          {"calls", profile.table.calls()},
          {"functions_in_profile", profile.table.functions.size()},
          {"stages", std::move(stages)},
          {"own_s_by_part", std::move(parts)},
          {"counts", counts_json(profile)},
          {"sentences", profile_sentences(profile)},
          {"functions", functions_json(profile)}};
}

}  // namespace stepscope::cli
