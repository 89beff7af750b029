#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/profile/profile_folder.h"

namespace stepscope {

// Those that come with the program, without a file, then those of a folder.
ProfileFolder kept_profiles(const std::filesystem::path& folder);

// What a profile is, in one sentence without a full stop: "as the reference simulator works, statement by statement";
// of one of one's own what differs from `fast`.
std::string profile_sentence(const EngineProfile& profile);

}  // namespace stepscope
