#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/timing_columns.h"
#include "core/base/result.h"
#include "core/comparison/sign_flip.h"

namespace stepscope {

// What a gate looks at.
struct GateMetric {
  enum class Kind : std::uint8_t {
    kTotal,     // time of a whole run: loop and waiting at its end
    kMean,      // time per warm step of `source`, mean
    kQuantile,  // of the warm steps' times of `source`; 1 is the longest
    kMisses,    // warm steps over `budget_ns`
    kScore,     // final score, mean over scenarios
  };
  Kind kind{Kind::kTotal};
  TimeSource source;
  double quantile{0.5};
  std::int64_t budget_ns{0};
  bool operator==(const GateMetric&) const = default;
};

enum class GateOrder : std::uint8_t { kAtMost, kBelow, kAtLeast, kAbove };

// What the limit is compared with.
enum class GateScale : std::uint8_t {
  kRatio,   // B's time to A's
  kTime,    // B's time, ns
  kNumber,  // B's score or number of misses
  kShare,   // of the steps: misses
};

// A condition that a measurement must meet.
struct Gate {
  GateMetric metric;
  GateOrder order{GateOrder::kAtMost};
  double limit{0.0};
  GateScale scale{GateScale::kRatio};
  std::string text;  // as it was written
  bool operator==(const Gate&) const = default;
};

// metric order limit, with spaces wherever one likes:
//   metric  total | step | STAGE | STAGE.self | p50(STAGE) | p95(…) | p99(…) | max(…) | misses(TIME) | score
//   order   <= | < | >= | >
//   limit   a number alone: a ratio B/A of times, else a number; with ns, us, ms, s: B's time; misses take % of the
//   steps, too
// STAGE is a key of core/probe/stage.h ("planner", "step"), children included; with .self without. An error says at
// which character what was expected.
Result<Gate> parse_gate(const std::string& text);

// A ratio or a value with the interval that is known of it.
struct GateValue {
  double value{0.0};
  std::optional<Interval> interval;  // 95 %; none: not known
};

// Where gates take their values from.
class GateEvidence {
 public:
  virtual ~GateEvidence() = default;
  // B's to A's; none: there is none, e.g. A spends no time on it.
  virtual std::optional<GateValue> ratio(const GateMetric& metric) const = 0;
  // B's: ns, number of misses, score; none: not measured.
  virtual std::optional<GateValue> value(const GateMetric& metric) const = 0;
  // Warm steps of B, all runs: what a share of misses is taken of.
  virtual std::int64_t steps() const = 0;
};

struct GateResult {
  Gate gate;
  std::optional<GateValue> measured;  // none: fails for `why`
  std::string why;
  bool passed{false};
  bool uncertain{false};  // the interval has the limit inside: with more runs it might come out otherwise
};

// The measured value decides, not its interval: a gate fails if the value is beyond the limit. Uncertain ones say so.
GateResult evaluate(const Gate& gate, const GateEvidence& evidence);
// "gate failed: total<=1.05 is 1.072 (1.031 to 1.114)", "gate passed, but not for certain: …".
std::string gate_words(const GateResult& result);

}  // namespace stepscope
