#include "core/assembly/log_choice.h"

#include "core/scenario/lazy_log.h"
#include "core/scenario/preloaded_log.h"
#include "core/scenario/queried_log.h"

namespace stepscope {

Result<std::shared_ptr<RecordedLog>> make_log(const Scenario& scenario, const EngineProfile& profile,
                                              StatementLedger& ledger) {
  using enum LogValues;
  const LogValues lights = profile.traffic_lights == TrafficLightAccess::kPerRequest ? kQueried : kPreloaded;
  const LogConnections connections =
      profile.connections == ConnectionPolicy::kPerStatement ? LogConnections::kPerStatement : LogConnections::kPooled;
  if (profile.queries == QueryBatching::kPerObject) {
    auto log = LazyLog::open(scenario, lights, connections, &ledger);
    if (!log.ok()) return log.error();
    return std::shared_ptr<RecordedLog>(std::move(log).value());
  }
  const LogValues states = profile.queries == QueryBatching::kPerStep ? kQueried : kPreloaded;
  if (states == kPreloaded && lights == kPreloaded)
    return std::shared_ptr<RecordedLog>(std::make_shared<PreloadedLog>(scenario));
  auto log = QueriedLog::open(scenario, {.states = states, .lights = lights, .connections = connections}, &ledger);
  if (!log.ok()) return log.error();
  return std::shared_ptr<RecordedLog>(std::move(log).value());
}

}  // namespace stepscope
