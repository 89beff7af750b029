#include <fmt/format.h>

#include <map>

#include "core/report/number_text.h"
#include "core/report/sections.h"
#include "core/report/stage_rows.h"

namespace stepscope {

namespace {

std::string change_text(const SlowSwitch& s) {
  return fmt::format("{}: {} instead of {}", s.key, s.fast_value, s.value);
}

std::string measured_text(const SlowSwitch& s) {
  const bool saves = s.saving->saving_ns >= 0.0;
  const double sign = saves ? 1.0 : -1.0;
  const double low = saves ? s.saving->low_ns : s.saving->high_ns, high = saves ? s.saving->high_ns : s.saving->low_ns;
  return fmt::format("{}: measured: {} {} per step (95 % interval {} to {}, {} pairs, {}). {}", change_text(s),
                     saves ? "saves" : "costs", duration_text(sign * s.saving->saving_ns), duration_text(sign * low),
                     duration_text(sign * high), s.saving->pairs, s.saving->source, s.explanation);
}

std::string untried_text(const SlowSwitch& s) {
  std::string stages;
  for (const Stage stage : s.scope.stages) stages += (stages.empty() ? "" : ", ") + row_title(stage);
  if (!stages.empty()) stages = fmt::format(" It acts on {}: {} per step.", stages, duration_text(s.scope.acts_on_ns));
  return fmt::format("{}.{} {}", change_text(s), stages, s.explanation);
}

// Those that cannot help here, by the reason.
void add_useless(Blocks& out, const RunFindings& f) {
  std::map<std::string, std::string> keys;
  for (const SlowSwitch& s : f.slow_switches) {
    if (s.measured() || s.untried()) continue;
    std::string& list = keys[s.saving ? s.saving->why_not : s.scope.why_no_effect];
    list += (list.empty() ? "" : ", ") + s.key;
  }
  if (keys.empty()) return;
  std::string text = "Not in their fast position either, but without effect on the steps of this run: ";
  for (bool first = true; const auto& [why, list] : keys) {
    text += fmt::format("{}{} ({})", first ? "" : "; ", list, why);
    first = false;
  }
  out.emplace_back(Paragraph{text + "."});
}

// For a shell, where names are as they should be.
std::string ablation_command(const RunFacts& facts) {
  for (const std::string* name : {&facts.token, &facts.planner, &facts.challenge})
    if (name->empty() || name->find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") != std::string::npos)
      return "stepscope-cli ablate";
  return fmt::format("stepscope-cli ablate --data DATA --scenario {} --planner {} --challenge {} --out FOLDER",
                     facts.token, facts.planner, facts.challenge);
}

}  // namespace

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
  Items measured, untried;
  for (const SlowSwitch& s : f.slow_switches) {
    if (s.measured()) measured.texts.push_back(measured_text(s));
    if (s.untried()) untried.texts.push_back(untried_text(s));
  }
  const bool several = measured.texts.size() > 1;
  if (!measured.texts.empty()) out.emplace_back(std::move(measured));
  if (!f.reported.why_no_savings.empty())
    out.emplace_back(Paragraph{"Measured savings are not shown: " + f.reported.why_no_savings + "."});
  if (!untried.texts.empty()) {
    out.emplace_back(
        Paragraph{"Not in their fast position, and what that costs here is not measured yet: run the ablation (" +
                  ablation_command(f.run().facts) +
                  "). The times are those of the stages that a switch acts on, not what it saves:"});
    out.emplace_back(std::move(untried));
  }
  add_useless(out, f);
  if (several)
    out.emplace_back(
        Paragraph{"Savings are never added up: switches that save the same time save it once. Only a measured "
                  "combination counts."});
}

}  // namespace stepscope
