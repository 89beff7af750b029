#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stepscope {

// Splits CSV (RFC 4180: quotes, doubled quotes, line breaks inside quotes; LF or CRLF) into rows of fields.
std::vector<std::vector<std::string>> parse_csv(std::string_view text);

// A field as CSV holds it: in quotes, with quotes doubled, where it must be.
std::string csv_field(std::string_view text);

}  // namespace stepscope
