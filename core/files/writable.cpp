#include "core/files/writable.h"

#include "core/files/text_file.h"

namespace stepscope {

namespace {

Error problem(const std::filesystem::path& file, std::string reason) {
  return {.file = file.string(), .place = {}, .field = {}, .reason = std::move(reason)};
}

// Writes and removes a file of a name that nobody else has.
Status try_beside(const std::filesystem::path& file) {
  const std::filesystem::path trial = file.string() + ".trial";
  if (const Status done = write_file(trial, "x"); !done.ok()) {
    Error error = done.error();
    error.file = file.string();
    return error;
  }
  std::error_code code;
  std::filesystem::remove(trial, code);
  return {};
}

}  // namespace

Status file_is_writable(const std::filesystem::path& file) {
  std::error_code code;
  if (file.empty() || !file.has_filename()) return problem(file, "is no name of a file");
  if (std::filesystem::is_directory(file, code)) return problem(file, "cannot be written: is a folder");
  return try_beside(file);
}

Status folder_is_writable(const std::filesystem::path& folder) {
  if (folder.empty()) return problem(folder, "a folder without a name");
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  if (code) return problem(folder, "cannot be created: " + code.message());
  Status done = try_beside(folder / "file");
  if (done.ok()) return {};
  Error error = done.error();
  error.file = folder.string();
  return error;
}

}  // namespace stepscope
