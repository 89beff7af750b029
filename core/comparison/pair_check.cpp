#include "core/comparison/pair_check.h"

#include <fmt/format.h>

#include <map>
#include <string>

namespace stepscope {

namespace {

Error about(std::size_t pair, const char* run, std::string reason) {
  return Error{.place = fmt::format("pair {}", pair + 1), .field = run, .reason = std::move(reason)};
}

Status check_run(std::size_t pair, const char* name, const MeasuredRun& run) {
  if (run.steps.empty()) return about(pair, name, "has no finished step");
  if (run.total_ns() <= 0) return about(pair, name, "took no time");
  for (std::size_t k = 0; k < run.steps.size(); ++k)
    if (run.steps[k].wall_ns < 0) return about(pair, name, fmt::format("step {} took less than no time", k));
  return {};
}

}  // namespace

Status check_pairs(std::span<const RunPair> pairs) {
  std::map<int, std::size_t> lengths;  // steps by scenario
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const RunPair& pair = pairs[i];
    if (const Status a = check_run(i, "run A", pair.a); !a.ok()) return a;
    if (const Status b = check_run(i, "run B", pair.b); !b.ok()) return b;
    const std::size_t steps = lengths.emplace(pair.scenario, pair.a.steps.size()).first->second;
    if (pair.a.steps.size() != steps)
      return about(i, "run A", fmt::format("has {} steps, others of its scenario {}", pair.a.steps.size(), steps));
    if (pair.b.steps.size() != steps)
      return about(i, "run B", fmt::format("has {} steps, others of its scenario {}", pair.b.steps.size(), steps));
  }
  return {};
}

}  // namespace stepscope
