#include "tests/core/pstats/marshal_text.h"

#include <cstring>

namespace stepscope::test {

std::string marshal_int(std::int32_t value) {
  std::string bytes = "i";
  for (int i = 0; i < 4; ++i) bytes += static_cast<char>(static_cast<std::uint32_t>(value) >> (8 * i));
  return bytes;
}

std::string marshal_real(double value) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  std::string bytes = "g";
  for (int i = 0; i < 8; ++i) bytes += static_cast<char>(bits >> (8 * i));
  return bytes;
}

std::string marshal_text(std::string_view text) {
  return std::string("z") + static_cast<char>(text.size()) + std::string(text);
}

std::string marshal_tuple(std::initializer_list<std::string> values) {
  std::string bytes = std::string(")") + static_cast<char>(values.size());
  for (const std::string& value : values) bytes += value;
  return bytes;
}

std::string marshal_dict(std::initializer_list<std::string> keys_and_values) {
  std::string bytes = "{";
  for (const std::string& value : keys_and_values) bytes += value;
  return bytes + "0";
}

ProfiledFunction function(std::string file, std::int64_t line, std::string name, std::int64_t calls, double own_s,
                          double cumulative_s) {
  return {.file = std::move(file),
          .line = line,
          .name = std::move(name),
          .calls = calls,
          .primitive_calls = calls,
          .own_s = own_s,
          .cumulative_s = cumulative_s};
}

CallerShare called_by(std::size_t caller, std::int64_t calls, double own_s, double cumulative_s) {
  return {.caller = caller, .calls = calls, .own_s = own_s, .cumulative_s = cumulative_s};
}

ProfiledFunction sqlite_function(std::string_view name, std::int64_t calls) {
  return function("~", 0, "<method '" + std::string(name) + "' of 'sqlite3.Cursor' objects>", calls, 0.0, 0.0);
}

}  // namespace stepscope::test
