#include "core/record/text_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>

namespace stepscope {

Status write_file(const std::filesystem::path& file, std::string_view content) {
  const auto problem = [&file] {
    return Error{.file = file.string(),
                 .place = {},
                 .field = {},
                 .reason = std::string("cannot be written: ") + std::strerror(errno)};
  };
  const std::filesystem::path partial = file.string() + ".partial";
  {
    std::ofstream out(partial, std::ios::binary | std::ios::trunc);
    if (!out) return problem();
    out.write(content.data(), static_cast<std::streamsize>(content.size()));
    out.flush();
    if (!out) return problem();
  }
  if (std::rename(partial.c_str(), file.c_str()) != 0) return problem();
  return {};
}

}  // namespace stepscope
