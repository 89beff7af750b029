#pragma once

#include <string>
#include <string_view>

#include "core/report/document.h"

namespace stepscope {

// The document as Markdown with tables (GitHub's). Pictures are left out, which the end of the text says.
std::string markdown_of(const Document& document);

// Text that Markdown (and HTML inside it) shows as it is, on one line.
std::string markdown_text(std::string_view text);

}  // namespace stepscope
