#include "app/cli/one_scenario.h"

#include "core/map/map_cache.h"

namespace stepscope::cli {

Result<ScenarioPtr> load_one(const DataOptions& data, const SelectionOptions& selection, Console& console) {
  auto dataset = open_dataset(data, console);
  if (!dataset.ok()) return dataset.error();
  auto chosen = choose(*dataset.value(), selection, console);
  if (!chosen.ok()) return chosen.error();
  const ChosenScenario& scenario = chosen.value().front();
  auto map = MapCache().get(dataset.value()->paths.maps, scenario.location);
  if (!map.ok()) return map.error();
  return Scenario::load(scenario.id, scenario.type, scenario.extraction, map.value());
}

}  // namespace stepscope::cli
