#pragma once

#include "core/dataset/scenario_selection.h"

namespace stepscope {

// Leaves the scenarios whose ego moves as the filter wants; reads the ego of each log once, if the filter asks for
// motion at all. The errors are those of reading the logs.
Status keep_moving(const ScenarioFilter& filter, std::vector<ChosenScenario>& scenarios,
                   const std::function<void(const SelectionProgress&)>& progress);

}  // namespace stepscope
