#include "ui/window/reopen_room.h"

#include <algorithm>
#include <utility>

#include "core/dataset/data_root.h"
#include "ui/bridge/text.h"

namespace stepscope::ui {

ReopenRoom::ReopenRoom(Workbench& bench, QObject* parent) : QObject(parent), bench_(bench) {
  QObject::connect(&bench_.reopener(), &StoredRunLoader::failed, this,
                   [this](const Error& error) { Q_EMIT said(Severity::kError, error_text(error)); });
}

void ReopenRoom::open(const Source& source, const DataPlaces& data, const QString& title, std::function<void()> then) {
  bench_.expect_reopened(title);
  bench_.reopener().load(
      [source, data, dataset = bench_.dataset()](MapCache& maps) { return source(data, dataset, maps); },
      [this, source, title, then = std::move(then)](const ReopenedRun& run) {
        last_ = source;
        last_title_ = title;
        last_log_ = run.profile.facts.log;
        show(run, title);
        then();
      });
}

void ReopenRoom::show(const ReopenedRun& run, const QString& title) {
  bench_.show_reopened(run);
  if (run.missing)
    Q_EMIT said(Severity::kWarning, tr("The scene of this run is not shown: %1").arg(error_text(*run.missing)));
  if (run.unreadable)
    Q_EMIT said(
        Severity::kWarning,
        run.profile.facts.fork
            ? tr("The steps of this run cannot be shown in the scene, and Run does not make them again: it went "
                 "on from another run at step %1. %2")
                  .arg(run.profile.facts.fork->step)
                  .arg(error_text(*run.unreadable))
            : tr("The steps of this run cannot be shown in the scene; Run makes them again: %1")
                  .arg(error_text(*run.unreadable)));
  Q_EMIT said(Severity::kInfo, tr("Run reopened: %1").arg(title));
  for (const std::string& note : run.notes) Q_EMIT said(Severity::kWarning, to_qt(note));
}

void ReopenRoom::open_folder(const std::filesystem::path& folder) {
  const Source source = [folder](const DataPlaces& data, const DatasetPtr& dataset, MapCache& maps) {
    return open_run_folder({.folder = folder, .data = data, .dataset = dataset}, maps);
  };
  open(source, {}, path_text(folder), [this, folder] { Q_EMIT folderOpened(folder); });
}

void ReopenRoom::open_store_run(const std::filesystem::path& store, RunId run, const QString& title) {
  const Source source = [store, run](const DataPlaces& data, const DatasetPtr& dataset, MapCache& maps) {
    return ui::open_store_run({.store = store, .run = run, .data = data, .dataset = dataset}, maps);
  };
  open(source, {}, title, [] {});
}

void ReopenRoom::open_batch_run(const BatchRunWish& wish) {
  const QString title = path_text(wish.folder);
  bench_.expect_reopened(path_text(wish.folder.filename()));
  bench_.reopener().load([wish](MapCache& maps) { return ui::open_batch_run(wish, maps); },
                         [this, title](const ReopenedRun& run) {
                           last_ = {};
                           if (!run.unreadable) return show(run, title);
                           bench_.make_again(run);
                           Q_EMIT said(Severity::kWarning,
                                       tr("The saved run cannot be read and is made again, which gives the same: %1")
                                           .arg(error_text(*run.unreadable)));
                         });
}

void ReopenRoom::locate_data(const std::filesystem::path& folder) {
  if (!last_) return;
  const auto root = find_data_root(folder);
  if (!root.ok()) return Q_EMIT said(Severity::kError, error_text(root.error()));
  const auto& logs = root.value().logs;
  const auto log =
      std::ranges::find_if(logs, [this](const std::filesystem::path& db) { return db.stem().string() == last_log_; });
  if (log == logs.end())
    return Q_EMIT said(Severity::kError,
                       tr("%1: there is no log %2.db in this folder").arg(path_text(folder), to_qt(last_log_)));
  open(last_, {.db = *log, .maps = root.value().maps}, last_title_, [] {});
}

}  // namespace stepscope::ui
