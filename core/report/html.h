#pragma once

#include <string>

#include "core/report/document.h"

namespace stepscope {

// The document as one HTML page that needs nothing else: style sheet and pictures inside, no script, no network. Light
// or dark by the reader's preference, light on paper. Long documents have a table of contents.
std::string html_of(const Document& document);

}  // namespace stepscope
