#pragma once

#include "core/report/pdf_sheet.h"

namespace stepscope {

// Colours on paper: those of the light theme.
Colour paper_colour(Ink ink);

}  // namespace stepscope
