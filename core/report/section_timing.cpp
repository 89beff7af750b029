#include <fmt/format.h>

#include <algorithm>

#include "core/report/charts.h"
#include "core/report/number_text.h"
#include "core/report/sections.h"
#include "core/report/stage_rows.h"

namespace stepscope {

namespace {

constexpr double kLeastShown = 0.0005;  // of the steps: smaller lines of the tree are left out of the table

// Below its stage a part need not repeat that one's name: "controller", "own".
std::string short_title(const BreakdownNode& node, int depth) {
  if (node.own && depth > 1) return "own";
  const std::string title = breakdown_title(node);
  const std::size_t colon = depth > 1 ? title.find(": ") : std::string::npos;
  return colon == std::string::npos ? title : title.substr(colon + 2);
}

void add_rows(Table& table, const BreakdownNode& node, const TableUnit& unit, bool calls, int depth) {
  const auto in_unit = [&unit](double ns) { return table_number(ns / unit.ns); };
  TableRow row{.cells = {short_title(node, depth), percent_text(node.share)}, .indent = depth, .strong = depth == 0};
  row.cells.push_back(depth == 0 ? "" : percent_text(node.share_of_parent));
  for (const double ns :
       {node.total.mean, node.self.mean, node.total.p50, node.total.p95, node.total.p99, node.total.max})
    row.cells.push_back(in_unit(ns));
  if (calls) row.cells.push_back(node.own ? "" : short_number(node.calls_per_step));
  table.rows.push_back(std::move(row));
  for (const BreakdownNode& part : node.parts)
    if (part.share >= kLeastShown || part.own) add_rows(table, part, unit, calls, depth + 1);
}

void add_breakdown(Blocks& out, const RunFindings& f) {
  out.emplace_back(Heading{3, "Where a step's time goes"});
  const TableUnit unit = table_unit(f.statistics);
  const bool calls = f.breakdown.source == BreakdownSource::kSpans;
  Table table{.columns = {{"part", Align::kLeft},
                          {"of the step"},
                          {"of above"},
                          {fmt::format("mean {}", unit.name)},
                          {fmt::format("own {}", unit.name)},
                          {fmt::format("p50 {}", unit.name)},
                          {fmt::format("p95 {}", unit.name)},
                          {fmt::format("p99 {}", unit.name)},
                          {fmt::format("max {}", unit.name)}},
              .rows = {}};
  if (calls) table.columns.push_back({"calls/step"});
  add_rows(table, f.breakdown.root, unit, calls, 0);
  out.emplace_back(std::move(table));
  std::string note =
      "The parts of every line add up to it, in every step; \"own\" is its time outside of its parts, and what no part "
      "of the step covers is \"unaccounted\". ";
  note += calls ? fmt::format("From the spans of {} steps; parts below {} are not shown.", f.breakdown.steps,
                              percent_text(kLeastShown))
                : "No spans were recorded: stages lie below the one they belong to, database and map I/O beside them.";
  out.emplace_back(Paragraph{note});
  out.emplace_back(Figure{breakdown_icicle(f.breakdown), "The step and its parts, as wide as their share."});
}

void add_split(Blocks& out, const RunFindings& f) {
  const CostSplit& s = f.split;
  out.emplace_back(Heading{3, "Framework, planner, and what is left of the budget"});
  const TableUnit unit = table_unit(f.statistics);
  const auto in_unit = [&unit](double ns) { return table_number(ns / unit.ns); };
  const double step = s.framework_ns + s.planner_ns;
  const auto share = [step](double ns) { return step > 0.0 ? percent_text(ns / step) : std::string("–"); };
  Table table{.columns = {{"", Align::kLeft}, {fmt::format("mean {}", unit.name)}, {"of the step"}, {"of 100 ms"}},
              .rows = {}};
  const auto add = [&](std::string name, double ns, int indent, bool strong) {
    table.rows.push_back({{std::move(name), in_unit(ns), share(ns), percent_text(ns / s.budget_ns)}, indent, strong});
  };
  add("framework, which every planner pays", s.framework_ns, 0, false);
  add("of it: reading log and map", s.database_ns, 1, false);
  add("of it: unaccounted", s.unaccounted_ns, 1, false);
  add("planner, with all it asks for", s.planner_ns, 0, false);
  add("step", step, 0, true);
  out.emplace_back(std::move(table));
  const auto left = [](double ns) {
    return ns >= 0.0 ? duration_text(ns) + " of the budget are left"
                     : "the budget is exceeded by " + duration_text(-ns);
  };
  std::string text = fmt::format("Against 100 ms: at the mean {}, at the 95th percentile {}.", left(s.left_at_mean_ns),
                                 left(s.left_at_p95_ns));
  if (!s.database_assigned)
    text += " No spans were recorded, so what the planner itself reads from the log counts as framework here.";
  out.emplace_back(Paragraph{text});
}

void add_stages(Blocks& out, const RunFindings& f) {
  const RunStatistics& s = f.statistics;
  out.emplace_back(Heading{3, "Stages by their own time"});
  const TableUnit unit = table_unit(s);
  const auto in_unit = [&unit](double ns) { return table_number(ns / unit.ns); };
  Table table{.columns = {{"stage", Align::kLeft},
                          {fmt::format("mean {}/step", unit.name)},
                          {fmt::format("p50 {}", unit.name)},
                          {fmt::format("p95 {}", unit.name)},
                          {fmt::format("p99 {}", unit.name)},
                          {fmt::format("max {}", unit.name)},
                          {"of the step"}},
              .rows = {}};
  const auto add = [&](std::string name, const Distribution& d, double share, bool strong) {
    table.rows.push_back({{std::move(name), in_unit(d.mean), in_unit(d.p50), in_unit(d.p95), in_unit(d.p99),
                           in_unit(d.max), percent_text(share)},
                          0,
                          strong});
  };
  std::vector<StageRow> rows = s.stages;
  std::ranges::stable_sort(rows, std::ranges::greater{}, &StageRow::share);
  for (const StageRow& row : rows) add(row_title(row.stage), row.self, row.share, false);
  add("step", s.step, 1.0, true);
  out.emplace_back(std::move(table));
  out.emplace_back(Paragraph{
      "Times of a stage are its own, without the stages inside it; they add up to the step wherever it happens."});
  out.emplace_back(Figure{stage_bars(s), "Own time of each stage, mean per step."});
}

std::string log_sentence(const RunFindings& f) {
  const RunFacts& facts = f.run().facts;
  const auto wait_ns = static_cast<double>(*facts.log_wait_ns);
  const auto writing = facts.switches.find("log");
  return fmt::format("After the last step the run waited {} for its simulation log{}: {} per step, in no step's time.",
                     duration_text(wait_ns), writing == facts.switches.end() ? "" : " (log=" + writing->second + ")",
                     duration_text(wait_ns / static_cast<double>(f.statistics.step.count)));
}

void add_deadlines(Blocks& out, const RunFindings& f) {
  const RunStatistics& s = f.statistics;
  out.emplace_back(Heading{3, "Steps and deadlines"});
  out.emplace_back(Figure{step_strip(f.run()), "Every step of the run, stacked by groups of stages."});
  Items items{
      {s.misses_100ms == 0
           ? fmt::format("None of {} is over 100 ms.", counted(s.step.count, "step"))
           : fmt::format("{} of {} are over 100 ms, {} over 1 s; the longest streak over 100 ms is {}.", s.misses_100ms,
                         counted(s.step.count, "step"), s.misses_1s, counted(s.longest_miss_streak, "step")),
       fmt::format("Headroom: 100 ms are {} times the 95th percentile. The run is {}× real time.",
                   short_number(s.step.p95 > 0.0 ? 100e6 / s.step.p95 : 0.0), short_number(s.real_time_factor)),
       fmt::format("The first step, cold, took {}; the others {} on average (median {}).",
                   duration_text(s.first_step_ns), duration_text(s.step_without_first.mean),
                   duration_text(s.step_without_first.p50)),
       fmt::format("The simulation's thread was on a processor for {} of the time; the rest is waiting or pre-emption.",
                   percent_text(s.cpu_share))}};
  if (f.run().facts.log_wait_ns && s.step.count > 0) items.texts.push_back(log_sentence(f));
  out.emplace_back(std::move(items));
  out.emplace_back(Figure{step_histogram(f.run()), "How long steps are."});
}

}  // namespace

TableUnit table_unit(const RunStatistics& statistics) {
  return statistics.step.mean < 1e6 ? TableUnit{"µs", 1e3} : TableUnit{"ms", 1e6};
}

void add_timing(Blocks& out, const RunFindings& f) {
  add_breakdown(out, f);
  add_split(out, f);
  add_stages(out, f);
  add_deadlines(out, f);
}

}  // namespace stepscope
