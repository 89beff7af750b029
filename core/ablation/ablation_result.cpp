#include "core/ablation/ablation_result.h"

namespace stepscope {

std::string effect_word(const MeasuredEffect& effect) {
  if (effect.is_void())
    return effect.output.first_step
               ? "void: outputs differ from step " + std::to_string(*effect.output.first_step) + " on"
               : "void: outputs differ";
  switch (effect.answer.verdict) {
    case Verdict::kFaster:
      return "faster";
    case Verdict::kSlower:
      return "slower";
    case Verdict::kEquivalent:
      return "no effect";
    case Verdict::kInconclusive:
      return effect.answer.within_floor() ? "inconclusive: within the noise floor" : "inconclusive";
    case Verdict::kRefused:
      break;
  }
  return "too few pairs";
}

}  // namespace stepscope
