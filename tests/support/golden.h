#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace stepscope::test {

// Reads a .json or .json.gz file; throws naming the file if it cannot.
nlohmann::json read_json(const std::filesystem::path& file);
// A golden file of tests/data/golden, e.g. "lqr_tracker.json.gz".
nlohmann::json golden(const std::string& name);

// Difference in units of the tolerance max(|expected|, 1)·1e-9 that double arithmetic allows a component: ≤ 1 is equal.
double component_error(double actual, double expected);

}  // namespace stepscope::test
