#pragma once

#include <map>
#include <string>

namespace stepscope {

// A parameter a user can set: "max_velocity", its default as text, what it means and its unit ("m/s"; empty: none).
struct PlannerParameter {
  std::string name;
  std::string default_value;
  std::string meaning;
  std::string unit;
};

using PlannerParameters = std::map<std::string, std::string>;  // name → value as text

}  // namespace stepscope
