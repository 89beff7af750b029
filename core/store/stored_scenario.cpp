#include "core/store/stored_scenario.h"

namespace stepscope {

Result<ScenarioPtr> load_scenario(const ScenarioPlace& place, MapCache& maps, const DataPlaces& places) {
  StoredManifest manifest = place.manifest;
  manifest.identity.db_sha256 = places.db.empty() ? place.db_sha256 : place.manifest.identity.db_sha256;
  manifest.identity.map_sha256 = places.maps.empty() ? place.map_sha256 : place.manifest.identity.map_sha256;
  return scenario_of(
      manifest,
      {.db = places.db.empty() ? place.db : places.db, .maps = places.maps.empty() ? place.maps : places.maps}, maps);
}

Result<ScenarioPtr> load_scenario(const RunStore& store, RunId run, MapCache& maps, const DataPlaces& places) {
  auto place = store.scenario_place(run);
  if (!place.ok()) return place.error();
  return load_scenario(place.value(), maps, places);
}

}  // namespace stepscope
