#pragma once

#include <string>

#include "core/ablation/ablation_result.h"

namespace stepscope {

// Numbers of one ablation in milliseconds per step share their decimals, chosen by what a step of the baseline takes.
class StepUnit {
 public:
  explicit StepUnit(double baseline_ns);
  std::string ms(double ns) const;                 // "4.21", "-0.03"
  std::string ms(const Interval& interval) const;  // "4.02 … 4.40"

 private:
  int decimals_{2};
};
StepUnit unit_of(const AblationResult& result);

std::string ratio_text(double ratio);                          // "0.872"
std::string ratio_text(const std::optional<Interval>& ratio);  // "0.861 … 0.883"; empty without
std::string output_word(OutputState state);                    // "equal", "within tolerance", "differ"

// Of a cell that is not measured its reason, of one that is effect_word().
std::string verdict_text(const AblationCell& cell);
// The worst output of a row's three cells; empty if none is measured.
std::string output_text(const AblationRow& row);
// "4", or for switches beyond the list "–".
std::string number_text(const AblatedSwitch& what);

}  // namespace stepscope
