#include "core/dataset/scenario_selection.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "core/dataset/near_names.h"
#include "core/dataset/selection_limits.h"
#include "core/dataset/selection_motion.h"

namespace stepscope {

namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

template <typename T>
bool holds(const std::vector<T>& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

Error filter_error(std::string field, std::string reason) {
  return {.file = {}, .place = {}, .field = std::move(field), .reason = std::move(reason)};
}

Error unknown_name(const std::string& field, const std::string& name, const std::set<std::string>& known) {
  const std::vector<std::string> names(known.begin(), known.end());
  std::vector<std::string> near = near_names(name, names);
  std::string reason = "the data have no " + field + " \"" + name + "\"";
  const bool few = near.empty() && names.size() <= 8;
  if (few) near = names;
  if (!near.empty()) reason += few ? "; there are: " : "; did you mean: ";
  for (std::size_t i = 0; i < near.size(); ++i) reason += (i > 0 ? ", " : "") + near[i];
  return filter_error(field, std::move(reason));
}

Status check_numbers(const ScenarioFilter& filter) {
  const std::pair<const char*, std::optional<double>> numbers[] = {{"duration", filter.cut.duration_s},
                                                                   {"offset", filter.cut.offset_s},
                                                                   {"subsample", filter.cut.subsample},
                                                                   {"displacement", filter.least_displacement_m},
                                                                   {"start speed", filter.starts_above_mps},
                                                                   {"stop speed", filter.stops_below_mps},
                                                                   {"speed noise", filter.speed_noise_mps},
                                                                   {"spacing", filter.least_spacing_s},
                                                                   {"limit", filter.share}};
  for (const auto& [field, value] : numbers)
    if (value && !std::isfinite(*value)) return filter_error(field, "is not a finite number");
  if (filter.share && (*filter.share <= 0.0 || *filter.share > 1.0))
    return filter_error("limit", "a share is above 0 and at most 1");
  return {};
}

// A name that nothing in the dataset has is a slip of the pen, not a filter that lets nothing pass.
Status check_names(const Dataset& dataset, const ScenarioFilter& filter) {
  std::set<std::string> types{std::string(kUntaggedType)}, logs, locations;
  for (const LogSummary& log : dataset.logs) {
    types.insert(log.scenarios.columns().types.begin(), log.scenarios.columns().types.end());
    logs.insert(log.name);
    locations.insert(log.location);
  }
  for (const std::string& type : filter.types)
    if (!types.contains(type)) return unknown_name("type", type, types);
  for (const std::string& location : filter.locations)
    if (!locations.contains(location)) return unknown_name("location", location, locations);
  for (const std::string& part : filter.logs)
    if (std::none_of(logs.begin(), logs.end(), [&](const std::string& log) { return contains(log, part); }))
      return unknown_name("log", part, logs);
  return {};
}

bool passes_log(const ScenarioFilter& filter, const LogSummary& log) {
  const auto in_name = [&log](const std::string& part) { return contains(log.name, part); };
  return (filter.locations.empty() || holds(filter.locations, log.location)) &&
         (filter.logs.empty() || std::any_of(filter.logs.begin(), filter.logs.end(), in_name));
}

bool passes_text(const ScenarioFilter& filter, const LogSummary& log, std::size_t row) {
  if (filter.text.empty()) return true;
  const ScenarioList& scenarios = log.scenarios;
  const auto tags = scenarios.types_of_set(scenarios.set(row));
  return contains(scenarios.token(row).hex(), filter.text) || contains(scenarios.type(row), filter.text) ||
         contains(log.name, filter.text) || contains(log.location, filter.text) ||
         std::any_of(tags.begin(), tags.end(),
                     [&](std::uint32_t tag) { return contains(scenarios.type_name(tag), filter.text); });
}

// Type under which a row passes; none if it does not.
std::optional<std::string> passing_type(const ScenarioFilter& filter, const ScenarioList& scenarios, std::size_t row) {
  if (filter.types.empty()) {
    if (row >= scenarios.tagged() && !filter.untagged && filter.tokens.empty()) return std::nullopt;
    return scenarios.type(row);
  }
  const auto tags = scenarios.types_of_set(scenarios.set(row));
  for (auto tag = tags.rbegin(); tag != tags.rend(); ++tag)
    if (holds(filter.types, scenarios.type_name(*tag))) return scenarios.type_name(*tag);
  if (tags.empty() && holds(filter.types, std::string(kUntaggedType))) return std::string(kUntaggedType);
  return std::nullopt;
}

ChosenScenario chosen(const ScenarioFilter& filter, const LogSummary& log, Token token, SimTime time,
                      std::string type) {
  const ScenarioExtraction extraction = filter.cut.of_type(type);
  return {.id = {.db = log.db, .token = token},
          .type = std::move(type),
          .location = log.location,
          .extraction = extraction,
          .time = time,
          .named = !filter.tokens.empty()};
}

void choose_row(const ScenarioFilter& filter, const LogSummary& log, std::size_t row,
                std::vector<ChosenScenario>& out) {
  auto type = passing_type(filter, log.scenarios, row);
  if (type && passes_text(filter, log, row))
    out.push_back(chosen(filter, log, log.scenarios.token(row), log.scenarios.time(row), std::move(*type)));
}

Status choose_tokens(const Dataset& dataset, const ScenarioFilter& filter, std::vector<ChosenScenario>& out) {
  for (const Token token : std::set<Token>(filter.tokens.begin(), filter.tokens.end())) {
    bool exists = false;
    for (const LogSummary& log : dataset.logs) {
      const auto row = log.scenarios.find(token);
      exists = exists || row;
      if (row && passes_log(filter, log)) choose_row(filter, log, *row, out);
    }
    if (exists) continue;
    // A frame outside the scenes that the reference enumerates can still be asked for, if the log is clear. Whether it
    // exists is found out when it is read.
    if (dataset.logs.size() != 1)
      return Error{.file = dataset.paths.root.string(),
                   .place = {},
                   .field = "scenario",
                   .reason = "no log has a scenario " + token.hex()};
    out.push_back(chosen(filter, dataset.logs.front(), token, {}, std::string(kUntaggedType)));
  }
  return {};
}

}  // namespace

ScenarioExtraction ExtractionChange::of_type(std::string_view type) const {
  ScenarioExtraction extraction = ScenarioExtraction::for_type(type);
  extraction.duration_s = duration_s.value_or(extraction.duration_s);
  extraction.offset_s = offset_s.value_or(extraction.offset_s);
  extraction.subsample = subsample.value_or(extraction.subsample);
  return extraction;
}

Result<std::vector<ChosenScenario>> select_scenarios(const Dataset& dataset, const ScenarioFilter& filter,
                                                     const std::function<void(const SelectionProgress&)>& progress) {
  if (Status sound = check_numbers(filter); !sound.ok()) return sound.error();
  if (Status known = check_names(dataset, filter); !known.ok()) return known.error();
  std::vector<ChosenScenario> out;
  if (!filter.tokens.empty()) {
    if (Status found = choose_tokens(dataset, filter, out); !found.ok()) return found.error();
  } else {
    for (const LogSummary& log : dataset.logs)
      for (std::size_t row = 0; passes_log(filter, log) && row < log.scenarios.size(); ++row)
        choose_row(filter, log, row, out);
  }
  if (Status read = keep_moving(filter, out, progress); !read.ok()) return read.error();
  if (filter.least_spacing_s) keep_spaced(*filter.least_spacing_s, out);
  std::sort(out.begin(), out.end(), [](const ChosenScenario& a, const ChosenScenario& b) {
    return std::tie(a.id.token, a.id.db) < std::tie(b.id.token, b.id.db);
  });
  keep_within_limits(filter, out);
  return out;
}

}  // namespace stepscope
