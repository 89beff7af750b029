#include "core/pairing/output_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stepscope {

namespace {

std::string departure_words(const Departure& departure) {
  const std::string seen = departure.same_input ? "; the planner had seen the same up to there"
                                                : "; what the planner had seen was not the same any more";
  return fmt::format("from step {} on ({}: {}{})", departure.step, output_part_title(departure.part), departure.what,
                     departure.part == OutputPart::kPlan ? seen : "");
}

std::string reason_of_void(const OutputDifference& d, const OutputTolerance& tolerance) {
  if (const Departure* first = d.first_beyond(); first != nullptr) return departure_words(*first);
  if (d.steps_a != d.steps_b) return fmt::format("A made {} steps, B {}", d.steps_a, d.steps_b);
  if (d.rasters && d.rasters->share > tolerance.raster_share)
    return fmt::format("{:.2g} % of the network's pixels differ, first of all at step {}", 100.0 * d.rasters->share,
                       d.rasters->worst_step);
  if (d.score_a && d.score_b && std::abs(*d.score_a - *d.score_b) > tolerance.score)
    return fmt::format("A scores {:.3f}, B {:.3f}", *d.score_a, *d.score_b);
  if (d.inexact) return departure_words(*d.inexact);
  return "only one of the runs has a score";
}

std::string greatest_words(const Greatest& greatest, std::string_view unit) {
  if (greatest.step < 0) return {};
  return fmt::format("{} {} (step {})", difference_digits(greatest.value, 2), unit, greatest.step);
}

std::string motion_words(std::string_view title, const MotionDifference& d) {
  std::string words;
  for (const std::string& part :
       {greatest_words(d.position_m, "m"), greatest_words(d.heading_rad, "rad"), greatest_words(d.speed_mps, "m/s")})
    if (!part.empty()) words += (words.empty() ? "" : ", ") + part;
  return words.empty() ? std::string() : fmt::format("{}: up to {}.", title, words);
}

}  // namespace

std::string difference_digits(double value, int digits) {
  return value >= std::pow(10.0, digits - 1) ? fmt::format("{:.0f}", value) : fmt::format("{:.{}g}", value, digits);
}

std::string output_headline(const OutputDifference& d, const PairPromise& promise) {
  switch (judge(d, promise)) {
    case OutputVerdict::kEqual:
      return fmt::format("The outputs are equal to the last bit over {} steps.", d.steps_a);
    case OutputVerdict::kWithinTolerance:
      return fmt::format("The outputs differ within what is allowed over {} steps.", d.steps_a);
    case OutputVerdict::kVoid:
      return fmt::format("Void: the outputs differ, {}.", reason_of_void(d, promise.tolerance));
    case OutputVerdict::kNotPromised:
      break;
  }
  if (!d.inexact)
    return fmt::format("A made {} steps, B {}; as far as both went, they did the same.", d.steps_a, d.steps_b);
  const OutputTolerance& apart = promise.tolerance;
  if (const auto& ego = d.beyond[static_cast<std::size_t>(OutputPart::kEgo)])
    return fmt::format("The two part at step {} (ego: {}); nobody promised otherwise.", ego->step, ego->what);
  return fmt::format(
      "The two do different things, {}, but drive within {:g} m, {:g} rad and {:g} m/s of each other; nobody promised "
      "otherwise.",
      departure_words(*d.inexact), apart.position_m, apart.heading_rad, apart.speed_mps);
}

std::vector<std::string> output_details(const OutputDifference& d, const PairPromise& promise) {
  std::vector<std::string> out;
  for (const OutputPart part : {OutputPart::kEgo, OutputPart::kObjects, OutputPart::kPlan})
    if (std::string words = motion_words(output_part_title(part), d.of(part)); !words.empty())
      out.push_back(std::move(words));
  if (d.rasters)
    out.push_back(fmt::format("rasters: {:.2g} % of the pixels differ, {:.2g} % at most (step {}).",
                              100.0 * d.rasters->share, 100.0 * d.rasters->worst_share, d.rasters->worst_step));
  if (d.score_a && d.score_b && *d.score_a != *d.score_b)
    out.push_back(fmt::format("score: {:.4f} against {:.4f}.", *d.score_a, *d.score_b));
  if (promise.kind == PairPromise::Kind::kNone && d.inexact)
    out.push_back(fmt::format("The first bit differs {}.", departure_words(*d.inexact)));
  if (promise.kind != PairPromise::Kind::kWithinTolerance) return out;
  const OutputTolerance& t = promise.tolerance;
  std::string allowed = fmt::format("Allowed are {:g} m, {:g} rad, {:g} m/s, {:g} of the score", t.position_m,
                                    t.heading_rad, t.speed_mps, t.score);
  if (t.raster_share > 0.0) allowed += fmt::format(", {:g} % of the pixels", 100.0 * t.raster_share);
  for (std::size_t i = 0; i < t.reasons.size(); ++i) allowed += (i == 0 ? " (" : "; ") + t.reasons[i];
  out.push_back(allowed + ").");
  return out;
}

}  // namespace stepscope
