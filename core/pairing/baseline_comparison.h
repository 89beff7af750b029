#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/pairing/gate.h"
#include "core/pairing/run_level.h"

namespace stepscope {

// B's runs to those of a baseline, which were made at another time: geometric means over runs, every scenario counting
// alike.
struct LevelRatio {
  double a_ns{0.0}, b_ns{0.0};
  double ratio{1.0};
  std::optional<Interval> interval;  // 95 %, Welch's; none where a side has fewer than 2 runs of a scenario
};

// One stage's mean per warm step.
struct StageRatio {
  TimeSource source;
  double a_ns{0.0}, b_ns{0.0};
  std::optional<LevelRatio> ratio;  // none where a run spent no time on it
};

struct BaselineComparison {
  int runs_a{0}, runs_b{0};  // fewest of a scenario
  LevelRatio total;
  std::vector<StageRatio> stages;  // the whole step first, then self times in order of Stage
};

// An error: the baseline does not have this scenario, or has it with another number of steps.
Status has_scenario(const WayLevels& baseline, const std::string& token, int steps);

// The runs were not made in turn: what else differed between then and now (temperature, other programs, an update) is
// in the ratio, and no interval knows of it. Hence no verdict. An error: a scenario of B that the baseline does not
// have, or has with another number of steps.
Result<BaselineComparison> compare_with_baseline(const WayLevels& baseline, const WayLevels& b);

// The same for gates. Borrows both, which compare_with_baseline() accepts.
class BaselineEvidence final : public GateEvidence {
 public:
  BaselineEvidence(const WayLevels& baseline, const WayLevels& b) : a_(baseline), b_(b) {}

  std::optional<GateValue> ratio(const GateMetric& metric) const override;
  std::optional<GateValue> value(const GateMetric& metric) const override;
  std::int64_t steps() const override;

 private:
  const WayLevels& a_;
  const WayLevels& b_;
};

}  // namespace stepscope
