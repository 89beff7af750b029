#include "core/report/violation_text.h"

#include <fmt/format.h>

namespace stepscope {

namespace {

std::string number(double value) { return fmt::format("{:.4g}", value); }

std::string culprit_text(const Culprit& culprit) {
  if (const auto* track = std::get_if<Token>(&culprit)) return " (object " + track->hex() + ")";
  if (const auto* map = std::get_if<MapCulprit>(&culprit))
    return fmt::format(" ({} {})", layer_name(map->layer), map->id);
  return {};
}

}  // namespace

std::string violation_text(const MetricViolation& v) {
  std::string steps = fmt::format("step {}", v.step);
  if (v.last_step > v.step) steps = fmt::format("steps {} to {}", v.step, v.last_step);
  return fmt::format("{}: {}{}: {} against {}{}{}; without it {} here, {} in all", steps, v.what,
                     culprit_text(v.culprit), number(v.value), number(v.threshold), v.unit.empty() ? "" : " ", v.unit,
                     number(v.score_without), number(v.final_score_without));
}

}  // namespace stepscope
