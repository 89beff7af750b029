#pragma once

#include <string>
#include <string_view>

namespace stepscope {

// Text out of somebody's data as valid UTF-8 that changes nothing around it: bytes that are not UTF-8, control
// characters and marks that turn the direction of writing become U+FFFD; line breaks and tabs become spaces.
std::string clean_text(std::string_view text);

}  // namespace stepscope
