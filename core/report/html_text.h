#pragma once

#include <string>
#include <string_view>

namespace stepscope {

// Text that HTML shows as it is, between tags and inside quoted attributes.
std::string html_text(std::string_view text);

}  // namespace stepscope
