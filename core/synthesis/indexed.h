#pragma once

#include <cstddef>
#include <vector>

namespace stepscope::synthesis {

// Element of a vector by an int index: rows of the city refer to each other by int, −1 for none.
template <typename T>
T& nth(std::vector<T>& values, int index) {
  return values[static_cast<std::size_t>(index)];
}
template <typename T>
const T& nth(const std::vector<T>& values, int index) {
  return values[static_cast<std::size_t>(index)];
}
template <typename T>
int count(const std::vector<T>& values) {
  return static_cast<int>(values.size());
}

}  // namespace stepscope::synthesis
