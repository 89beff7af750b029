#pragma once

#include <CLI/CLI.hpp>

namespace stepscope::cli {

// Accepts whole numbers of 64 bits; the parser alone would cut others to fit.
CLI::Validator whole_number();

}  // namespace stepscope::cli
