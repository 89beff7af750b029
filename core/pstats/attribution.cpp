#include "core/pstats/attribution.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <string_view>

#include "core/pstats/stage_rules.h"

namespace stepscope {

namespace {

constexpr std::size_t kUnaccountedIndex = static_cast<std::size_t>(ProfilePart::kUnaccounted);
constexpr int kMostRounds = 300;     // functions that call each other in a circle converge geometrically
constexpr double kSmallest = 1e-10;  // of a share

// Weights of the callers of `function`, itself left out: what `of` says of each, as a share of all. They add up to less
// than 1 where part of the calls came from nowhere (a thread's first function). Where the profile has no times, the
// number of calls decides.
template <typename Pick>
std::vector<double> weights_of(const ProfiledFunction& function, std::size_t self, double whole, Pick of) {
  std::vector<double> weights(function.callers.size(), 0.0);
  const auto fill = [&](double all, auto value) {
    double sum = 0.0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const CallerShare& caller = function.callers[i];
      weights[i] = caller.caller == self ? 0.0 : value(caller);
      if (caller.caller == self) all -= value(caller);
      sum += weights[i];
    }
    if (sum <= 0.0) return false;
    for (double& weight : weights) weight /= std::max(sum, all);
    return true;
  };
  if (!fill(whole, of))
    fill(static_cast<double>(function.calls),
         [](const CallerShare& share) { return static_cast<double>(share.calls); });
  return weights;
}

class Spread {
 public:
  explicit Spread(const ProfileTable& table) : table_(table), shares_(table.functions.size()) {
    for (const ProfiledFunction& function : table.functions) named_.push_back(part_of(function));
    find_outer();
    for (std::size_t f = 0; f < named_.size(); ++f)
      if (outer_[f] != kNone) named_[f] = named_[outer_[f]];
    for (std::size_t f = 0; f < named_.size(); ++f)
      if (named_[f]) shares_[f][index_of(*named_[f])] = 1.0;
    settle();
  }

  Attribution result() {
    Attribution made{.named = named_, .own_s = std::vector<PartTimes>(named_.size())};
    for (std::size_t f = 0; f < named_.size(); ++f) {
      made.own_s[f] = own_time(f);
      for (std::size_t p = 0; p < kProfilePartCount; ++p) made.total_s[p] += made.own_s[f][p];
    }
    return made;
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  // The function that a comprehension or a lambda stands in: the last one in its file that begins no later.
  void find_outer() {
    std::map<std::string_view, std::map<std::int64_t, std::size_t>> by_line;
    outer_.assign(named_.size(), kNone);
    const auto& functions = table_.functions;
    for (std::size_t f = 0; f < functions.size(); ++f)
      if (!functions[f].built_in() && !stands_in_another(functions[f]))
        by_line[functions[f].file][functions[f].line] = f;
    for (std::size_t f = 0; f < functions.size(); ++f) {
      if (!stands_in_another(functions[f])) continue;
      const auto file = by_line.find(functions[f].file);
      if (file == by_line.end()) continue;
      const auto after = file->second.upper_bound(functions[f].line);
      if (after != file->second.begin()) outer_[f] = std::prev(after)->second;
    }
  }

  // Solves: the share of an unnamed function is the weighted mean of those of its callers. From zero upwards, so that
  // what stays in a circle nobody entered from a named function ends up unaccounted.
  void settle() {
    std::vector<std::vector<double>> weights(named_.size());
    for (std::size_t f = 0; f < named_.size(); ++f)
      if (!named_[f])
        weights[f] = weights_of(table_.functions[f], f, table_.functions[f].cumulative_s,
                                [](const CallerShare& share) { return share.cumulative_s; });
    for (int round = 0; round < kMostRounds; ++round) {
      double change = 0.0;
      for (std::size_t f = 0; f < named_.size(); ++f) {
        if (named_[f]) continue;
        const PartTimes mixed = outer_[f] != kNone ? shares_[outer_[f]] : mix(table_.functions[f], weights[f]);
        for (std::size_t p = 0; p < kProfilePartCount; ++p)
          change = std::max(change, std::abs(mixed[p] - shares_[f][p]));
        shares_[f] = mixed;
      }
      if (change < kSmallest) return;
    }
  }

  PartTimes mix(const ProfiledFunction& function, const std::vector<double>& weights) const {
    PartTimes mixed{};
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const std::size_t caller = function.callers[i].caller;
      if (caller == CallerShare::kUnknown) continue;
      for (std::size_t p = 0; p < kProfilePartCount; ++p) mixed[p] += weights[i] * shares_[caller][p];
    }
    return mixed;
  }

  PartTimes own_time(std::size_t f) const {
    const ProfiledFunction& function = table_.functions[f];
    PartTimes times{};
    if (named_[f]) {
      times[index_of(*named_[f])] = function.own_s;
      return times;
    }
    const auto weights = weights_of(function, f, function.own_s, [](const CallerShare& share) { return share.own_s; });
    const PartTimes shares = outer_[f] != kNone ? shares_[f] : mix(function, weights);
    double placed = 0.0;
    for (std::size_t p = 0; p < kProfilePartCount; ++p) {
      if (p == kUnaccountedIndex) continue;
      times[p] = shares[p] * function.own_s;
      placed += times[p];
    }
    times[kUnaccountedIndex] = std::max(0.0, function.own_s - placed);
    return times;
  }

  const ProfileTable& table_;
  std::vector<std::optional<ProfilePart>> named_;
  std::vector<std::size_t> outer_;  // kNone: stands by itself
  std::vector<PartTimes> shares_;   // of what is done on behalf of a function: by part, at most 1 together
};

}  // namespace

Attribution attribute(const ProfileTable& table) { return Spread(table).result(); }

ProfilePart largest_part(const PartTimes& times) {
  const auto largest = std::max_element(times.begin(), times.end());
  return *largest > 0.0 ? static_cast<ProfilePart>(largest - times.begin()) : ProfilePart::kUnaccounted;
}

}  // namespace stepscope
