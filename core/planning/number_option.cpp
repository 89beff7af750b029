#include "core/planning/number_option.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <charconv>
#include <cmath>
#include <limits>

namespace stepscope {

Result<double> number_from(const std::string& text) {
  double value = 0.0;
  const char* end = text.data() + text.size();
  const auto [stopped_at, problem] = std::from_chars(text.data(), end, value);
  if (problem != std::errc{} || stopped_at != end || !std::isfinite(value))
    return make_error(fmt::format("\"{}\" is not a finite number", text));
  return value;
}

Result<int> whole_number_from(const std::string& text) {
  const Result<double> number = number_from(text);
  if (!number.ok()) return number.error();
  const double value = number.value();
  if (value != std::trunc(value) || std::abs(value) > std::numeric_limits<int>::max())
    return make_error(fmt::format("\"{}\" is not a whole number", text));
  return static_cast<int>(value);
}

Result<std::vector<double>> numbers_from(const std::string& text) {
  std::vector<double> values;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t comma = std::min(text.find(',', begin), text.size());
    std::string item = text.substr(begin, comma - begin);
    item.erase(0, item.find_first_not_of(' '));
    item.erase(item.find_last_not_of(' ') + 1);
    const Result<double> number = number_from(item);
    if (!number.ok())
      return make_error(fmt::format("\"{}\" is not a list of finite numbers with commas between them", text));
    values.push_back(number.value());
    begin = comma + 1;
  }
  return values;
}

std::string number_text(double value) { return fmt::format("{}", value); }
std::string number_text(int value) { return fmt::format("{}", value); }
std::string number_text(const std::vector<double>& values) { return fmt::format("{}", fmt::join(values, ", ")); }

Error parameter_error(std::string_view planner, const std::string& parameter, std::string reason) {
  return {.file = {}, .place = fmt::format("planner {}", planner), .field = parameter, .reason = std::move(reason)};
}

Error unknown_parameter(std::string_view planner, const std::string& parameter,
                        std::span<const std::string_view> known) {
  return parameter_error(planner, parameter,
                         fmt::format("there is no such parameter; there are {}", fmt::join(known, ", ")));
}

}  // namespace stepscope
