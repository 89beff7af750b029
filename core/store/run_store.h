#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/analysis/profiled_run.h"
#include "core/base/result.h"
#include "core/record/stored_manifest.h"
#include "core/scenario/scenario.h"
#include "core/sqlite/database.h"
#include "core/store/run_summary.h"
#include "core/world/step_frame.h"

namespace stepscope {

// What the list of runs shows.
enum class RunsShown { kKept, kDeleted, kAll };

// A step that somebody marked.
struct KeptBookmark {
  int step{0};
  std::string note;
  bool operator==(const KeptBookmark&) const = default;
};

// Which scenario a run was made on, and where that can be read now.
struct ScenarioPlace {
  StoredManifest manifest;  // as recorded: original paths and hashes
  std::filesystem::path db;
  std::filesystem::path maps;  // folder
  // Hashes of these files: the originals' or, of a run that came in a bundle, those of the bundle's own cut copies.
  // Empty: not recorded (the run was interrupted).
  std::string db_sha256, map_sha256;
};

// The SQLite file that every run is written to (docs/run_store.md). One connection: one thread at a time; any number of
// RunStores, of this and of other processes, may be open on one file. Readers see a run grow step by step.
class RunStore {
 public:
  // An existing store, for everything but recording: also from media that cannot be written (then only reading works).
  // A store of an earlier version is migrated. Errors name the file: missing, not a store, damaged, of a newer version
  // (it is left untouched), locked. Marks runs as interrupted whose program is gone.
  static Result<RunStore> open(const std::filesystem::path& file);
  // The same; makes the file and its folders if there is none.
  static Result<RunStore> create_or_open(const std::filesystem::path& file);

  // A bundle, for reading (core/store/bundle.h).
  static Result<RunStore> open_bundle(const std::filesystem::path& file);

  const std::filesystem::path& file() const { return file_; }

  // Newest first. Reads the run table alone. Of a run whose row is damaged: its number, status kDamagedRun, and the
  // reason as the message; everything else that takes a number of a run is then an error that says so, but remove(),
  // restore() and purge().
  Result<std::vector<RunSummary>> list(RunsShown shown = RunsShown::kKept) const;
  Result<RunSummary> summary(RunId run) const;
  // Whether the run table and its index agree: a list reads the one, recording and bundles the other. An error says
  // what does not.
  Status check_list() const;

  // Everything recorded, also of a run that is going on or was interrupted (as far as it is stored).
  Result<ProfiledRun> read(RunId run) const;
  // The frames as they were live. Objects and lights point into the scenario where the run showed what it recorded; the
  // frames keep what they point into.
  Result<std::vector<FramePtr>> frames(RunId run, const ScenarioPtr& scenario) const;
  Result<std::string> manifest_text(RunId run) const;  // as in manifest.json of a run folder
  Result<ScenarioPlace> scenario_place(RunId run) const;

  // Deleted runs are hidden until restored or purged. Unknown runs are an error, and then nothing happens.
  Status remove(const std::vector<RunId>& runs);
  Status restore(const std::vector<RunId>& runs);
  // Takes the deleted runs out of the file for good, and gives the space back. Returns how many. A run that is still
  // going on stays.
  Result<int> purge();

  Status set_label(RunId run, const std::string& label);
  // By step.
  Result<std::vector<KeptBookmark>> bookmarks(RunId run) const;
  Status set_bookmark(RunId run, const KeptBookmark& bookmark);  // replaces the note of a marked step
  Status remove_bookmark(RunId run, int step);

  // Bytes of the store on the disk: the file, its write-ahead log, files unpacked from bundles.
  std::int64_t bytes_on_disk() const;

  // For the parts of core/store.
  const Database& database() const { return database_; }
  bool writable() const { return writable_; }

 private:
  enum class Deletion { kMarked, kUndone };

  RunStore(std::filesystem::path file, Database database, bool writable)
      : file_(std::move(file)), database_(std::move(database)), writable_(writable) {}
  Status mark_deleted(const std::vector<RunId>& runs, Deletion deletion);
  Result<std::vector<RunSummary>> runs_where(const std::string& condition, RunsShown shown) const;
  Status sound(RunId run) const;  // an error: there is no such run, or its row is damaged
  Error no_such_run(RunId run) const;

  std::filesystem::path file_;
  Database database_;
  bool writable_;
};

// A stored run in one go: for whoever has a store's file and a number.
Result<ProfiledRun> read_stored_run(const std::filesystem::path& store, RunId run);

}  // namespace stepscope
