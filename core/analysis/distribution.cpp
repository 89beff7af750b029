#include "core/analysis/distribution.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

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

// A scale of 128 buckets an octave: neighbours on it differ by 0.8 % at most, and below 256 each number has its own.
constexpr int kBucketsBits = 7;
constexpr std::size_t kBuckets = std::size_t{63} << kBucketsBits;
constexpr std::size_t kExactBuckets = std::size_t{8} << kBucketsBits;  // those of 1 … 255
constexpr std::size_t kWorthCounting = 2048;                           // values; fewer are selected at once
constexpr std::int64_t kLargest = std::int64_t{1} << 62;

constexpr int kShift = 52 - kBucketsBits;
constexpr std::uint64_t kBucketOfOne = std::uint64_t{1023} << kBucketsBits;

// 1 ≤ number ≤ 2⁶². The exponent and the first bits of the fraction of the same number as a double: ascending.
std::size_t bucket_of(std::int64_t number) {
  return static_cast<std::size_t>((std::bit_cast<std::uint64_t>(static_cast<double>(number)) >> kShift) - kBucketOfOne);
}
std::int64_t first_in(std::size_t bucket) {
  return static_cast<std::int64_t>(std::bit_cast<double>((bucket + kBucketOfOne) << kShift));
}

// The quantiles of many values without moving them: counted by bucket, and only the buckets that a quantile lies in are
// looked at one by one.
class Counting {
 public:
  // 0 ≤ low ≤ every value < 2⁶².
  Counting(std::span<const std::int64_t> sample, std::int64_t low)
      : sample_(sample), to_one_(1 - low), counts_(kBuckets) {
    for (const std::int64_t value : sample) ++counts_[bucket_of(value + to_one_)];
  }

  template <std::size_t N>
  std::array<double, N> quantiles(const std::array<double, N>& ascending) const {
    static_assert(N <= 8);
    std::array<Place, N> places;
    std::vector<std::uint8_t> marks(kBuckets);  // a bit per quantile
    std::uint8_t wanted = 0;
    std::size_t bucket = 0, before = 0;  // values before the bucket
    for (std::size_t i = 0; i < N; ++i) {
      Place& place = places[i];
      place.position = ascending[i] * static_cast<double>(sample_.size() - 1);
      const auto below = static_cast<std::size_t>(place.position);
      while (before + counts_[bucket] <= below) before += counts_[bucket++];
      std::size_t next = bucket;  // of the value after that one
      if (before + counts_[bucket] <= below + 1) do
          ++next;
        while (next < kBuckets && counts_[next] == 0);
      place.bucket = bucket;
      place.next = std::min(next, kBuckets - 1);
      place.rank = below - before;
      if (place.next < kExactBuckets) continue;
      marks[place.bucket] |= static_cast<std::uint8_t>(1U << i);
      marks[place.next] |= static_cast<std::uint8_t>(1U << i);
      wanted = 1;
    }
    std::array<std::vector<std::int64_t>, N> near;
    if (wanted != 0)
      for (const std::int64_t value : sample_)
        if (const std::uint8_t mark = marks[bucket_of(value + to_one_)]; mark != 0)
          for (std::size_t i = 0; i < N; ++i)
            if (mark >> i & 1U) near[i].push_back(value);
    std::array<double, N> found;
    for (std::size_t i = 0; i < N; ++i) found[i] = value_at(places[i], near[i]);
    return found;
  }

 private:
  struct Place {
    double position{0.0};            // among all values
    std::size_t bucket{0}, next{0};  // of the value at it or before, of the one after
    std::size_t rank{0};             // within the bucket
  };

  double value_at(const Place& place, std::vector<std::int64_t>& near) const {
    if (place.next < kExactBuckets)
      return between(place.position, first_in(place.bucket) - to_one_, first_in(place.next) - to_one_);
    const auto at = near.begin() + static_cast<std::ptrdiff_t>(place.rank);
    std::nth_element(near.begin(), at, near.end());
    if (at + 1 == near.end()) return static_cast<double>(*at);
    return between(place.position, *at, *std::min_element(at + 1, near.end()));
  }

  std::span<const std::int64_t> sample_;
  std::int64_t to_one_;  // what is added to a value to get its number on the scale
  std::vector<std::uint32_t> counts_;
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
  if (sample.size() >= kWorthCounting && low >= 0 && high < kLargest) {
    const auto [p50, p95, p99] = Counting(sample, low).quantiles(std::array{0.50, 0.95, 0.99});
    d.p50 = p50;
    d.p95 = p95;
    d.p99 = p99;
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
