#include "core/files/text_file.h"
#include "core/sqlite/transaction.h"
#include "core/store/bundle.h"
#include "core/store/bundle_file.h"
#include "core/store/interrupted.h"
#include "core/store/log_cut.h"
#include "core/store/partial_file.h"
#include "core/store/run_row.h"
#include "core/store/schema.h"
#include "core/store/stored_scenario.h"
#include "core/store/zlib_bytes.h"

namespace stepscope {

namespace fs = std::filesystem;

namespace {

constexpr int kLevel = 6;

// Files in the making, beside the one that is wanted: removed with this object, and by the next export to the folder if
// this program is killed.
class Workshop {
 public:
  explicit Workshop(const fs::path& out) : bundle(partial_file(out, "bundle")), log(partial_file(out, "log")) {
    remove_abandoned_partial_files(out.parent_path());
    clear();
  }
  ~Workshop() { clear(); }
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;

  const fs::path bundle, log;

  // An error about a file in the making, which is gone when it is read, as one about the file that is wanted.
  Error in_terms_of(const fs::path& out, Error error) const {
    if (error.file == bundle.string() || error.file == log.string()) error.file = out.string();
    return error;
  }

 private:
  void clear() const {
    std::error_code ignored;
    for (const fs::path& file : {bundle, log})
      for (const char* part : {"", "-journal", "-wal", "-shm"}) fs::remove(file.string() + part, ignored);
  }
};

Status copy_run(const Database& bundle, RunId run) {
  const std::string first = std::to_string(first_row_of(run)), end = std::to_string(end_row_of(run));
  if (Status done = bundle.execute("INSERT INTO main.run SELECT * FROM store.run WHERE id = " + std::to_string(run));
      !done.ok())
    return done;
  for (const char* table : kRunTables) {
    const std::string sql = std::string("INSERT INTO main.") + table + " SELECT * FROM store." + table +
                            " WHERE id >= " + first + " AND id < " + end;
    if (Status done = bundle.execute(sql); !done.ok()) return done;
  }
  const auto copied = look_at_run(bundle, run);
  if (!copied.ok()) return copied.error();
  Status changed = bundle.execute(
      "UPDATE run SET unpacked = '', unpacked_db_sha256 = '', unpacked_map_sha256 = '', "
      "deleted_ms = NULL");
  return changed.ok() && copied.value() == RunRow::kSound ? seal_run(bundle, run) : changed;
}

Status add_bytes(const Database& bundle, const std::string& path, std::string_view content) {
  auto insert = bundle.prepare("INSERT INTO bundle_file(path, size, data) VALUES(?1, ?2, ?3)", "bundle_file");
  if (!insert.ok()) return insert.error();
  const std::string data = deflated(content, kLevel);
  return insert.value()
      .bind(1, path)
      .bind(2, static_cast<std::int64_t>(content.size()))
      .bind_blob(3, data.data(), data.size())
      .run();
}

Status add_file(const Database& bundle, const std::string& path, const fs::path& file) {
  auto content = read_file(file);
  if (!content.ok()) return content.error();
  return add_bytes(bundle, path, content.value());
}

Status add_data(const Database& bundle, const Scenario& scenario, const fs::path& log) {
  if (Status done = bundle.execute(kBundleFiles); !done.ok()) return done;
  const fs::path map = scenario.map().file();
  const std::string& location = scenario.map_name();
  const std::string version = map.parent_path().filename().string();
  if (Status done = add_file(bundle, bundle_log_path(scenario.log_name()), log); !done.ok()) return done;
  if (Status done = add_file(bundle, "maps/" + location + "/" + version + "/map.gpkg", map); !done.ok()) return done;
  return add_bytes(bundle, "maps/nuplan-maps-v1.0.json", map_index_text(location, version));
}

Status write_bundle(const RunStore& store, RunId run, const Scenario& scenario, const Workshop& workshop) {
  auto created = Database::create(workshop.bundle);
  if (!created.ok()) return created.error();
  const Database& bundle = created.value();
  if (Status done = prepare_schema(bundle); !done.ok()) return done;
  if (Status done = bundle.attach(store.file(), "store",
                                  store.writable() ? Database::Attached::kShared : Database::Attached::kData);
      !done.ok())
    return done;
  auto transaction = Transaction::begin(bundle);
  if (!transaction.ok()) return transaction.error();
  if (Status done = copy_run(bundle, run); !done.ok()) return done;
  if (Status done = add_data(bundle, scenario, workshop.log); !done.ok()) return done;
  if (Status done = transaction.value().commit(); !done.ok()) return done;
  if (Status done = bundle.detach("store"); !done.ok()) return done;
  if (Status marked = mark_interrupted(bundle); !marked.ok()) return marked;  // in the store, nobody may have yet
  return bundle.execute("PRAGMA journal_mode = DELETE");                      // one file, nothing beside it
}

}  // namespace

Status export_run(const RunStore& store, RunId run, const fs::path& out, MapCache& maps) {
  const auto summary = store.summary(run);
  if (!summary.ok()) return summary.error();
  if (summary.value().status == "running")
    return Error{.file = store.file().string(),
                 .place = "run",
                 .field = {},
                 .reason = "run " + std::to_string(run) + " is still going on"};
  const auto scenario = load_scenario(store, run, maps);
  if (!scenario.ok()) return scenario.error();
  if (const auto frames = store.frames(run, scenario.value()); !frames.ok()) return frames.error();
  const Workshop workshop(out);
  if (Status done = write_log_cut(*scenario.value(), workshop.log); !done.ok())
    return workshop.in_terms_of(out, done.error());
  if (Status done = write_bundle(store, run, *scenario.value(), workshop); !done.ok())
    return workshop.in_terms_of(out, done.error());
  std::error_code code;
  fs::rename(workshop.bundle, out, code);
  if (code)
    return Error{.file = out.string(), .place = {}, .field = {}, .reason = "cannot be written: " + code.message()};
  return {};
}

}  // namespace stepscope
