#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace stepscope {

// A function as called by one of its callers. Profiles made with Python's slow "profile" module know the number only.
struct CallerShare {
  static constexpr std::size_t kUnknown = static_cast<std::size_t>(-1);  // not among the functions

  std::size_t caller{kUnknown};  // index of a function
  std::int64_t calls{0};
  double own_s{0.0};         // the function's own time in these calls
  double cumulative_s{0.0};  // with everything it called
  bool timed{true};
};

// One function of a profile. Of built-in functions `file` is "~", `line` 0 and `name` as "<built-in method …>".
struct ProfiledFunction {
  std::string file;
  std::int64_t line{0};
  std::string name;
  std::int64_t calls{0};            // entries; of a generator every resumption is one
  std::int64_t primitive_calls{0};  // those that were not recursive
  double own_s{0.0};
  double cumulative_s{0.0};
  std::vector<CallerShare> callers;

  bool built_in() const { return file == "~"; }
};

// What Python's cProfile wrote: {(file, line, name): (primitive calls, calls, own, cumulative, {caller: …})}.
struct ProfileTable {
  std::vector<ProfiledFunction> functions;  // in the order of the file

  double own_s() const;  // of all functions: the time that was profiled
  std::int64_t calls() const;
};

// Reads a .stats file. Its content is never executed. The error names the file and the byte (not the format) or the
// entry and its field (the format, but no profile).
Result<ProfileTable> read_profile(const std::filesystem::path& file);
// The same for content at hand.
Result<ProfileTable> parse_profile(std::string content, const std::string& name);

}  // namespace stepscope
