#pragma once

#include <cstdint>

#include "core/sqlite/database.h"

namespace stepscope {

// The tables of a store (docs/run_store.md).
inline constexpr std::int64_t kStoreApplicationId = 0x53545252;  // "STRR": PRAGMA application_id of stores and bundles
inline constexpr std::int64_t kStoreSchema = 4;                  // PRAGMA user_version; raise with a migration step

// Rows that belong to a run are numbered run·2³² + n, so that those of a run lie together: n is the step, or the number
// of the first execution, span, …
inline constexpr int kRunShift = 32;
inline constexpr std::int64_t first_row_of(std::int64_t run) { return run << kRunShift; }
inline constexpr std::int64_t end_row_of(std::int64_t run) { return (run + 1) << kRunShift; }

// Makes the tables in an empty file, or brings those of an earlier version up to date; all or nothing. Errors: not a
// store, damaged, of a newer version.
Status prepare_schema(const Database& database);

// Whether the file is a store of an earlier version, without changing it. Errors as above.
Result<bool> of_earlier_schema(const Database& database);

// Whether the file is a store of this version, without changing it.
Status check_schema(const Database& database);

}  // namespace stepscope
