#include "core/store/store_opening.h"

#include <algorithm>

#include "core/sqlite/file_check.h"
#include "core/store/schema.h"
#include "core/store/store_place.h"

namespace stepscope {

namespace fs = std::filesystem;

namespace {

constexpr int kMostBeside = 9;

StoreFault fault_of(const Database& database) {
  switch (database.fault()) {
    case DatabaseFault::kBusy:
      return StoreFault::kBusy;
    case DatabaseFault::kReadOnly:
    case DatabaseFault::kFull:
    case DatabaseFault::kOther:
      return StoreFault::kNoPlace;
    case DatabaseFault::kDamaged:
    case DatabaseFault::kUnfit:
    case DatabaseFault::kNone:  // the file is sound, but no store of ours
      return StoreFault::kUnusable;
  }
  return StoreFault::kUnusable;
}

Error file_error(const fs::path& file, std::string reason) {
  return {.file = file.string(), .place = {}, .field = {}, .reason = std::move(reason)};
}

Error without(const fs::path& file, const std::error_code& code) {
  return file_error(file, "cannot be created: " + code.message());
}

// From a medium, or a folder, that cannot be written: without the files that SQLite would put beside it.
Result<Database> open_unwritable(const fs::path& file) {
  auto database = Database::open_read_only(file);
  if (!database.ok()) return database.error();
  if (Status known = check_schema(database.value()); !known.ok()) return known.error();
  return database;
}

Result<Database> open_existing(const fs::path& file, StoreFault& fault) {
  std::error_code code;
  const bool readable = fs::is_regular_file(file, code);
  fault = readable ? StoreFault::kUnusable : StoreFault::kNoPlace;
  if (Status sound = check_shared_database_file(file); !sound.ok()) {
    if (sound.error().reason.find("permission") != std::string::npos) fault = StoreFault::kNoPlace;
    return sound.error();
  }
  auto database = Database::open_shared(file);
  if (!database.ok()) {
    fault = StoreFault::kNoPlace;
    return database.error();
  }
  const Database& opened = database.value();
  opened.be_patient();
  Status ready = opened.writable() ? prepare_schema(opened) : check_schema(opened);
  if (ready.ok()) ready = opened.execute("PRAGMA synchronous = NORMAL");
  if (ready.ok()) return database;
  fault = fault_of(opened);
  if (opened.fault() != DatabaseFault::kReadOnly) return ready.error();
  return open_unwritable(file);
}

// SQLite finds a damaged page when it comes to it. What every list reads, and where every table would grow, is looked
// at before the store is trusted; the rest would take as long as reading all of it.
Status look_at_pages(const Database& database) {
  for (const char* sql :
       {"SELECT sum(steps), max(length(location)) FROM run", "SELECT max(id), length(data) FROM executions",
        "SELECT max(id), length(data) FROM background", "SELECT max(id), length(sql) FROM statement",
        "SELECT max(id), length(text) FROM site", "SELECT max(id), length(spans) FROM step"}) {
    auto statement = database.prepare(sql);
    if (!statement.ok()) return statement.error();
    if (auto row = statement.value().step(); !row.ok()) return row.error();
  }
  return {};
}

}  // namespace

Result<Database> open_store_database(const fs::path& file, StoreAccess access, StoreFault* fault_out) {
  StoreFault ignored{};
  StoreFault& fault = fault_out != nullptr ? *fault_out : ignored;
  fault = StoreFault::kNoPlace;
  if (file.empty()) return make_error("there is no home folder to keep runs in");
  std::error_code code;
  const bool exists = fs::exists(file, code);
  const bool empty = exists && fs::is_regular_file(file, code) && fs::file_size(file, code) == 0;
  // An empty file is one that another program is about to make a store of: whoever is first does.
  if (!empty && (exists || access == StoreAccess::kExisting)) return open_existing(file, fault);
  if (file.has_parent_path()) fs::create_directories(file.parent_path(), code);
  if (code) return without(file, code);
  auto database = Database::open_read_write(file);
  if (!database.ok()) return database.error();
  const Database& made = database.value();
  made.be_patient();
  Status ready = prepare_schema(made);
  if (ready.ok()) ready = made.execute("PRAGMA synchronous = NORMAL");
  if (ready.ok()) return database;
  fault = fault_of(made);
  return ready.error();
}

namespace {

Result<Database> open_sound(const fs::path& file, StoreAccess access, StoreFault& fault) {
  auto database = open_store_database(file, access, &fault);
  if (!database.ok()) return database;
  const Status sound = look_at_pages(database.value());
  if (sound.ok()) return database;
  fault = fault_of(database.value());
  return sound.error();
}

}  // namespace

Result<RecordingStore> open_for_recording(const fs::path& file, StoreFault* fault_out,
                                          std::span<const fs::path> damaged) {
  StoreFault ignored{};
  StoreFault& fault = fault_out != nullptr ? *fault_out : ignored;
  Error why;
  for (int n = 1; n <= kMostBeside; ++n) {
    const fs::path candidate = n == 1 ? file : store_beside(file, n);
    fault = StoreFault::kUnusable;
    const bool known = std::ranges::find(damaged, candidate) != damaged.end();
    auto opened = known ? Result<Database>(file_error(candidate, "is damaged"))
                        : open_sound(candidate, StoreAccess::kCreate, fault);
    if (opened.ok() && !opened.value().writable()) {
      fault = StoreFault::kNoPlace;
      opened = file_error(candidate, "cannot be written: no permission, or a read-only medium");
    }
    if (opened.ok())
      return RecordingStore{
          .database = std::move(opened).value(),
          .file = candidate,
          .note = n == 1 ? std::string()
                         : why.text() + "; it is left as it is, runs go to " + candidate.filename().string()};
    if (n == 1) why = opened.error();
    if (fault != StoreFault::kUnusable) break;
  }
  return why;
}

UsableStore usable_store(const fs::path& file) {
  StoreFault fault{};
  const auto first = open_sound(file, StoreAccess::kExisting, fault);
  if (first.ok() || fault != StoreFault::kUnusable) return {.file = file, .note = {}};
  for (int n = 2; n <= kMostBeside; ++n) {
    const fs::path beside = store_beside(file, n);
    if (open_store_database(beside, StoreAccess::kExisting, &fault).ok())
      return {.file = beside, .note = first.error().text() + "; runs are in " + beside.filename().string()};
  }
  return {.file = file, .note = {}};
}

}  // namespace stepscope
