#include "core/pstats/python_profile.h"

#include <algorithm>
#include <numeric>

#include "core/pstats/stage_rules.h"

namespace stepscope {

namespace {

struct StepMark {
  std::string_view file, function, said;
};
// What happens exactly once in a step, best evidence first.
constexpr StepMark kMarks[] = {
    {"simulation.py", "propagate", "calls of propagate"},
    {"simulation.py", "get_planner_input", "calls of get_planner_input"},
    {"abstract_planner.py", "compute_trajectory", "calls of compute_trajectory"},
};

void find_steps(PythonProfile& profile) {
  for (const StepMark& mark : kMarks) {
    for (const ProfiledFunction& function : profile.table.functions)
      if (function.name == mark.function && file_fits(function.file, mark.file)) profile.steps += function.calls;
    if (profile.steps == 0) continue;
    profile.steps_from = mark.said;
    return;
  }
}

}  // namespace

double PythonProfile::in_step_s() const {
  double sum = 0.0;
  for (std::size_t p = 0; p < kProfilePartCount; ++p)
    if (in_step(static_cast<ProfilePart>(p))) sum += attribution.total_s[p];
  return sum;
}

PythonProfile profile_of(ProfileTable table, std::string name, std::optional<std::int64_t> steps) {
  PythonProfile profile{.name = std::move(name), .table = std::move(table)};
  profile.attribution = attribute(profile.table);
  profile.queries = count_queries(profile.table);
  profile.profiled_s = std::accumulate(profile.attribution.total_s.begin(), profile.attribution.total_s.end(), 0.0);
  if (steps) {
    profile.steps = *steps;
    profile.steps_from = "given";
  } else {
    find_steps(profile);
  }
  return profile;
}

Result<PythonProfile> import_python_profile(const std::filesystem::path& file, std::optional<std::int64_t> steps) {
  auto table = read_profile(file);
  if (!table.ok()) return std::move(table).error();
  return profile_of(std::move(table).value(), file.filename().string(), steps);
}

std::string function_text(const ProfiledFunction& function) {
  std::string text = function.name;
  if (!function.built_in()) {
    const std::size_t slash = function.file.find_last_of("/\\");
    const std::string file = slash == std::string::npos ? function.file : function.file.substr(slash + 1);
    text += " (" + file + ":" + std::to_string(function.line) + ")";
  }
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  return text;
}

std::vector<std::size_t> longest_functions(const PythonProfile& profile, std::size_t most) {
  std::vector<std::size_t> order(profile.table.functions.size());
  for (std::size_t f = 0; f < order.size(); ++f) order[f] = f;
  const auto longer = [&functions = profile.table.functions](std::size_t a, std::size_t b) {
    return functions[a].own_s != functions[b].own_s ? functions[a].own_s > functions[b].own_s : a < b;
  };
  const auto end = order.begin() + static_cast<std::ptrdiff_t>(std::min(most, order.size()));
  std::partial_sort(order.begin(), end, order.end(), longer);
  order.erase(end, order.end());
  return order;
}

std::string stage_text(const PythonProfile& profile, std::size_t function) {
  const PartTimes& times = profile.attribution.own_s[function];
  const ProfilePart largest = largest_part(times);
  const double own = profile.table.functions[function].own_s;
  std::string text(part_title(largest));
  if (times[index_of(largest)] < 0.95 * own) text += " and others";
  return text;
}

}  // namespace stepscope
