#include "app/cli/console.h"

#include <fmt/core.h>
#include <unistd.h>

#include <cstdio>

namespace stepscope::cli {

void Console::result(std::string_view line) const {
  if (!options_.json) fmt::print("{}\n", line);
}

void Console::result_json(const std::string& text) const {
  if (options_.json) fmt::print("{}\n", text);
}

void Console::note(std::string_view line) const {
  if (!options_.quiet) fmt::print(stderr, "{}\n", line);
}

void Console::error(const Error& error) const { fmt::print(stderr, "error: {}\n", error.text()); }

void Console::progress(std::string_view what, std::size_t done, std::size_t total) {
  if (options_.quiet || isatty(STDERR_FILENO) == 0) return;
  const auto now = std::chrono::steady_clock::now();
  if (!shown_) begin_ = now;
  if (shown_ && now - last_ < std::chrono::milliseconds(100) && done < total) return;
  shown_ = true;
  last_ = now;
  std::string left;
  if (done > 0 && done < total) {
    const double elapsed_s = std::chrono::duration<double>(now - begin_).count();
    left = fmt::format(", {:.0f} s left", elapsed_s * static_cast<double>(total - done) / static_cast<double>(done));
  }
  fmt::print(stderr, "\r\033[K{} {}/{}{}", what, done, total, left);
  std::fflush(stderr);
}

void Console::progress_line(std::string_view line) {
  if (options_.quiet || isatty(STDERR_FILENO) == 0) return;
  const auto now = std::chrono::steady_clock::now();
  if (shown_ && now - last_ < std::chrono::milliseconds(100)) return;
  shown_ = true;
  last_ = now;
  fmt::print(stderr, "\r\033[K{}", line);
  std::fflush(stderr);
}

void Console::end_progress() {
  if (shown_) fmt::print(stderr, "\r\033[K");
  shown_ = false;
}

}  // namespace stepscope::cli
