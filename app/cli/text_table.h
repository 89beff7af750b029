#pragma once

#include <string>

#include "core/report/document.h"

namespace stepscope::cli {

// A table for a terminal: columns as wide as their longest cell, separated by two spaces. Long titles are broken
// between words.
std::string text_table(const Table& table);

}  // namespace stepscope::cli
