#include "core/profile/profile_folder.h"

#include <algorithm>
#include <utility>

#include "core/profile/profile_file.h"

namespace stepscope {

ProfileFolder profiles_in(const std::filesystem::path& folder) {
  std::error_code code;
  std::vector<std::filesystem::path> files;
  for (auto entry = std::filesystem::directory_iterator(folder, code);
       !code && entry != std::filesystem::directory_iterator(); entry.increment(code))
    if (entry->path().extension() == ".json") files.push_back(entry->path());
  std::ranges::sort(files);
  ProfileFolder out;
  for (const std::filesystem::path& file : files) {
    auto profile = read_profile_file(file);
    if (profile.ok())
      out.profiles.push_back({.profile = std::move(profile).value(), .file = file});
    else
      out.problems.push_back(profile.error());
  }
  return out;
}

}  // namespace stepscope
