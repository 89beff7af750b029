#pragma once

#include <QObject>
#include <atomic>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/map/map_cache.h"
#include "core/store/run_store.h"
#include "ui/bridge/background.h"
#include "ui/bridge/dataset_loader.h"

namespace stepscope::ui {

// What a store holds at a moment.
struct ListedRuns {
  std::filesystem::path store;
  std::vector<RunSummary> runs;  // newest first
  std::int64_t bytes{0};         // on the disk
  std::string note;              // why this is not the store that was asked for; empty if it is
};

// The store of runs on behalf of the window: everything happens on a thread of its own, in the order it was asked for,
// and what changed the store is followed by a new list. GUI thread.
class RunLibrary : public QObject {
  Q_OBJECT

 public:
  // Empty: there is no place for a store.
  explicit RunLibrary(std::filesystem::path store, QObject* parent = nullptr);

  const std::filesystem::path& store() const { return store_; }

  void refresh();
  // Deleted runs can be brought back until purge().
  void remove(const std::vector<RunId>& runs);
  void restore(const std::vector<RunId>& runs);
  // Takes out for good what was deleted before.
  void purge();
  void set_label(RunId run, const QString& label);
  // No note: takes the bookmark away.
  void set_bookmark(RunId run, int step, const std::optional<QString>& note);

  // A run and the bundle it is written to.
  struct Export {
    RunId run{0};
    std::filesystem::path file;
  };
  // One after the other; the first that cannot be written ends it.
  void export_runs(const std::vector<Export>& exports);
  // Takes in the runs of these bundles; those that cannot be are failed(), the others come.
  void import_bundles(const std::vector<std::filesystem::path>& bundles);
  // Of exporting and importing: what has not begun does not happen.
  void cancel();

 Q_SIGNALS:
  void listed(const stepscope::ui::ListedRuns& listed);
  // The store cannot be read; nothing is listed.
  void unreadable(const stepscope::Error& error);
  // Something asked for could not be done; the store is as before.
  void failed(const stepscope::Error& error);
  // Of exporting and importing: so many are done.
  void progressed(const stepscope::ui::LoadProgress& progress);
  void exported(const std::vector<std::filesystem::path>& files);
  void imported(const std::vector<stepscope::RunId>& runs);

 private:
  using Change = std::function<Status(RunStore& store)>;
  void change(Change change);
  Result<ListedRuns> list() const;  // worker
  void take(const Result<ListedRuns>& listed);
  void report(const QString& what, std::size_t done, std::size_t total);  // worker

  std::filesystem::path store_;
  MapCache maps_;  // of the worker
  std::atomic<int> cancelled_{0};
  Background background_;
};

}  // namespace stepscope::ui
