#pragma once

#include <string>

namespace stepscope {

// "0.21 ms", "−31.5 ns": three significant digits, the unit chosen by size (ns below 1 µs, µs below 0.1 ms, ms, s).
std::string duration_words(double ns);
// "0.9 … 1.1 µs": both ends in the unit of the larger one.
std::string interval_words(double low_ns, double high_ns);

}  // namespace stepscope
