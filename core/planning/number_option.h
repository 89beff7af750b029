#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/planning/planner_parameters.h"

namespace stepscope {

// A number a user can set: where it lives in the options of a planner, and what it means. An int takes whole numbers, a
// vector a list of numbers with commas between them.
template <typename Options>
struct NumberOption {
  const char* name;
  std::variant<double Options::*, int Options::*, std::vector<double> Options::*> value;
  const char* meaning;
  const char* unit;
};

// The finite number that a text spells, all of it; an error says what is wrong with it.
Result<double> number_from(const std::string& text);
Result<int> whole_number_from(const std::string& text);
Result<std::vector<double>> numbers_from(const std::string& text);  // "0.2, 0.4"
// As short as it can be and still read the same.
std::string number_text(double value);
std::string number_text(int value);
std::string number_text(const std::vector<double>& values);

// An error about one parameter of a planner ("simple").
Error parameter_error(std::string_view planner, const std::string& parameter, std::string reason);
// … that there is none of this name.
Error unknown_parameter(std::string_view planner, const std::string& parameter,
                        std::span<const std::string_view> known);

// Reads the parameters a user has set into `options`. An error names an unknown parameter, or one whose value is not a
// number; whether the numbers can be used is for the planner to say.
template <typename Options, std::size_t kCount>
Status set_numbers(std::string_view planner, const NumberOption<Options> (&known)[kCount],
                   const PlannerParameters& parameters, Options& options) {
  for (const auto& [name, text] : parameters) {
    const auto option = std::ranges::find(known, name, [](const auto& o) { return std::string_view(o.name); });
    if (option == std::end(known)) {
      std::vector<std::string_view> names;
      for (const auto& o : known) names.push_back(o.name);
      return unknown_parameter(planner, name, names);
    }
    const Status set = std::visit(
        [&]<typename Number>(Number Options::*member) -> Status {
          const auto number = [&text = text] {
            if constexpr (std::is_same_v<Number, int>)
              return whole_number_from(text);
            else if constexpr (std::is_same_v<Number, std::vector<double>>)
              return numbers_from(text);
            else
              return number_from(text);
          }();
          if (!number.ok()) return number.error();
          options.*member = number.value();
          return {};
        },
        option->value);
    if (!set.ok()) return parameter_error(planner, name, set.error().reason);
  }
  return {};
}

// The options as a user sees them, with the defaults of `Options`.
template <typename Options, std::size_t kCount>
std::vector<PlannerParameter> described(const NumberOption<Options> (&options)[kCount]) {
  static const Options defaults{};
  std::vector<PlannerParameter> out;
  for (const auto& option : options) {
    const auto text = [](auto member) { return number_text(defaults.*member); };
    out.push_back({option.name, std::visit(text, option.value), option.meaning, option.unit});
  }
  return out;
}

}  // namespace stepscope
