#include "core/scenario/preloaded_log.h"

#include <string>

namespace stepscope {

Status check_iteration(const Scenario& scenario, int iteration) {
  if (iteration >= 0 && iteration < scenario.iterations()) return {};
  return Error{
      .file = scenario.id().db.string(),
      .place = "scenario " + scenario.id().token.hex(),
      .field = "iteration",
      .reason = "there is no iteration " + std::to_string(iteration) + " of " + std::to_string(scenario.iterations())};
}

Result<SimTime> PreloadedLog::time(int iteration) {
  if (Status known = check_iteration(scenario_, iteration); !known.ok()) return known.error();
  return scenario_.time(iteration);
}

Result<EgoState> PreloadedLog::ego(int iteration) {
  if (Status known = check_iteration(scenario_, iteration); !known.ok()) return known.error();
  return scenario_.iteration(iteration).ego;
}

Result<std::span<const TrackedObject>> PreloadedLog::objects(int iteration) {
  if (Status known = check_iteration(scenario_, iteration); !known.ok()) return known.error();
  return scenario_.iteration(iteration).objects;
}

Result<std::span<const TrafficLightStatus>> PreloadedLog::lights(int iteration) {
  if (Status known = check_iteration(scenario_, iteration); !known.ok()) return known.error();
  return scenario_.iteration(iteration).lights;
}

Status PreloadedLog::future_ego(int iteration, double horizon_s, int n, std::vector<EgoState>& out) {
  if (Status known = check_iteration(scenario_, iteration); !known.ok()) return known;
  scenario_.future_ego(iteration, horizon_s, n, out);
  return {};
}

}  // namespace stepscope
