#pragma once

#include <cstdint>
#include <string>

namespace stepscope {

// Three significant digits without exponent: "8.24", "146", "0.0231"; "–" for what is no number.
std::string three_digits(double value);
// Groups of three digits: "21 691", with thin spaces.
std::string count_text(std::int64_t count);

}  // namespace stepscope
