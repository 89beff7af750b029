#include "core/planning/planner_list.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/planning/log_future_planner.h"
#include "core/planning/simple_planner.h"

namespace stepscope {

namespace {

// A number a user can set: where it lives in the options of a planner, and what it means.
template <typename Options>
struct NumberOption {
  const char* name;
  double Options::*value;
  const char* meaning;
  const char* unit;
};

constexpr NumberOption<SimplePlannerParameters> kSimpleOptions[] = {
    {"horizon_seconds", &SimplePlannerParameters::horizon_seconds, "how far the plan reaches", "s"},
    {"sampling_time", &SimplePlannerParameters::sampling_time, "time between the states of the plan", "s"},
    {"acceleration", &SimplePlannerParameters::acceleration, "longitudinal acceleration", "m/s²"},
    {"max_velocity", &SimplePlannerParameters::max_velocity, "speed above which it brakes", "m/s"},
    {"steering_angle", &SimplePlannerParameters::steering_angle, "angle of the tyres", "rad"},
};

Result<double> number_from(const std::string& text) {
  double value = 0.0;
  const char* end = text.data() + text.size();
  const auto [stopped_at, problem] = std::from_chars(text.data(), end, value);
  if (problem != std::errc{} || stopped_at != end || !std::isfinite(value))
    return make_error(fmt::format("\"{}\" is not a finite number", text));
  return value;
}

Error parameter_error(std::string_view planner, const std::string& parameter, std::string reason) {
  return {.file = {}, .place = fmt::format("planner {}", planner), .field = parameter, .reason = std::move(reason)};
}

Result<std::unique_ptr<Planner>> make_simple(const PlannerParameters& parameters, RecordedLog*) {
  SimplePlannerParameters options;
  for (const auto& [name, text] : parameters) {
    const auto option = std::ranges::find(kSimpleOptions, name, [](const auto& o) { return std::string_view(o.name); });
    if (option == std::end(kSimpleOptions)) {
      std::vector<std::string_view> known;
      for (const auto& o : kSimpleOptions) known.push_back(o.name);
      return parameter_error("simple", name,
                             fmt::format("there is no such parameter; there are {}", fmt::join(known, ", ")));
    }
    const Result<double> number = number_from(text);
    if (!number.ok()) return parameter_error("simple", name, number.error().reason);
    options.*option->value = number.value();
  }
  if (Status usable = options.check(); !usable.ok()) return usable.error();
  return std::unique_ptr<Planner>(std::make_unique<SimplePlanner>(options));
}

Result<std::unique_ptr<Planner>> make_log_future(const PlannerParameters& parameters, RecordedLog* log) {
  if (!parameters.empty())
    return parameter_error("log-future", parameters.begin()->first,
                           "there is no such parameter; this planner has none");
  if (log == nullptr) return parameter_error("log-future", {}, "needs the recorded future, and no log was given");
  return std::unique_ptr<Planner>(std::make_unique<LogFuturePlanner>(*log));
}

template <typename Options, std::size_t kCount>
std::vector<PlannerParameter> described(const NumberOption<Options> (&options)[kCount]) {
  std::vector<PlannerParameter> out;
  for (const auto& option : options)
    out.push_back({option.name, fmt::format("{}", Options{}.*option.value), option.meaning, option.unit});
  return out;
}

}  // namespace

const std::vector<PlannerEntry>& planner_list() {
  static const std::vector<PlannerEntry> list{
      {.id = "simple",
       .title = "SimplePlanner",
       .description = "Drives straight on at its speed and slows down to a limit; sees neither map nor objects.",
       .oracle = false,
       .parameters = described(kSimpleOptions),
       .make = make_simple},
      {.id = "log-future",
       .title = "LogFuturePlanner",
       .description = "Plans what the recorded driver did in the next 8 s.",
       .oracle = true,
       .parameters = {},
       .make = make_log_future},
  };
  return list;
}

const PlannerEntry* find_planner(std::string_view id) {
  const auto entry = std::ranges::find(planner_list(), id, &PlannerEntry::id);
  return entry == planner_list().end() ? nullptr : &*entry;
}

}  // namespace stepscope
