#include "core/learning/model_choice.h"

#include <algorithm>
#include <cstdlib>

namespace stepscope {

namespace {

namespace fs = std::filesystem;

constexpr const char* kExtension = ".pt";

bool is_file(const fs::path& path) {
  std::error_code code;
  return fs::is_regular_file(path, code);
}

std::string names_of(const std::vector<fs::path>& paths) {
  std::string names;
  for (const fs::path& path : paths) names += (names.empty() ? "" : ", ") + path.string();
  return names;
}

}  // namespace

std::vector<fs::path> model_folders() {
  if (const char* named = std::getenv("STEPSCOPE_MODELS"); named != nullptr && *named != '\0') return {named};
  std::vector<fs::path> folders;
  std::error_code code;
  const fs::path program = fs::read_symlink("/proc/self/exe", code);
  const auto add = [&](fs::path folder) {
    if (fs::is_directory(folder, code)) folders.push_back(std::move(folder));
  };
  for (fs::path above = program.parent_path(); above.has_relative_path(); above = above.parent_path())
    add(above / "resources" / "models");
  if (!program.empty()) add(program.parent_path().parent_path() / "share" / "stepscope" / "models");
  return folders;
}

std::vector<fs::path> shipped_models() {
  std::vector<fs::path> models;
  std::error_code code;
  for (const fs::path& folder : model_folders())
    for (const auto& entry : fs::directory_iterator(folder, code)) {
      const fs::path& file = entry.path();
      if (file.extension() != kExtension || !is_file(file)) continue;
      if (std::ranges::find(models, file.filename(), &fs::path::filename) == models.end()) models.push_back(file);
    }
  std::ranges::sort(models, {}, &fs::path::filename);
  return models;
}

Result<ModelChoice> choose_model(const std::string& text) {
  if (text == kRandomResNet) return ModelChoice{.name = text, .file = {}};
  if (is_file(text)) return ModelChoice{.name = fs::path(text).filename().string(), .file = text};
  std::error_code code;
  if (fs::is_directory(text, code)) return make_error("\"" + text + "\" is a folder, not a TorchScript file");
  if (text.empty() || fs::path(text).has_parent_path() || fs::path(text).extension() == kExtension)
    return make_error("there is no file \"" + text + "\"");
  const std::vector<fs::path> folders = model_folders();
  for (const fs::path& folder : folders)
    if (const fs::path file = folder / (text + kExtension); is_file(file))
      return ModelChoice{.name = file.filename().string(), .file = file};
  return make_error("there is no model \"" + text + "\"" +
                    (folders.empty() ? " and none comes with this program" : " in " + names_of(folders)) +
                    "; give the path of a TorchScript file, or " + std::string(kRandomResNet));
}

}  // namespace stepscope
