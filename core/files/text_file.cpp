#include "core/files/text_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <vector>

namespace stepscope {

namespace {

Error problem(const std::filesystem::path& file, const char* what) {
  std::string reason = what;
  if (errno != 0) reason += std::string(": ") + std::strerror(errno);
  return {.file = file.string(), .place = {}, .field = {}, .reason = std::move(reason)};
}

}  // namespace

Status write_file(const std::filesystem::path& file, std::string_view content) {
  const std::filesystem::path partial = file.string() + ".partial";
  errno = 0;
  std::ofstream out(partial, std::ios::binary | std::ios::trunc);
  if (!out) return problem(file, "cannot be written");
  out.write(content.data(), static_cast<std::streamsize>(content.size()));
  out.close();
  if (out && std::rename(partial.c_str(), file.c_str()) == 0) return {};
  Error error = problem(file, "cannot be written");
  std::error_code code;
  std::filesystem::remove(partial, code);  // a half that nobody reads, perhaps what fills the disk
  return error;
}

Result<std::string> read_file(const std::filesystem::path& file) {
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in) return problem(file, "cannot be read");
  // Through read(), which keeps what the file's buffer throws (a folder under the file's name, a failing disk).
  std::string content;
  std::vector<char> chunk(1 << 16);
  while (in.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) || in.gcount() > 0)
    content.append(chunk.data(), static_cast<std::size_t>(in.gcount()));
  if (in.bad()) return problem(file, "cannot be read");
  return content;
}

}  // namespace stepscope
