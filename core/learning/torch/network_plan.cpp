#include "core/learning/torch/network_plan.h"

#include <array>
#include <utility>

namespace stepscope::torch_module {

namespace {

using Entry = std::pair<std::string, NetworkPlan>;

const std::array<Entry, 3>& plans() {
  static const std::array<Entry, 3> list{
      Entry{"small",
            {.stages = {{.channels = 12, .kernel = 5, .stride = 2, .residual = false},
                        {.channels = 24, .kernel = 3, .stride = 2, .residual = false},
                        {.channels = 48, .kernel = 3, .stride = 2, .residual = true},
                        {.channels = 64, .kernel = 3, .stride = 2, .residual = true}},
             .narrow_channels = 24,
             .hidden = 192}},
      Entry{"medium",
            {.stages = {{.channels = 16, .kernel = 5, .stride = 2, .residual = false},
                        {.channels = 32, .kernel = 3, .stride = 2, .residual = true},
                        {.channels = 64, .kernel = 3, .stride = 2, .residual = true},
                        {.channels = 96, .kernel = 3, .stride = 2, .residual = true}},
             .narrow_channels = 24,
             .hidden = 192}},
      Entry{"tiny",
            {.stages = {{.channels = 8, .kernel = 5, .stride = 2, .residual = false},
                        {.channels = 16, .kernel = 3, .stride = 2, .residual = false},
                        {.channels = 32, .kernel = 3, .stride = 2, .residual = false},
                        {.channels = 48, .kernel = 3, .stride = 2, .residual = false}},
             .narrow_channels = 12,
             .hidden = 96}}};
  return list;
}

}  // namespace

std::vector<std::string> network_plan_names() {
  std::vector<std::string> names;
  for (const auto& [name, plan] : plans()) names.push_back(name);
  return names;
}

std::optional<NetworkPlan> network_plan(const std::string& name) {
  for (const auto& [known, plan] : plans())
    if (known == name) return plan;
  return std::nullopt;
}

}  // namespace stepscope::torch_module
