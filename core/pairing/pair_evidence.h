#pragma once

#include <optional>
#include <span>

#include "core/comparison/comparison.h"
#include "core/pairing/gate.h"

namespace stepscope {

// What pairs of runs say to gates.
class PairEvidence final : public GateEvidence {
 public:
  // Borrows the pairs and the comparison that was made of them. `score`: B's, mean over scenarios, if there is one.
  PairEvidence(std::span<const RunPair> pairs, const RunComparison& comparison, std::optional<double> score)
      : pairs_(pairs), comparison_(comparison), score_(score) {}

  std::optional<GateValue> ratio(const GateMetric& metric) const override;
  std::optional<GateValue> value(const GateMetric& metric) const override;
  std::int64_t steps() const override;

 private:
  const StageComparison* stage(TimeSource source) const;

  std::span<const RunPair> pairs_;
  const RunComparison& comparison_;
  std::optional<double> score_;
};

}  // namespace stepscope
