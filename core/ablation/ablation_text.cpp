#include "core/ablation/ablation_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace stepscope {

StepUnit::StepUnit(double baseline_ns)
    : decimals_(baseline_ns >= 1e8   ? 1
                : baseline_ns >= 1e7 ? 2
                : baseline_ns >= 1e6 ? 3
                                     : 4) {}

std::string StepUnit::ms(double ns) const {
  std::string text = fmt::format("{:.{}f}", ns * 1e-6, decimals_);
  if (text.starts_with('-') && text.find_first_not_of("-0.") == std::string::npos) text.erase(0, 1);
  return text;
}

std::string StepUnit::ms(const Interval& interval) const { return ms(interval.low) + " … " + ms(interval.high); }

StepUnit unit_of(const AblationResult& result) {
  return StepUnit(result.joint.effect ? result.joint.effect->without_ns : 1e7);
}

std::string ratio_text(double ratio) { return fmt::format("{:.3f}", ratio); }

std::string ratio_text(const std::optional<Interval>& ratio) {
  return ratio ? ratio_text(ratio->low) + " … " + ratio_text(ratio->high) : std::string();
}

std::string output_word(OutputState state) {
  if (state == OutputState::kEqual) return "equal";
  return state == OutputState::kWithinTolerance ? "within tolerance" : "differ";
}

std::string verdict_text(const AblationCell& cell) { return cell.effect ? effect_word(*cell.effect) : cell.why_not; }

std::string output_text(const AblationRow& row) {
  const OutputGate* worst = nullptr;
  for (const AblationCell* cell : {&row.alone, &row.removed, &row.cumulative})
    if (cell->effect && (worst == nullptr || cell->effect->output.state > worst->state)) worst = &cell->effect->output;
  return worst == nullptr ? std::string() : output_word(worst->state);
}

std::string number_text(const AblatedSwitch& what) {
  return what.number > 0 ? std::to_string(what.number) : std::string("–");
}

}  // namespace stepscope
