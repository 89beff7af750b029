#include "app/cli/queries_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/sqlite/query_plan.h"

namespace stepscope::cli {

namespace {

using nlohmann::ordered_json;

double us(std::int64_t ns) { return static_cast<double>(ns) * 1e-3; }

// Text of a file on one line of the terminal: nothing in it moves the cursor.
std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) line += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  return line;
}

std::string indented(const std::string& text) {
  std::string lines = "          ";
  for (const char c : text) lines += c == '\n' ? std::string("\n          ") : one_line({&c, 1});
  return lines + '\n';
}

PlanFigures plan_figures(const QuerySums& sums) {
  return {.calls = sums.statements, .rows = sums.rows, .scanned = sums.scanned};
}

const std::string& site_text(const StatementLog& log, std::int32_t site) {
  static const std::string kNone = "not recorded";
  return site < 0 ? kNone : log.sites[static_cast<std::size_t>(site)];
}

std::string per_step(std::int64_t count, std::size_t steps) {
  return fmt::format("{:.2f}", static_cast<double>(count) / static_cast<double>(std::max<std::size_t>(steps, 1)));
}

std::string counts_line(const char* what, const QuerySums& sums) {
  return fmt::format("{}: {} statements, {} rows, {} connections; {:.1f} µs in statements, {:.1f} µs opening\n", what,
                     sums.statements, sums.rows, sums.connections, us(sums.ns), us(sums.connect_ns));
}

void add_statement(std::string& text, const StatementLog& log, const QueryLedger& ledger,
                   const StatementFigures& figures, std::size_t steps) {
  const QuerySums& s = figures.sums;
  const StatementText& statement = log.texts[static_cast<std::size_t>(figures.statement)];
  text += fmt::format("{:>9} {:>9} {:>9} {:>9} {:>7} {:>11.1f} {:>9.2f} {:>9.2f} {:>9.2f} {:>7.2f} {:>9} {:>9}\n",
                      s.statements, per_step(s.statements, steps), s.rows, per_step(s.rows, steps), s.connections,
                      us(s.ns), figures.time.mean * 1e-3, figures.time.p95 * 1e-3, figures.time.max * 1e-3,
                      100.0 * figures.share, s.repeats_in_step, s.repeats);
  text += indented(statement.sql);
  const PlanVerdict verdict = plan_verdict(statement, plan_figures(s));
  if (!verdict.text.empty()) text += indented("plan: " + verdict.text);
  for (const SiteFigures& site : ledger.sites)
    if (site.statement == figures.statement)
      text += indented(fmt::format("{} of them by {}", site.sums.statements, site_text(log, site.site)));
}

ordered_json sums_json(const QuerySums& s) {
  return {{"statements", s.statements},
          {"rows", s.rows},
          {"connections", s.connections},
          {"scanned_rows", s.scanned},
          {"ns", s.ns},
          {"connect_ns", s.connect_ns},
          {"repeats_in_step", s.repeats_in_step},
          {"cacheable", s.repeats},
          {"cacheable_ns", s.repeats_ns}};
}

ordered_json statement_json(const StatementLog& log, const StatementFigures& figures) {
  const StatementText& text = log.texts[static_cast<std::size_t>(figures.statement)];
  const PlanVerdict verdict = plan_verdict(text, plan_figures(figures.sums));
  ordered_json json{{"statement", text.sql}};
  json.update(sums_json(figures.sums));
  json["mean_ns"] = figures.time.mean;
  json["p95_ns"] = figures.time.p95;
  json["max_ns"] = figures.time.max;
  json["share_of_steps"] = figures.share;
  json["plan"] = text.plan.empty() ? ordered_json(nullptr) : ordered_json(text.plan);
  json["verdict"] = verdict.text.empty() ? ordered_json(nullptr) : ordered_json(verdict.text);
  json["scans"] = verdict.grade == PlanGrade::kScan;
  return json;
}

}  // namespace

std::string queries_text(const std::string& name, const ProfiledRun& run, const QueryLedger& ledger) {
  const StatementLog& log = run.statement_log;
  const QuerySums& all = ledger.inside;
  const std::size_t steps = ledger.steps.size();
  const std::string range = steps == 0   ? "no steps"
                            : steps == 1 ? fmt::format("step {}", ledger.range.first)
                                         : fmt::format("steps {} to {}", ledger.range.first, ledger.range.last);
  std::string text = fmt::format("{} · {} · {} · profile {}\n", one_line(name), one_line(run.facts.planner),
                                 one_line(run.facts.challenge), one_line(run.facts.profile));
  text += counts_line(range.c_str(), all);
  if (ledger.counted.statements != all.statements)
    text +=
        fmt::format("the steps counted {} statements: not every execution was recorded\n", ledger.counted.statements);
  if (all.statements > 0) {
    text += fmt::format("per step: {} statements, {} rows, {} connections, {:.1f} µs of {:.1f} µs\n",
                        per_step(all.statements, steps), per_step(all.rows, steps), per_step(all.connections, steps),
                        us(all.ns + all.connect_ns) / static_cast<double>(steps),
                        us(ledger.wall_ns) / static_cast<double>(steps));
    text += fmt::format("{:>9} {:>9} {:>9} {:>9} {:>7} {:>11} {:>9} {:>9} {:>9} {:>7} {:>9} {:>9}\n", "calls",
                        "per step", "rows", "per step", "opened", "total µs", "mean µs", "p95 µs", "max µs", "% step",
                        "in step", "cacheable");
  }
  for (const StatementFigures& figures : ledger.statements) add_statement(text, log, ledger, figures, steps);
  if (all.statements > 0)
    text += "total µs: preparing and fetching; % step: that and opening its connections, of the time of these steps\n";
  if (all.repeats > 0)
    text += fmt::format(
        "a cache of answers would have saved {} statements and {:.1f} µs: they had been asked with the "
        "same parameters before\n",
        all.repeats, us(all.repeats_ns));
  if (ledger.outside_sums.statements > 0 || ledger.outside_sums.connections > 0)
    text += counts_line("outside of steps", ledger.outside_sums);
  const QueryLedger loading = query_ledger(run.loading, {});
  if (loading.outside_sums.statements > 0)
    text += counts_line("loading the scenario, before the run", loading.outside_sums);
  if (all.statements == 0 && ledger.counted.statements == 0)
    text += "no statement in these steps: everything they need was read before the first step\n";
  text.pop_back();  // the last line break comes from whoever prints
  return text;
}

ordered_json queries_json(const std::string& name, const ProfiledRun& run, const QueryLedger& ledger) {
  const StatementLog& log = run.statement_log;
  ordered_json statements = ordered_json::array(), outside = ordered_json::array(), steps = ordered_json::array();
  for (const StatementFigures& figures : ledger.statements) {
    ordered_json json = statement_json(log, figures);
    json["call_sites"] = ordered_json::array();
    for (const SiteFigures& site : ledger.sites) {
      if (site.statement != figures.statement) continue;
      ordered_json of_site{
          {"call_site", site.site < 0 ? ordered_json(nullptr) : ordered_json(site_text(log, site.site))}};
      of_site.update(sums_json(site.sums));
      json["call_sites"].push_back(std::move(of_site));
    }
    statements.push_back(std::move(json));
  }
  for (const StatementFigures& figures : ledger.outside) outside.push_back(statement_json(log, figures));
  const QueryLedger load = query_ledger(run.loading, {});
  ordered_json loading = ordered_json::array();
  for (const StatementFigures& figures : load.outside) loading.push_back(statement_json(run.loading, figures));
  for (std::size_t k = 0; k < ledger.steps.size(); ++k) {
    ordered_json json{{"step", ledger.range.first + static_cast<std::int32_t>(k)}};
    json.update(sums_json(ledger.steps[k]));
    steps.push_back(std::move(json));
  }
  return {{"folder", name},
          {"planner", run.facts.planner},
          {"challenge", run.facts.challenge},
          {"profile", run.facts.profile},
          {"first_step", ledger.range.first},
          {"last_step", ledger.range.last},
          {"wall_ns", ledger.wall_ns},
          {"database_ns", ledger.database_ns},
          {"counted",
           {{"statements", ledger.counted.statements},
            {"rows", ledger.counted.rows},
            {"connections", ledger.counted.connections}}},
          {"in_steps", sums_json(ledger.inside)},
          {"outside_of_steps", sums_json(ledger.outside_sums)},
          {"loading", run.loading.executions.empty() ? ordered_json(nullptr) : sums_json(load.outside_sums)},
          {"statements", std::move(statements)},
          {"statements_outside_of_steps", std::move(outside)},
          {"statements_of_loading", std::move(loading)},
          {"steps", std::move(steps)}};
}

}  // namespace stepscope::cli
