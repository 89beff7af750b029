#include "app/cli/whole_number.h"

#include <charconv>
#include <cstdint>
#include <string>

namespace stepscope::cli {

CLI::Validator whole_number() {
  const auto problem = [](std::string& text) -> std::string {
    std::uint64_t number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = code == std::errc{} && end == text.data() + text.size();
    return whole ? "" : "\"" + text + "\" is not a whole number from 0 to 2^64 - 1";
  };
  return {problem, "UINT64"};
}

}  // namespace stepscope::cli
