#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string_view>

#include "core/base/result.h"

namespace stepscope {

// A file that is written piece by piece under a temporary name beside its own ("x.partial"), and gets its own once it
// is whole: a file under its own name is always complete. Without commit() nothing stays. Errors name the file and the
// system's reason (full disk, no permission …).
class GrowingFile {
 public:
  // Makes the folder, too, if it is missing. What an earlier program left under the temporary name is replaced.
  static Result<GrowingFile> create(const std::filesystem::path& file);
  ~GrowingFile();
  GrowingFile(GrowingFile&&) noexcept = default;
  GrowingFile& operator=(GrowingFile&&) = delete;

  Status append(std::string_view bytes);
  // Writes over what is there from `position` on, then goes on at the end.
  Status overwrite(std::uint64_t position, std::string_view bytes);
  // Closes the file and gives it its name.
  Status commit();
  std::uint64_t size() const { return size_; }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  GrowingFile(std::filesystem::path file, std::FILE* open) : file_(std::move(file)), open_(open) {}

  std::filesystem::path file_;
  std::unique_ptr<std::FILE, Close> open_;  // null: committed, or moved away
  std::uint64_t size_{0};
};

}  // namespace stepscope
