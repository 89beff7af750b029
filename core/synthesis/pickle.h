#pragma once

#include <string>
#include <vector>

namespace stepscope::synthesis {

// Python pickles (protocol 4) of plain lists of floats, as nuPlan stores the calibration of its sensors.
std::string pickle_list(const std::vector<double>& values);
std::string pickle_matrix(const std::vector<std::vector<double>>& rows);

}  // namespace stepscope::synthesis
