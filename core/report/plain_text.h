#pragma once

#include <string>

#include "core/report/document.h"

namespace stepscope {

enum class TextColours { kNone, kTerminal };

// The document for a terminal: aligned tables, warnings in red, leads bold. Pictures are left out.
std::string plain_text_of(const Document& document, TextColours colours = TextColours::kNone);

}  // namespace stepscope
