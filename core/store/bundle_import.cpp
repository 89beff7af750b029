#include <algorithm>

#include "core/files/json_text.h"
#include "core/files/text_file.h"
#include "core/record/file_hash.h"
#include "core/sqlite/transaction.h"
#include "core/store/bundle.h"
#include "core/store/bundle_file.h"
#include "core/store/partial_file.h"
#include "core/store/rows.h"
#include "core/store/run_row.h"
#include "core/store/schema.h"
#include "core/store/stored_scenario.h"
#include "core/store/unpacked_files.h"
#include "core/store/zlib_bytes.h"

namespace stepscope {

namespace fs = std::filesystem;

namespace {

Error in_bundle(const fs::path& bundle, std::string place, std::string reason) {
  return {.file = bundle.string(), .place = std::move(place), .field = {}, .reason = std::move(reason)};
}

// A path that stays inside the folder it is put into.
bool stays_inside(const fs::path& path) {
  return !path.empty() && path.is_relative() && path.lexically_normal() == path && path.has_filename() &&
         std::ranges::none_of(path, [](const fs::path& part) { return part == ".." || part == "."; });
}

// SQLite's own look at every page, in the words of its first complaint.
Status check_pages(const Database& bundle) {
  auto check = bundle.prepare("PRAGMA quick_check(1)");
  if (!check.ok()) return check.error();
  auto row = check.value().step();
  if (!row.ok()) return row.error();
  const std::string verdict = row.value() ? std::string(check.value().text(0)) : "no answer";
  if (verdict == "ok") return {};
  return in_bundle(bundle.file(), {}, "is damaged: " + verdict);
}

Result<RunId> only_run(const Database& bundle, std::string& uuid) {
  auto rows = bundle.prepare("SELECT id, uuid FROM run", "run");
  if (!rows.ok()) return rows.error();
  std::vector<RunId> runs;
  const Status read = each_row(rows.value(), [&](const Statement& row) -> Status {
    runs.push_back(row.integer(0));
    uuid = row.text(1);
    return {};
  });
  if (!read.ok()) return read.error();
  if (runs.size() != 1)
    return in_bundle(bundle.file(), "run", "has " + std::to_string(runs.size()) + " runs, a bundle has one");
  const bool plain = uuid.size() == 32 &&
                     std::ranges::all_of(uuid, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
  if (!plain) return in_bundle(bundle.file(), "run", "its uuid is not 32 hex digits");
  return runs.front();
}

Status check_new(const RunStore& store, const std::string& uuid) {
  auto rows = store.database().prepare("SELECT id FROM run WHERE uuid = ?1", "run");
  if (!rows.ok()) return rows.error();
  const auto found = rows.value().bind(1, uuid).step();
  if (!found.ok()) return found.error();
  if (!found.value()) return {};
  const RunId id = rows.value().integer(0);
  const auto there = store.summary(id);
  return Error{.file = store.file().string(),
               .place = "run",
               .field = {},
               .reason = "has this run already, as number " + std::to_string(id) +
                         (!there.ok()             ? ", which is damaged: delete and purge it first"
                          : there.value().deleted ? ", deleted: restore it"
                                                  : "")};
}

// Files of the bundle on their way into the store: gone with this object unless kept.
class UnpackedData {
 public:
  UnpackedData(const RunStore& store, const std::string& uuid) : folder_(unpacked_folder(store.file(), uuid)) {
    clear();
  }
  ~UnpackedData() {
    if (!kept_) clear();
  }
  UnpackedData(const UnpackedData&) = delete;
  UnpackedData& operator=(const UnpackedData&) = delete;

  const fs::path& folder() const { return folder_; }
  void keep() { kept_ = true; }

  // An error about one of the files, which are about to go away, as one about the bundle.
  Error in_terms_of(const fs::path& bundle, Error error) const {
    const fs::path inside = fs::path(error.file).lexically_relative(folder_);
    if (inside.empty() || *inside.begin() == "..") return error;
    error.place = "bundle_file, " + inside.generic_string() + (error.place.empty() ? "" : ": " + error.place);
    error.file = bundle.string();
    return error;
  }

  Status unpack(const Database& bundle) const {
    auto rows = bundle.prepare("SELECT path, size, data FROM bundle_file ORDER BY id", "bundle_file");
    if (!rows.ok()) return rows.error();
    return each_row(rows.value(), [&](const Statement& row) -> Status {
      const std::string path(row.text(0));
      const std::string place = "bundle_file, " + path;
      if (!stays_inside(path)) return in_bundle(bundle.file(), place, "its path leads out of the bundle's folder");
      const auto content = inflated(row.blob(2));
      if (!content || static_cast<std::int64_t>(content->size()) != row.integer(1))
        return in_bundle(bundle.file(), place, "is damaged");
      std::error_code code;
      fs::create_directories((folder_ / path).parent_path(), code);
      return write_file(folder_ / path, *content);
    });
  }

 private:
  void clear() const {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
    fs::remove(folder_.parent_path(), ignored);  // if nothing else is in it
  }

  fs::path folder_;
  bool kept_{false};
};

// Columns of table run but its number.
Result<std::string> run_columns(const Database& store) {
  auto columns = store.columns("run");
  if (!columns.ok()) return columns.error();
  std::string list;
  for (const std::string& column : columns.value())
    if (column != "id") list += (list.empty() ? "" : ", ") + column;
  return list;
}

struct Arrived {
  std::string uuid, db_sha256, map_sha256;
  bool checked{false};  // its row has a check value, and agrees with it
};

Result<RunId> insert_rows(const Database& store, RunId in_bundle_id, const Arrived& arrived) {
  auto columns = run_columns(store);
  if (!columns.ok()) return columns.error();
  auto transaction = Transaction::begin(store);
  if (!transaction.ok()) return transaction.error();
  const std::string& list = columns.value();
  if (Status done = store.execute("INSERT INTO main.run(" + list + ") SELECT " + list + " FROM bundle.run"); !done.ok())
    return done.error();
  const RunId run = store.last_insert_id();
  for (const char* table : kRunTables) {
    auto other = store.columns(table);
    if (!other.ok()) return other.error();
    std::string rest;
    for (const std::string& column : other.value())
      if (column != "id") rest += ", " + column;
    const std::string sql = std::string("INSERT INTO main.") + table + "(id" + rest + ") SELECT id - " +
                            std::to_string(first_row_of(in_bundle_id)) + " + " + std::to_string(first_row_of(run)) +
                            rest + " FROM bundle." + table;
    if (Status done = store.execute(sql); !done.ok()) return done.error();
  }
  auto update = store.prepare(
      "UPDATE run SET source = 'import', deleted_ms = NULL, unpacked = ?2, unpacked_db_sha256 = ?3, "
      "unpacked_map_sha256 = ?4 WHERE id = ?1",
      "run");
  if (!update.ok()) return update.error();
  update.value().bind(1, run).bind(2, arrived.uuid).bind(3, arrived.db_sha256);
  if (Status done = update.value().bind(4, arrived.map_sha256).run(); !done.ok()) return done.error();
  if (arrived.checked)
    if (Status sealed = seal_run(store, run); !sealed.ok()) return sealed.error();
  if (Status done = transaction.value().commit(); !done.ok()) return done.error();
  return run;
}

// A bundle of an earlier version brought up to date, in a copy beside the store that goes away with this object.
class PresentCopy {
 public:
  explicit PresentCopy(const fs::path& store) : file_(partial_file(store, "bundle")) {}
  ~PresentCopy() {
    std::error_code ignored;
    for (const char* part : {"", "-journal", "-wal", "-shm"}) fs::remove(file_.string() + part, ignored);
  }
  PresentCopy(const PresentCopy&) = delete;
  PresentCopy& operator=(const PresentCopy&) = delete;

  const fs::path& file() const { return file_; }
  static Result<bool> needed_for(const fs::path& bundle) {
    const auto database = Database::open_read_only(bundle);
    if (!database.ok()) return database.error();
    return of_earlier_schema(database.value());
  }
  Status make(const fs::path& bundle) const {
    std::error_code code;
    fs::copy_file(bundle, file_, fs::copy_options::overwrite_existing, code);
    if (code)
      return Error{.file = file_.string(), .place = {}, .field = {}, .reason = "cannot be written: " + code.message()};
    const auto database = Database::open_read_write(file_);
    if (!database.ok()) return database.error();
    if (Status sound = check_pages(database.value()); !sound.ok()) return sound;
    return prepare_schema(database.value());
  }

 private:
  fs::path file_;
};

Result<RunId> import_present(RunStore& store, const fs::path& file, MapCache& maps) {
  auto opened = RunStore::open_bundle(file);
  if (!opened.ok()) return opened.error();
  const RunStore& bundle = opened.value();
  if (Status sound = check_pages(bundle.database()); !sound.ok()) return sound.error();
  if (Status files = bundle.database().require("bundle_file", {"path", "size", "data"}); !files.ok())
    return files.error();
  Arrived arrived;
  const auto run = only_run(bundle.database(), arrived.uuid);
  if (!run.ok()) return run.error();
  if (Status fresh = check_new(store, arrived.uuid); !fresh.ok()) return fresh.error();

  UnpackedData data(store, arrived.uuid);
  if (Status unpacked = data.unpack(bundle.database()); !unpacked.ok()) return unpacked.error();
  auto place = bundle.scenario_place(run.value());
  if (!place.ok()) return place.error();
  const fs::path log = bundle_log_path(place.value().manifest.identity.log);
  if (!stays_inside(log)) return in_bundle(file, "run, manifest", "the name of its log is a path");
  place.value().db = data.folder() / log;
  place.value().maps = data.folder() / "maps";
  place.value().db_sha256.clear();  // of the originals; these are cut copies
  place.value().map_sha256.clear();
  std::error_code code;
  if (!fs::is_regular_file(place.value().db, code))
    return in_bundle(file, "bundle_file", "has no " + log.generic_string());
  const auto scenario = load_scenario(place.value(), maps);
  if (!scenario.ok()) return data.in_terms_of(file, scenario.error());
  if (const auto frames = bundle.frames(run.value(), scenario.value()); !frames.ok()) return frames.error();
  for (const auto& [hashed, target] :
       {std::pair{place.value().db, &arrived.db_sha256}, {scenario.value()->map().file(), &arrived.map_sha256}}) {
    auto hash = sha256_of_file(hashed);
    if (!hash.ok()) return hash.error();
    *target = std::move(hash).value();
  }

  const auto state = look_at_run(bundle.database(), run.value());
  if (!state.ok()) return state.error();
  arrived.checked = state.value() == RunRow::kSound;

  const Database& database = store.database();
  if (Status done = database.attach(file, "bundle", Database::Attached::kData); !done.ok()) return done.error();
  auto id = insert_rows(database, run.value(), arrived);
  const Status detached = database.detach("bundle");
  if (!id.ok()) return id;
  data.keep();
  if (!detached.ok()) return detached.error();
  return id;
}

}  // namespace

std::string map_index_text(const std::string& location, const std::string& version) {
  const nlohmann::ordered_json index{{location, {{"version", version}, {"layers", nlohmann::ordered_json::object()}}}};
  return json_text(index, 1) + "\n";
}

Result<RunId> import_run(RunStore& store, const fs::path& file, MapCache& maps) {
  const PresentCopy copy(store.file());
  auto earlier = copy.needed_for(file);
  if (!earlier.ok()) return earlier.error();
  if (!earlier.value()) return import_present(store, file, maps);
  const auto in_words_of_the_bundle = [&](Error error) {
    if (error.file == copy.file()) error.file = file.string();
    return error;
  };
  if (Status made = copy.make(file); !made.ok()) return in_words_of_the_bundle(made.error());
  auto run = import_present(store, copy.file(), maps);
  return run.ok() ? run : in_words_of_the_bundle(run.error());
}

}  // namespace stepscope
