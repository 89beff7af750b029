#include "core/report/profile_markdown.h"

#include <fmt/format.h>

#include "core/pstats/quantity.h"
#include "core/report/markdown.h"

namespace stepscope {

namespace {

constexpr std::size_t kFunctions = 30;

std::string ms(std::optional<double> value) { return value ? three_digits(*value) : "–"; }

void add_stages(std::string& out, const PythonProfile& profile, const RunStatistics* run) {
  out += "## Where the time goes\n\n| stage | s | share % | Python ms/step |";
  out += run != nullptr ? " Stepscope ms/step | Python / Stepscope |\n|---|--:|--:|--:|--:|--:|\n"
                        : "\n|---|--:|--:|--:|\n";
  for (const StageBeside& row : beside_rows(profile, run)) {
    const bool sum = row.kind == StageBeside::Kind::kStep || row.kind == StageBeside::Kind::kWhole;
    const char* bold = sum ? "**" : "";
    out += fmt::format("| {}{}{}{} | {} | {:.1f} | {} |", row.kind == StageBeside::Kind::kPart ? "· " : "", bold,
                       row.title, bold, three_digits(row.python_s), 100.0 * row.share, ms(row.python_ms));
    if (run != nullptr)
      out += fmt::format(" {} | {} |", ms(row.stepscope_ms), row.ratio ? three_digits(*row.ratio) + "×" : "–");
    out += "\n";
  }
  out +=
      "\nTimes are own times: a stage without those inside it. Stages up to \"the loop itself\" add up to \"a step\"; "
      "with what is paid once they add up to the whole profile. Lines with a dot are parts of the line above.\n\n";
}

void add_counts(std::string& out, const PythonProfile& profile) {
  const QueryCounts& q = profile.queries;
  if (!q.built_ins) return;
  out += "## Counts\n\n| what | in all | per step |\n|---|--:|--:|\n";
  const auto add = [&](std::string_view what, std::int64_t count) {
    out += fmt::format("| {} | {} | {} |\n", what, count_text(count),
                       profile.steps > 0 ? three_digits(profile.per_step(static_cast<double>(count))) : "–");
  };
  add("statements executed", q.statements);
  add("connections opened", q.connections);
  add("rows handed on by row generators", q.rows);
  add("single rows fetched, at most", q.single_rows);
  add("resumptions of row generators (no queries)", q.resumptions);
  if (q.object_relational) add("rows loaded lazily, a statement each", q.lazy_loads);
  out += "\n";
}

void add_functions(std::string& out, const PythonProfile& profile) {
  out +=
      "## Longest functions\n\n| function | calls | own s | share % | cumulative s | stage "
      "|\n|---|--:|--:|--:|--:|---|\n";
  for (const std::size_t f : longest_functions(profile, kFunctions)) {
    const ProfiledFunction& function = profile.table.functions[f];
    out += fmt::format("| {} | {} | {} | {:.1f} | {} | {} |\n", markdown_text(function_text(function)),
                       count_text(function.calls), three_digits(function.own_s),
                       profile.profiled_s > 0.0 ? 100.0 * function.own_s / profile.profiled_s : 0.0,
                       three_digits(function.cumulative_s), stage_text(profile, f));
  }
  out += "\n";
}

}  // namespace

std::string profile_markdown(const PythonProfile& profile, const RunStatistics* run, const std::string& run_name) {
  std::string out = fmt::format("# Python profile {}\n\n", markdown_text(profile.name));
  out += profile.steps > 0
             ? fmt::format("{} s over {} steps ({}), {} calls of {} functions.", three_digits(profile.profiled_s),
                           count_text(profile.steps), profile.steps_from, count_text(profile.table.calls()),
                           count_text(static_cast<std::int64_t>(profile.table.functions.size())))
             : fmt::format("{} s, {} calls of {} functions.", three_digits(profile.profiled_s),
                           count_text(profile.table.calls()),
                           count_text(static_cast<std::int64_t>(profile.table.functions.size())));
  if (run != nullptr)
    out += fmt::format(" Beside it: {}, {} steps.", markdown_text(run_name), count_text(run->step.count));
  out += "\n\n";
  for (const std::string& sentence : profile_sentences(profile)) out += "- " + markdown_text(sentence) + "\n";
  out += "\n";
  add_stages(out, profile, run);
  add_counts(out, profile);
  add_functions(out, profile);
  return out;
}

}  // namespace stepscope
