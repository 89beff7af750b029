#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/sqlite/database.h"

namespace stepscope {

enum class StoreAccess { kExisting, kCreate };

// Why a store cannot be opened, as far as somebody does something about it.
enum class StoreFault {
  kUnusable,  // damaged, foreign or of a newer version: another file has to do
  kBusy,      // another program holds it
  kNoPlace,   // missing, no permission, read-only, a folder
};

// A connection to a store, its tables of this version and ready for use; migrated if need be. Where writing is not
// possible, one that only reads (Database::writable()). `fault`, if given: the kind of an error.
Result<Database> open_store_database(const std::filesystem::path& file, StoreAccess access,
                                     StoreFault* fault = nullptr);

// A store that can be written.
struct RecordingStore {
  Database database;
  std::filesystem::path file;
  std::string note;  // why it is not the one that was asked for; empty if it is
};
// The store to record to: `file`, made if need be. A file that is damaged, foreign or of a newer version is left as it
// is, and the first usable of runs-2.db, runs-3.db … beside it is taken. `damaged`: files that turned out to be,
// although they can be opened. An error: recording is not possible.
Result<RecordingStore> open_for_recording(const std::filesystem::path& file, StoreFault* fault = nullptr,
                                          std::span<const std::filesystem::path> damaged = {});

// The store that recording to `file` would use, or has used, if it exists: for showing.
struct UsableStore {
  std::filesystem::path file;
  std::string note;
};
UsableStore usable_store(const std::filesystem::path& file);

}  // namespace stepscope
