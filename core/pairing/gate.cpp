#include "core/pairing/gate.h"

#include <fmt/format.h>

#include "core/analysis/duration_words.h"

namespace stepscope {

namespace {

// A limit of a ratio from here on was probably meant as a time.
constexpr double kHardlyARatio = 10.0;

bool holds(GateOrder order, double value, double limit) {
  switch (order) {
    case GateOrder::kAtMost:
      return value <= limit;
    case GateOrder::kBelow:
      return value < limit;
    case GateOrder::kAtLeast:
      return value >= limit;
    case GateOrder::kAbove:
      return value > limit;
  }
  return false;
}

std::string number_words(GateScale scale, double value) {
  switch (scale) {
    case GateScale::kTime:
      return duration_words(value);
    case GateScale::kShare:
      return fmt::format("{:.3g} %", 100.0 * value);
    case GateScale::kRatio:
      return fmt::format("{:.3f}", value);
    case GateScale::kNumber:
      break;
  }
  return fmt::format("{:.4g}", value);
}

}  // namespace

GateResult evaluate(const Gate& gate, const GateEvidence& evidence) {
  GateResult out{.gate = gate};
  out.measured = gate.scale == GateScale::kRatio ? evidence.ratio(gate.metric) : evidence.value(gate.metric);
  if (!out.measured) {
    out.why =
        gate.scale == GateScale::kRatio
            ? "there is no ratio: the runs spend no time on it, or there is nothing to compare with"
        : gate.metric.kind == GateMetric::Kind::kScore
            ? "there is no score: no metric could be computed (in open loop the log must go on for 8 s behind the "
              "scenario)"
            : "was not measured";
    return out;
  }
  if (gate.scale == GateScale::kShare) {
    const auto steps = static_cast<double>(evidence.steps());
    out.measured = GateValue{.value = steps > 0.0 ? out.measured->value / steps : 0.0};
  }
  out.passed = holds(gate.order, out.measured->value, gate.limit);
  const std::optional<Interval>& interval = out.measured->interval;
  out.uncertain =
      interval && holds(gate.order, interval->low, gate.limit) != holds(gate.order, interval->high, gate.limit);
  return out;
}

std::string gate_words(const GateResult& result) {
  const std::string verdict = !result.passed     ? "gate failed"
                              : result.uncertain ? "gate passed, but not for certain"
                                                 : "gate passed";
  if (!result.measured) return fmt::format("{}: {}: {}", verdict, result.gate.text, result.why);
  const GateScale scale = result.gate.scale;
  std::string words =
      fmt::format("{}: {} is {}", verdict, result.gate.text, number_words(scale, result.measured->value));
  if (const auto& interval = result.measured->interval)
    words += fmt::format(" ({} to {})", number_words(scale, interval->low), number_words(scale, interval->high));
  if (scale == GateScale::kRatio && result.gate.limit >= kHardlyARatio)
    words += ", times A's: a limit of time has a unit, as 100ms";
  if (!result.passed && result.uncertain) words += ", but not for certain: more pairs might pass it";
  return words;
}

}  // namespace stepscope
