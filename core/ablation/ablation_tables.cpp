#include "core/ablation/ablation_tables.h"

#include <fmt/format.h>

#include "core/ablation/ablation_text.h"
#include "core/record/csv.h"

namespace stepscope {

namespace {

constexpr const char* kNone = "–";

std::string saving_cell(const AblationCell& cell, const StepUnit& unit) {
  if (!cell.effect) return kNone;
  return fmt::format("{} ({})", unit.ms(cell.effect->saving.ns), ratio_text(cell.effect->answer.total.ratio));
}

std::string level_cell(const AblationCell& cell, const StepUnit& unit) {
  if (!cell.effect) return kNone;
  return fmt::format("{} ({})", unit.ms(cell.effect->with_ns), ratio_text(cell.effect->answer.total.ratio));
}

std::string interval_cell(const AblationCell& cell, const StepUnit& unit) {
  return cell.effect && cell.effect->saving.interval ? unit.ms(*cell.effect->saving.interval) : std::string(kNone);
}

TableRow effect_row(const AblationRow& row, const StepUnit& unit) {
  const std::string output = output_text(row);
  return {{number_text(row.what), row.what.title,
           row.what.estimated_ms ? fmt::format("{:.0f}", *row.what.estimated_ms) : kNone, saving_cell(row.alone, unit),
           saving_cell(row.removed, unit) + (row.removed.effect && row.added_to_fast ? " added" : ""),
           level_cell(row.cumulative, unit), interval_cell(row.alone, unit), verdict_text(row.alone),
           output.empty() ? kNone : output}};
}

// Rows that are one comparison. Interval and verdict are those of the saving.
TableRow whole_row(const std::string& title, const AblationCell& cell, const StepUnit& unit, bool level) {
  TableRow row{{"", title, kNone, saving_cell(cell, unit), kNone, level ? level_cell(cell, unit) : kNone,
                interval_cell(cell, unit), verdict_text(cell),
                cell.effect ? output_word(cell.effect->output.state) : kNone}};
  row.strong = level;
  return row;
}

TableRow interval_row(const std::string& number, const AblationRow& row, const StepUnit& unit) {
  const auto p = [](const AblationCell& cell) {
    return cell.effect ? fmt::format("{:.3f}", cell.effect->corrected_p) : std::string(kNone);
  };
  const auto saving = [&unit](const AblationCell& cell) {
    return cell.effect ? unit.ms(cell.effect->saving.ns) : std::string(kNone);
  };
  return {{number, row.what.title, p(row.alone), saving(row.removed), interval_cell(row.removed, unit),
           row.removed.effect ? effect_word(*row.removed.effect) : kNone, p(row.removed), saving(row.cumulative),
           interval_cell(row.cumulative, unit), row.cumulative.effect ? effect_word(*row.cumulative.effect) : kNone,
           row.alone.effect ? unit.ms(row.alone.effect->preparation_ns) : kNone}};
}

std::string processor_cell(const AblationCell& cell, const StepUnit& unit) {
  if (!cell.effect || !cell.effect->processor) return kNone;
  return fmt::format("{} ({})", unit.ms(cell.effect->processor_saving.ns), ratio_text(cell.effect->processor->ratio));
}

std::string processor_interval(const AblationCell& cell, const StepUnit& unit) {
  return cell.effect && cell.effect->processor_saving.interval ? unit.ms(*cell.effect->processor_saving.interval)
                                                               : std::string(kNone);
}

TableRow processor_row(const std::string& number, const std::string& title, const AblationCell& alone,
                       const AblationCell& removed, const AblationCell& cumulative, const StepUnit& unit) {
  return {{number, title, processor_cell(alone, unit), processor_interval(alone, unit), processor_cell(removed, unit),
           processor_interval(removed, unit), processor_cell(cumulative, unit)}};
}

void add_line(std::string& out, const AblatedSwitch& what, const std::string& column, const AblationCell& cell) {
  out +=
      fmt::format("{},{},{},{},{},{},{},", what.number, csv_field(what.title), csv_field(what.key), csv_field(what.off),
                  csv_field(what.on), what.estimated_ms ? fmt::format("{:.0f}", *what.estimated_ms) : "", column);
  if (!cell.effect) {
    out += fmt::format(",,,,,,,,,,,,,,,{}\n", csv_field(cell.why_not));
    return;
  }
  const MeasuredEffect& e = *cell.effect;
  const auto ms = [](double ns) { return fmt::format("{:.6f}", ns * 1e-6); };
  const auto& saving = e.saving.interval;
  const auto& ratio = e.answer.total.interval;
  out +=
      fmt::format("{},{},{},{},{},{},{:.6f},{},{},{:.6f},{:.6f},{},{},{},{},{}\n", e.answer.total.pairs,
                  ms(e.without_ns), ms(e.with_ns), ms(e.saving.ns), saving ? ms(saving->low) : "",
                  saving ? ms(saving->high) : "", e.answer.total.ratio, ratio ? fmt::format("{:.6f}", ratio->low) : "",
                  ratio ? fmt::format("{:.6f}", ratio->high) : "", e.answer.total.p, e.corrected_p,
                  e.processor ? fmt::format("{:.6f}", e.processor->ratio) : "", ms(e.processor_saving.ns),
                  ms(e.preparation_ns), csv_field(effect_word(e)), csv_field(output_word(e.output.state)));
}

}  // namespace

std::string column_words() {
  return "Milliseconds per step. Estimate: what the list expected, never measured. Alone: what switching it on saves "
         "from baseline, and the ratio of times, with interval and verdict. In fast: what having it saves there, "
         "measured "
         "without it (added: where fast leaves it out, with it). Cumulative: what a step takes with everything up to "
         "this "
         "row on, and the ratio to baseline. Interval and verdict are those of the saving alone; of fast, of all that "
         "it saves.";
}

Table effect_table(const AblationResult& result) {
  const StepUnit unit = unit_of(result);
  Table table{.columns = {{"#"},
                          {"optimisation", Align::kLeft},
                          {"estimate"},
                          {"alone"},
                          {"in fast"},
                          {"cumulative"},
                          {"95 % interval"},
                          {"verdict", Align::kLeft},
                          {"output", Align::kLeft}},
              .rows = {}};
  std::string phase;
  for (const AblationRow& row : result.rows) {
    if (row.what.phase() != phase) {
      phase = row.what.phase();
      TableRow title{std::vector<std::string>(table.columns.size())};
      title.cells[1] = phase;
      title.strong = true;
      table.rows.push_back(std::move(title));
    }
    table.rows.push_back(effect_row(row, unit));
  }
  table.rows.push_back(whole_row("fast", result.joint, unit, true));
  table.rows.push_back(whole_row("the same twice: baseline", result.same_baseline, unit, false));
  table.rows.push_back(whole_row("the same twice: fast", result.same_fast, unit, false));
  return table;
}

Table interval_table(const AblationResult& result) {
  const StepUnit unit = unit_of(result);
  Table table{.columns = {{"#"},
                          {"optimisation", Align::kLeft},
                          {"alone: p"},
                          {"in fast"},
                          {"95 % interval"},
                          {"verdict", Align::kLeft},
                          {"p"},
                          {"cumulative"},
                          {"95 % interval"},
                          {"verdict", Align::kLeft},
                          {"preparation"}},
              .rows = {}};
  for (const AblationRow& row : result.rows)
    if (row.alone.effect) table.rows.push_back(interval_row(number_text(row.what), row, unit));
  return table;
}

Table processor_table(const AblationResult& result) {
  const StepUnit unit = unit_of(result);
  Table table{.columns = {{"#"},
                          {"optimisation", Align::kLeft},
                          {"alone"},
                          {"95 % interval"},
                          {"in fast"},
                          {"95 % interval"},
                          {"cumulative"}},
              .rows = {}};
  if (!result.joint.effect || !result.joint.effect->processor) return table;
  const AblationCell none;
  for (const AblationRow& row : result.rows)
    if (row.alone.effect)
      table.rows.push_back(
          processor_row(number_text(row.what), row.what.title, row.alone, row.removed, row.cumulative, unit));
  table.rows.push_back(processor_row("", "fast", none, none, result.joint, unit));
  table.rows.back().strong = true;
  table.rows.push_back(processor_row("", "the same twice: baseline", result.same_baseline, none, none, unit));
  table.rows.push_back(processor_row("", "the same twice: fast", none, result.same_fast, none, unit));
  return table;
}

std::string ablation_csv(const AblationResult& result) {
  std::string out =
      "number,title,switch,off,on,estimate_ms,measured,pairs,without_ms,with_ms,saving_ms,saving_low_ms,saving_high_ms,"
      "ratio,ratio_low,ratio_high,p,corrected_p,processor_ratio,processor_saving_ms,preparation_ms,verdict,output\n";
  for (const AblationRow& row : result.rows) {
    add_line(out, row.what, "alone", row.alone);
    add_line(out, row.what, row.added_to_fast ? "added to fast" : "removed from fast", row.removed);
    add_line(out, row.what, "cumulative", row.cumulative);
  }
  add_line(out, {.title = "fast"}, "joint", result.joint);
  add_line(out, {.title = "baseline"}, "the same twice", result.same_baseline);
  add_line(out, {.title = "fast"}, "the same twice", result.same_fast);
  return out;
}

}  // namespace stepscope
