#include "core/files/growing_file.h"

#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>
#include <utility>

namespace stepscope {

namespace {

std::filesystem::path partial_name(const std::filesystem::path& file) { return file.string() + ".partial"; }

Error problem(const std::filesystem::path& file, const std::string& what) {
  return {.file = file.string(), .place = {}, .field = {}, .reason = what};
}

Error not_written(const std::filesystem::path& file) {
  return problem(file, std::string("cannot be written") + (errno != 0 ? std::string(": ") + std::strerror(errno) : ""));
}

}  // namespace

Result<GrowingFile> GrowingFile::create(const std::filesystem::path& file) {
  std::error_code code;
  if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path(), code);
  if (code) return problem(file.parent_path(), "cannot be created: " + code.message());
  errno = 0;
  std::FILE* open = std::fopen(partial_name(file).c_str(), "wb");
  if (open == nullptr) return not_written(file);
  return GrowingFile(file, open);
}

GrowingFile::~GrowingFile() {
  if (!open_) return;
  open_.reset();
  std::error_code code;
  std::filesystem::remove(partial_name(file_), code);
}

Status GrowingFile::append(std::string_view bytes) {
  errno = 0;
  if (std::fwrite(bytes.data(), 1, bytes.size(), open_.get()) != bytes.size()) return not_written(file_);
  size_ += bytes.size();
  return {};
}

Status GrowingFile::overwrite(std::uint64_t position, std::string_view bytes) {
  errno = 0;
  const bool written = std::fseek(open_.get(), static_cast<long>(position), SEEK_SET) == 0 &&
                       std::fwrite(bytes.data(), 1, bytes.size(), open_.get()) == bytes.size() &&
                       std::fseek(open_.get(), 0, SEEK_END) == 0;
  return written ? Status() : Status(not_written(file_));
}

Status GrowingFile::commit() {
  errno = 0;
  const std::filesystem::path partial = partial_name(file_);
  if (std::fclose(open_.release()) == 0 && std::rename(partial.c_str(), file_.c_str()) == 0) return {};
  Error error = not_written(file_);
  std::error_code code;
  std::filesystem::remove(partial, code);  // a half that nobody reads, perhaps what fills the disk
  return error;
}

}  // namespace stepscope
