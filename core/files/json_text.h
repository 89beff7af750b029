#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace stepscope {

// Text of a JSON value. Names and messages can come out of foreign files: bytes that are not UTF-8 become U+FFFD, where
// dump() alone would throw.
template <typename Json>
std::string json_text(const Json& json, int indent = -1) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace stepscope
