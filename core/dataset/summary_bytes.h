#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/dataset/log_index.h"

namespace stepscope {

// A summary as bytes for the index cache, without LogSummary::db. About 14 bytes per frame: 8 of them its token.
std::string to_bytes(const LogSummary& summary);
// None if the bytes are not exactly what to_bytes() makes.
std::optional<LogSummary> summary_from_bytes(std::string_view bytes);

}  // namespace stepscope
