#include "core/profile/kept_profiles.h"

#include "core/profile/optimisation.h"
#include "core/profile/profile_file.h"

namespace stepscope {

ProfileFolder kept_profiles(const std::filesystem::path& folder) {
  ProfileFolder kept = profiles_in(folder);
  std::vector<KeptProfile> named;
  for (const std::string_view name : EngineProfile::names())
    named.push_back({.profile = EngineProfile::named(name).value(), .file = {}});
  kept.profiles.insert(kept.profiles.begin(), named.begin(), named.end());
  return kept;
}

std::string profile_sentence(const EngineProfile& profile) {
  const std::string name = name_of_switches(profile);
  if (name == "fast") return "everything on that helps: the way that runs are made unless another one is asked for";
  if (name == "baseline") return "as the reference simulator works, statement by statement; the same drive, slower";
  for (const OptimisationPhase phase : kPhases)
    if (name == phase_key(phase))
      return "baseline with the first " + std::to_string(3 * (static_cast<int>(phase) + 1)) +
             " of the twelve optimisations";
  std::string differs;
  const auto fast = switches_of(EngineProfile::fast()), own = switches_of(profile);
  for (std::size_t i = 0; i < own.size(); ++i)
    if (own[i].value != fast[i].value) differs += (differs.empty() ? "" : ", ") + own[i].key + " " + own[i].value;
  return "fast with " + differs;
}

}  // namespace stepscope
