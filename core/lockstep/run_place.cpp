#include "core/lockstep/run_place.h"

#include <fmt/format.h>

#include <cmath>

namespace stepscope {

namespace {

constexpr double kSameIntervalS = 0.01;  // a log's frames are not exactly equidistant

Status differ(std::string_view what, std::string_view a, std::string_view b) {
  if (a.empty() || b.empty() || a == b) return {};
  return make_error(fmt::format("the runs have different {}: {} and {}", what, a, b));
}

}  // namespace

RunPlace place_of(const Scenario& scenario) {
  const int last = scenario.iterations() - 1;
  return {.log = scenario.log_name(),
          .token = scenario.id().token.hex(),
          .location = scenario.map_name(),
          .iterations = scenario.iterations(),
          .begin = scenario.time(0),
          .interval_s = seconds_between(scenario.time(0), scenario.time(last)) / last};
}

RunPlace place_of(const ProfiledRun& run) {
  return {.log = run.facts.log,
          .token = run.facts.token,
          .location = run.facts.location,
          .iterations = run.facts.iterations,
          .begin = run.times.empty() ? SimTime{} : run.times.front(),
          .interval_s = run.step_interval_s};
}

Status same_place(const RunPlace& a, const RunPlace& b) {
  if (Status status = differ("maps", a.location, b.location); !status.ok()) return status;
  if (Status status = differ("logs", a.log, b.log); !status.ok()) return status;
  if (Status status = differ("scenarios", a.token, b.token); !status.ok()) return status;
  if (a.interval_s > 0.0 && b.interval_s > 0.0 && std::abs(a.interval_s - b.interval_s) > kSameIntervalS)
    return make_error(
        fmt::format("the runs have different times per step: {:.3g} s and {:.3g} s", a.interval_s, b.interval_s));
  if (a.begin.us != 0 && b.begin.us != 0 && a.begin != b.begin)
    return make_error(fmt::format("the runs begin at different moments of the log: {:.2f} s apart",
                                  std::abs(seconds_between(a.begin, b.begin))));
  if (a.iterations > 0 && b.iterations > 0 && a.iterations != b.iterations)
    return make_error(
        fmt::format("the runs are of different lengths: {} and {} iterations", a.iterations, b.iterations));
  return {};
}

}  // namespace stepscope
