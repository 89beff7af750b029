#pragma once

#include <filesystem>
#include <vector>

namespace stepscope {

// Where the learning module may lie, the best place first: what STEPSCOPE_LEARNING_MODULE names, or else beside the
// program where it was built, or where the package puts it.
std::vector<std::filesystem::path> module_places();

// The program that runs; empty if the system does not say.
std::filesystem::path own_program();

}  // namespace stepscope
