#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace stepscope::cli {

// Options that every command has.
struct CommonOptions {
  bool json{false};
  bool quiet{false};
};

// Writes to the terminal: results on standard output, everything else on standard error. With --json nothing but the
// JSON result goes to standard output; progress is shown only when standard error is a terminal.
class Console {
 public:
  explicit Console(const CommonOptions& options) : options_(options) {}

  bool json() const { return options_.json; }
  void result(std::string_view line) const;         // not with --json
  void result_json(const std::string& text) const;  // only with --json
  void note(std::string_view line) const;           // not with --quiet
  void error(const Error& error) const;
  // One line that is overwritten: what, done of total, time left. At most ten times a second.
  void progress(std::string_view what, std::size_t done, std::size_t total);
  // The same for what counts otherwise: this line, overwritten by the next.
  void progress_line(std::string_view line);
  void end_progress();

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;
  CommonOptions options_;
  SteadyTime begin_{};
  SteadyTime last_{};
  bool shown_{false};
};

}  // namespace stepscope::cli
