#include "core/dataset/scenario_list.h"

#include <algorithm>

#include "core/scenario/frame_window.h"

namespace stepscope {

namespace {

template <typename T>
bool strictly_ascending(std::span<const T> values) {
  return std::adjacent_find(values.begin(), values.end(), [](const T& a, const T& b) { return !(a < b); }) ==
         values.end();
}

bool all_below(std::span<const std::uint32_t> values, std::size_t limit) {
  return std::all_of(values.begin(), values.end(), [limit](std::uint32_t value) { return value < limit; });
}

bool sets_are_sound(const ScenarioColumns& c) {
  const std::vector<std::uint32_t>& begins = c.set_begins;
  if (begins.size() < 2 || begins[0] != 0 || begins[1] != 0 || begins.back() != c.set_types.size()) return false;
  if (!std::is_sorted(begins.begin(), begins.end()) || !all_below(c.set_types, c.types.size())) return false;
  for (std::size_t s = 1; s + 1 < begins.size(); ++s) {
    const auto types = std::span(c.set_types).subspan(begins[s], begins[s + 1] - begins[s]);
    if (types.empty() || !strictly_ascending<std::uint32_t>(types)) return false;
  }
  return std::all_of(c.row_sets.begin(), c.row_sets.end(),
                     [&](std::uint32_t set) { return set > 0 && set + 1 < begins.size(); });
}

bool are_sound(const ScenarioColumns& c) {
  if (c.times.size() != c.tokens.size() || c.agents.size() != c.tokens.size()) return false;
  if (!all_below(c.agents, std::size_t{1} << 31)) return false;  // they are handed out as int
  if (c.row_sets.size() > c.frames.size() || !all_below(c.frames, c.tokens.size())) return false;
  const std::span<const std::uint32_t> frames = c.frames;
  return strictly_ascending<SimTime>(c.times) && strictly_ascending(frames.first(c.row_sets.size())) &&
         strictly_ascending(frames.subspan(c.row_sets.size())) && strictly_ascending<std::string>(c.types) &&
         sets_are_sound(c);
}

}  // namespace

std::optional<ScenarioList> ScenarioList::of(ScenarioColumns columns) {
  if (!are_sound(columns)) return std::nullopt;
  return ScenarioList(std::move(columns));
}

const std::string& ScenarioList::type_of_set(std::size_t set) const {
  static const std::string kUntagged(kUntaggedType);
  return set == 0 ? kUntagged : columns_.types[types_of_set(set).back()];
}

bool ScenarioList::has_tag(std::size_t i, std::string_view tag) const {
  const auto types = types_of_set(set(i));
  if (types.empty()) return tag == kUntaggedType;
  return std::any_of(types.begin(), types.end(), [&](std::uint32_t type) { return columns_.types[type] == tag; });
}

int ScenarioList::iterations(std::size_t i) const {
  return static_cast<int>(cut_window(columns_.times, time(i), ScenarioExtraction::for_type(type(i))).iterations);
}

double ScenarioList::history_s(std::size_t i) const {
  return cut_window(columns_.times, time(i), ScenarioExtraction::for_type(type(i))).history_s(columns_.times);
}

std::string ScenarioList::problem(std::size_t i) const {
  const ScenarioExtraction extraction = ScenarioExtraction::for_type(type(i));
  return window_problem(cut_window(columns_.times, time(i), extraction), columns_.times, time(i), extraction);
}

ScenarioRow ScenarioList::operator[](std::size_t i) const {
  ScenarioRow row{.token = token(i), .time = time(i), .type = type(i), .agents = agents(i)};
  for (const std::uint32_t tag : types_of_set(set(i))) row.tags.push_back(columns_.types[tag]);
  const ScenarioExtraction extraction = ScenarioExtraction::for_type(row.type);
  const FrameWindow window = cut_window(columns_.times, row.time, extraction);
  row.iterations = static_cast<int>(window.iterations);
  row.history_s = window.history_s(columns_.times);
  row.problem = window_problem(window, columns_.times, row.time, extraction);
  return row;
}

std::optional<std::size_t> ScenarioList::find(Token wanted) const {
  const auto frame = std::find(columns_.tokens.begin(), columns_.tokens.end(), wanted);
  if (frame == columns_.tokens.end()) return std::nullopt;
  const auto number = static_cast<std::uint32_t>(frame - columns_.tokens.begin());
  const auto first = columns_.frames.begin(), end = columns_.frames.end();
  const auto untagged = first + static_cast<std::ptrdiff_t>(tagged());
  for (const auto& [from, to] : {std::pair(first, untagged), std::pair(untagged, end)}) {
    const auto row = std::lower_bound(from, to, number);
    if (row != to && *row == number) return static_cast<std::size_t>(row - first);
  }
  return std::nullopt;
}

}  // namespace stepscope
