#pragma once

#include <filesystem>
#include <string>

#include "core/base/result.h"
#include "core/profile/engine_profile.h"

namespace stepscope {

// Profiles as files of JSON:
//   {"name": "mine", "based_on": "fast", "switches": {"queries": "per-step"}}
// Switches that are not named are as in `based_on`, one of the named profiles ("fast" if left out).

// With every switch written out.
std::string profile_text(const EngineProfile& profile);
// An error names `file` and the field, the unknown switch, or the values that it can have. A file may call itself like
// a named profile only if it is that.
Result<EngineProfile> parse_profile(const std::string& text, const std::filesystem::path& file);
Result<EngineProfile> read_profile_file(const std::filesystem::path& file);
Status write_profile_file(const EngineProfile& profile, const std::filesystem::path& file);

// What a user names: one of the named profiles, else a file. An error says what there is.
Result<EngineProfile> profile_called(const std::string& name_or_file);
// The name of the named profile whose switches these are; empty: of none.
std::string name_of_switches(const EngineProfile& profile);

}  // namespace stepscope
