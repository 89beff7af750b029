#include "core/assembly/log_choice.h"

#include "core/scenario/preloaded_log.h"
#include "core/scenario/queried_log.h"

namespace stepscope {

Result<std::shared_ptr<RecordedLog>> make_log(const Scenario& scenario, const EngineProfile& profile,
                                              StatementLedger& ledger) {
  const LogAccess access{
      .states = profile.queries == QueryBatching::kPerStep ? LogValues::kQueried : LogValues::kPreloaded,
      .lights = profile.traffic_lights == TrafficLightAccess::kPerRequest ? LogValues::kQueried : LogValues::kPreloaded,
      .connections = profile.connections == ConnectionPolicy::kPerStatement ? LogConnections::kPerStatement
                                                                            : LogConnections::kPooled};
  if (access.states == LogValues::kPreloaded && access.lights == LogValues::kPreloaded)
    return std::shared_ptr<RecordedLog>(std::make_shared<PreloadedLog>(scenario));
  auto log = QueriedLog::open(scenario, access, &ledger);
  if (!log.ok()) return log.error();
  return std::shared_ptr<RecordedLog>(std::move(log).value());
}

}  // namespace stepscope
