#include "core/assembly/planner_choice.h"

#include <string>

#include "core/assembly/raster_choice.h"

namespace stepscope {

Result<const PlannerEntry*> planner_entry(const RunRequest& request) {
  if (const PlannerEntry* entry = find_planner(request.planner)) return entry;
  std::string known;
  for (const PlannerEntry& other : planner_list()) known += (known.empty() ? "" : ", ") + other.id;
  return Error{.file = {},
               .place = {},
               .field = "planner",
               .reason = "there is no planner \"" + request.planner + "\"; known: " + known};
}

namespace {

NetworkOptions network_options(const EngineProfile& profile) {
  constexpr int kThreads[] = {1, 2, 4, 0};
  return {.mode = static_cast<InferenceMode>(profile.inference),
          .device = static_cast<InferenceDevice>(profile.learning_device),
          .threads = kThreads[static_cast<int>(profile.inference_threads)]};
}

}  // namespace

PlannerMeans planner_means(const EngineProfile& profile) {
  return {.log = nullptr,
          .leads = profile.corridors == CorridorBuilding::kGeos ? LeadSearchMethod::kPolygon
                                                                : LeadSearchMethod::kDistanceFirst,
          .rasters = raster_method(profile),
          .network = network_options(profile)};
}

Result<std::unique_ptr<Planner>> make_planner(const RunRequest& request, const EngineProfile& profile,
                                              RecordedLog& log) {
  auto entry = planner_entry(request);
  if (!entry.ok()) return entry.error();
  PlannerMeans means = planner_means(profile);
  if (entry.value()->oracle) means.log = &log;
  return entry.value()->make(request.parameters, means);
}

}  // namespace stepscope
