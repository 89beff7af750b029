#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stepscope {

// zlib (RFC 1950) in memory.
std::string deflated(std::string_view bytes, int level);
// None if the bytes are damaged or not whole. They begin with their size when inflated, which `deflated` puts there.
std::optional<std::string> inflated(std::string_view bytes);

}  // namespace stepscope
