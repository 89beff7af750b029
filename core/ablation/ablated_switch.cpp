#include "core/ablation/ablated_switch.h"

#include <algorithm>
#include <cassert>

#include "core/assembly/switch_use.h"
#include "core/learning/learning_library.h"
#include "core/planning/planner_list.h"

namespace stepscope {

namespace {

AblatedSwitch from(const Optimisation& optimisation) {
  return {.number = optimisation.number,
          .title = std::string(optimisation.title),
          .key = std::string(optimisation.key),
          .off = std::string(optimisation.off),
          .on = std::string(optimisation.on),
          .estimated_ms = optimisation.estimated_ms,
          .needs = optimisation.needs};
}

AblatedSwitch beyond(std::string title, std::string key, std::string off, std::string on) {
  return {.number = 0,
          .title = std::move(title),
          .key = std::move(key),
          .off = std::move(off),
          .on = std::move(on),
          .estimated_ms = std::nullopt};
}

std::string value_in(const EngineProfile& profile, std::string_view key) {
  const auto switches = switches_of(profile);
  const auto found = std::ranges::find(switches, key, &ProfileSwitch::key);
  return found == switches.end() ? std::string() : found->value;
}

OptimisationNeeds needs_of(std::string_view key) {
  for (const Optimisation& optimisation : optimisations())
    if (optimisation.key == key) return optimisation.needs;
  return key == "inference-threads" ? OptimisationNeeds::kNetwork : OptimisationNeeds::kNothing;
}

Error about(std::string_view word, std::string reason) {
  return {.file = {}, .place = "switch " + std::string(word), .field = {}, .reason = std::move(reason)};
}

// "map-raster=canvas".
Result<AblatedSwitch> with_value(std::string_view word) {
  const std::string key(word.substr(0, word.find('='))), value(word.substr(word.find('=') + 1));
  EngineProfile profile = EngineProfile::baseline();
  if (Status status = set_switch(profile, key, value); !status.ok()) return status.error();
  const std::string off = value_in(EngineProfile::baseline(), key);
  if (value == off) return about(key, "\"" + value + "\" is what the baseline does already");
  for (const AblatedSwitch& usual : usual_switches())
    if (usual.key == key && usual.on == value) return usual;
  AblatedSwitch made = beyond(key + ": " + value, key, off, value);
  made.needs = needs_of(key);
  return made;
}

std::string_view trimmed(std::string_view word) {
  const std::size_t first = word.find_first_not_of(" \t");
  return first == std::string_view::npos ? std::string_view()
                                         : word.substr(first, word.find_last_not_of(" \t") - first + 1);
}

Result<AblatedSwitch> named(std::string_view word) {
  if (word.find('=') != std::string_view::npos) return with_value(word);
  for (const AblatedSwitch& usual : usual_switches())
    if (usual.key == word || (usual.number > 0 && std::to_string(usual.number) == word)) return usual;
  EngineProfile profile = EngineProfile::baseline();
  if (set_switch(profile, word, value_in(profile, word)).ok())
    return about(word, "fast leaves it as the baseline has it; name the value to try: " + std::string(word) + "=…");
  std::string known;
  for (const AblatedSwitch& usual : usual_switches()) {
    if (usual.number > 0)
      known += std::to_string(usual.number) + " (" + usual.key + "), ";
    else
      known += usual.key + ", ";
  }
  return about(word, "unknown; known: " + known + "or key=value");
}

void set(EngineProfile& profile, const std::string& key, const std::string& value) {
  [[maybe_unused]] const Status status = set_switch(profile, key, value);
  assert(status.ok());
}

}  // namespace

std::string AblatedSwitch::phase() const {
  return number > 0 ? std::string(phase_title(static_cast<OptimisationPhase>((number - 1) / 3))) : "beyond the list";
}

bool AblatedSwitch::in(const EngineProfile& profile) const { return value_in(profile, key) == on; }

std::vector<AblatedSwitch> usual_switches() {
  std::vector<AblatedSwitch> list;
  for (const Optimisation& optimisation : optimisations()) list.push_back(from(optimisation));
  list.push_back(beyond("tracker solved in bands", "tracker", "dense", "banded"));
  list.push_back(beyond("corridors by outlines", "corridors", "geos", "outline"));
  list.push_back(beyond("neighbours from a grid", "neighbours", "all", "grid"));
  return list;
}

Result<std::vector<AblatedSwitch>> switches_named(std::span<const std::string> words) {
  std::vector<AblatedSwitch> asked, list;
  for (const std::string& word : words) {
    if (trimmed(word).empty()) continue;
    auto found = named(trimmed(word));
    if (!found.ok()) return found.error();
    if (std::ranges::find(asked, found.value()) == asked.end()) asked.push_back(std::move(found).value());
  }
  if (asked.empty()) return make_error("no switch was named");
  for (AblatedSwitch& usual : usual_switches())
    if (std::erase(asked, usual) > 0) list.push_back(std::move(usual));
  list.insert(list.end(), asked.begin(), asked.end());
  return list;
}

AblationMeans means_of(const RunRequest& request) {
  const PlannerEntry* entry = find_planner(request.planner);
  if (entry == nullptr || !entry->model_file) return {.why_no_cuda = "not looked for", .missing_forms = {}};
  const auto library = learning_library();
  if (!library.ok()) return {.why_no_cuda = library.error().text(), .missing_forms = {}};
  const LearningFacts& facts = library.value()->facts();
  AblationMeans means;
  if (!facts.cuda) means.why_no_cuda = facts.cuda_reason.empty() ? "there is no CUDA device" : facts.cuda_reason;
  for (const ModeAvailability& mode : facts.modes)
    if (!mode.available) means.missing_forms[std::string(mode_name(mode.mode))] = mode.reason;
  return means;
}

std::string why_not_measured(const AblatedSwitch& what, const RunRequest& request, const AblationMeans& means) {
  if (std::string why = why_no_effect(what.key, request); !why.empty()) return why + ": no effect expected";
  if (what.needs == OptimisationNeeds::kCuda && !means.why_no_cuda.empty())
    return "no CUDA device to measure it on: " + means.why_no_cuda;
  const auto missing = means.missing_forms.find(what.on);
  if (what.key == "inference" && missing != means.missing_forms.end())
    return "the network cannot run as " + what.on + " here: " + missing->second;
  return {};
}

EngineProfile with(EngineProfile profile, const AblatedSwitch& what) {
  set(profile, what.key, what.on);
  return profile;
}

EngineProfile without(EngineProfile profile, const AblatedSwitch& what) {
  set(profile, what.key, what.off);
  return profile;
}

}  // namespace stepscope
