#pragma once

#include "core/sqlite/database.h"
#include "core/store/run_summary.h"

namespace stepscope {

// All columns of table run but its number and its check value: first those that lists show, in the order that they are
// read in, then the rest.
inline constexpr const char* kRunColumns =
    "uuid, label, source, created_ms, status, message, planner, challenge, controller, profile, log, token, "
    "scenario_type, location, iterations, steps, mean_step_ns, p95_step_ns, max_step_ns, final_score, bytes, "
    "deleted_ms, unpacked, process, process_start, machine, fork_parent, fork_step, fork_changes, step_interval_s, "
    "db_path, maps_path, stages, manifest, metrics, unpacked_db_sha256, unpacked_map_sha256, last_statement, "
    "last_site, "
    "last_execution, last_background";
inline constexpr int kRunColumnCount = 41;

// Whether a run's row is as it was written.
enum class RunRow {
  kUnchecked,  // written before schema 4: nobody can tell
  kSound,
  kDamaged,
  kGivenUp,  // damaged, and deleted since: what it says about being deleted can be trusted
};

// Of the current row of "SELECT id, <kRunColumns>, crc FROM run".
RunRow run_row_of(const Statement& row);
// Of a run in the store; an error if there is none.
Result<RunRow> look_at_run(const Database& store, RunId run);
Error damaged_run(const std::string& store, RunId run);

// Writes the check value of a run's row, whatever that is now. Within the transaction that changed it, and only if it
// was sound before.
Status seal_run(const Database& store, RunId run);
// The same at the run's end, and before it how many rows its tables have: whoever reads them sees if some are gone.
Status seal_ended_run(const Database& store, RunId run);
// A damaged run that is deleted: what it says about that can be trusted from now on.
Status give_up_run(const Database& store, RunId run);

}  // namespace stepscope
