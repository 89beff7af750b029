#include "core/analysis/distribution.h"

#include <algorithm>
#include <numeric>

namespace stepscope {

namespace {

// Between two neighbouring order statistics; `position` lies at or after that of `low`.
double between(double position, std::int64_t low, std::int64_t high) {
  const auto below = static_cast<std::size_t>(position);
  return static_cast<double>(low) +
         (position - static_cast<double>(below)) * (static_cast<double>(high) - static_cast<double>(low));
}

// Quantiles that ascend, each looked for only among the values from the one before on.
class Selection {
 public:
  explicit Selection(std::span<std::int64_t> sample) : sample_(sample) {}

  double quantile(double q) {
    const double position = q * static_cast<double>(sample_.size() - 1);
    const auto below = static_cast<std::ptrdiff_t>(position);
    const auto at = sample_.begin() + below;
    std::nth_element(sample_.begin() + done_, at, sample_.end());
    done_ = below;
    if (at + 1 == sample_.end()) return static_cast<double>(*at);
    return between(position, *at, *std::min_element(at + 1, sample_.end()));
  }

 private:
  std::span<std::int64_t> sample_;
  std::ptrdiff_t done_{0};  // what stands before is not larger than anything behind
};

}  // namespace

Distribution distribution_in(std::span<std::int64_t> sample) {
  Distribution d;
  if (sample.empty()) return d;
  std::int64_t sum = 0, low = sample.front(), high = sample.front();
  for (const std::int64_t value : sample) {
    sum += value;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  d.count = static_cast<std::int64_t>(sample.size());
  d.mean = static_cast<double>(sum) / static_cast<double>(sample.size());
  d.min = static_cast<double>(low);
  d.max = static_cast<double>(high);
  if (low == high) {
    d.p50 = d.p95 = d.p99 = d.min;
    return d;
  }
  Selection selection(sample);
  d.p50 = selection.quantile(0.50);
  d.p95 = selection.quantile(0.95);
  d.p99 = selection.quantile(0.99);
  return d;
}

Distribution distribution_of(std::vector<std::int64_t> sample) { return distribution_in(sample); }

double quantile_in(std::span<std::int64_t> sample, double q) {
  return sample.empty() ? 0.0 : Selection(sample).quantile(q);
}

}  // namespace stepscope
