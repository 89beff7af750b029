#include "core/imitation/training_start.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <vector>

namespace stepscope {

namespace {

namespace fs = std::filesystem;

bool is_there(const fs::path& file) {
  std::error_code code;
  return fs::exists(file, code);
}

Error about(const fs::path& file, std::string reason) {
  return {.file = file.string(), .place = {}, .field = {}, .reason = std::move(reason)};
}

Status check_folder(const fs::path& model) {
  const fs::path folder = model.parent_path().empty() ? fs::path(".") : model.parent_path();
  std::error_code code;
  if (!fs::exists(folder, code)) return about(folder, "there is no such folder to put the model in");
  if (!fs::is_directory(folder, code)) return about(folder, "is no folder, and the model cannot be put in");
  if (::faccessat(AT_FDCWD, folder.c_str(), W_OK | X_OK, AT_EACCESS) != 0)
    return about(folder, "the model cannot be put in: " + std::generic_category().message(errno));
  return {};
}

Status check_resume(const TrainingFiles& files) {
  const auto state = read_training_state(files.state);
  if (!state.ok()) return state.error();
  const fs::path checkpoint = files.checkpoint(state.value().checkpoint);
  if (!is_there(checkpoint)) return about(checkpoint, "is missing, and without it the training cannot go on");
  return {};
}

std::vector<std::string> parts_of(const std::string& settings) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin < settings.size();) {
    const std::size_t end = std::min(settings.find(", ", begin), settings.size());
    parts.push_back(settings.substr(begin, end - begin));
    begin = end + 2;
  }
  return parts;
}

// Those of the first that the second lacks.
std::string only_in(const std::vector<std::string>& parts, const std::vector<std::string>& others) {
  std::string text;
  for (const std::string& part : parts)
    if (std::ranges::count(parts, part) > std::ranges::count(others, part)) text += (text.empty() ? "" : ", ") + part;
  return text.empty() ? "nothing of the kind" : "\"" + text + "\"";
}

}  // namespace

Status check_start(const TrainingOptions& options) {
  const TrainingFiles files(options.model);
  if (Status folder = check_folder(files.model); !folder.ok()) return folder;
  if (options.resume) return check_resume(files);
  if (options.overwrite) return {};
  for (const fs::path& file : {files.state, files.model})
    if (is_there(file))
      return about(file, file == files.model
                             ? "is there already: overwrite it, or name another file"
                             : "a training is there already: resume it, overwrite it, or name another file");
  return {};
}

std::string settings_differ(const std::string& begun, const std::string& asked) {
  const std::vector<std::string> before = parts_of(begun), now = parts_of(asked);
  return fmt::format("the training was begun with {}, and cannot go on with {}", only_in(before, now),
                     only_in(now, before));
}

}  // namespace stepscope
