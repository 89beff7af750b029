#pragma once

#include <string>
#include <string_view>

namespace stepscope {

// Text out of somebody's data as valid UTF-8 that changes nothing around it: bytes that are not UTF-8, control
// characters and marks that turn the direction of writing become U+FFFD; line breaks and tabs become spaces.
std::string clean_text(std::string_view text);

// At most so many bytes of UTF-8, cut between characters, with " …" in place of the rest.
std::string cut_text(std::string_view text, std::size_t bytes);

}  // namespace stepscope
