#pragma once

#include <string>

#include "core/base/result.h"
#include "core/report/document.h"

namespace stepscope {

// The document as PDF, A4 upright: its pictures as vectors, its texts as text that can be searched, page numbers.
// Names are laid out as they are, whatever their script. An error says what the drawing library refused.
Result<std::string> pdf_of(const Document& document);

}  // namespace stepscope
