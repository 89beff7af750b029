#pragma once

#include <filesystem>
#include <vector>

#include "core/profile/engine_profile.h"

namespace stepscope {

// A profile that somebody keeps as a file.
struct KeptProfile {
  EngineProfile profile;
  std::filesystem::path file;
};

struct ProfileFolder {
  std::vector<KeptProfile> profiles;  // by name of their files
  std::vector<Error> problems;        // files that are no profiles; each names its file
};

// The files *.json of a folder. One that is not there holds none.
ProfileFolder profiles_in(const std::filesystem::path& folder);

}  // namespace stepscope
