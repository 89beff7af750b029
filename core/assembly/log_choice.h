#pragma once

#include <memory>

#include "core/profile/engine_profile.h"
#include "core/scenario/recorded_log.h"
#include "core/sqlite/ledger.h"

namespace stepscope {

// Where the run reads recorded values from, by the profile's switches `queries`, `connections` and `traffic-lights`.
// The scenario must outlive the result.
Result<std::shared_ptr<RecordedLog>> make_log(const Scenario& scenario, const EngineProfile& profile,
                                              StatementLedger& ledger);

}  // namespace stepscope
