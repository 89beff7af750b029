#pragma once

#include "core/dataset/scenario_selection.h"

namespace stepscope {

// Leaves, of the scenarios of one type in one log, the first and then every one that begins at least so much later than
// the last one left.
void keep_spaced(double least_spacing_s, std::vector<ChosenScenario>& scenarios);

// Shuffles if the filter wants that, then applies its limits per type and in total. Scenarios come in the order of
// their tokens.
void keep_within_limits(const ScenarioFilter& filter, std::vector<ChosenScenario>& scenarios);

}  // namespace stepscope
