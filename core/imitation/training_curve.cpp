#include "core/imitation/training_curve.h"

#include <fmt/format.h>

namespace stepscope {

std::string curve_csv(const std::vector<CurvePoint>& curve) {
  std::string text = "epoch,examples,seconds,learning_rate,loss,validation_loss";
  for (const char* kind : {"ade", "fde"})
    for (const double horizon : HorizonErrors::kHorizons) text += fmt::format(",{}_{:.0f}s_m", kind, horizon);
  text += '\n';
  for (const CurvePoint& point : curve) {
    text += fmt::format("{},{},{:.1f},{:.6g},{:.6g},{:.6g}", point.epoch, point.examples, point.seconds,
                        point.learning_rate, point.loss, point.validation_loss);
    for (const auto& errors : {point.errors.average, point.errors.final})
      for (const auto& error : errors) text += error ? fmt::format(",{:.4f}", *error) : ",";
    text += '\n';
  }
  return text;
}

}  // namespace stepscope
