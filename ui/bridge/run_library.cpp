#include "ui/bridge/run_library.h"

#include <utility>

#include "core/store/bundle.h"
#include "core/store/store_opening.h"
#include "ui/bridge/text.h"

namespace stepscope::ui {

RunLibrary::RunLibrary(std::filesystem::path store, QObject* parent)
    : QObject(parent), store_(std::move(store)), background_(*this) {}

// A store of its own for each piece of work: opening one takes less than a millisecond, and it is found again if it was
// moved, replaced or made anew meanwhile.
Result<ListedRuns> RunLibrary::list() const {
  ListedRuns listed{.store = store_, .runs = {}, .bytes = 0, .note = {}};
  std::error_code code;
  if (store_.empty() || !std::filesystem::exists(store_, code)) return listed;  // no run was kept yet
  UsableStore usable = usable_store(store_);
  listed.store = usable.file;
  listed.note = std::move(usable.note);
  auto store = RunStore::open(listed.store);
  if (!store.ok()) return store.error();
  auto runs = store.value().list();
  if (!runs.ok()) return runs.error();
  listed.runs = std::move(runs).value();
  listed.bytes = store.value().bytes_on_disk();
  return listed;
}

void RunLibrary::take(const Result<ListedRuns>& listed) {
  if (listed.ok())
    Q_EMIT this->listed(listed.value());
  else
    Q_EMIT unreadable(listed.error());
}

void RunLibrary::refresh() {
  background_.run([this] { return list(); }, [this](const Result<ListedRuns>& listed) { take(listed); });
}

void RunLibrary::change(Change change) {
  struct Changed {
    Status done;
    Result<ListedRuns> listed;
  };
  background_.run(
      [this, change = std::move(change)] {
        auto store = RunStore::open(usable_store(store_).file);
        Status done = store.ok() ? change(store.value()) : Status(store.error());
        return Changed{.done = std::move(done), .listed = list()};
      },
      [this](const Changed& changed) {
        if (!changed.done.ok()) Q_EMIT failed(changed.done.error());
        take(changed.listed);
      });
}

void RunLibrary::remove(const std::vector<RunId>& runs) {
  change([runs](RunStore& store) { return store.remove(runs); });
}

void RunLibrary::restore(const std::vector<RunId>& runs) {
  change([runs](RunStore& store) { return store.restore(runs); });
}

void RunLibrary::purge() {
  std::error_code code;
  if (store_.empty() || !std::filesystem::exists(store_, code)) return refresh();
  change([](RunStore& store) {
    const auto purged = store.purge();
    return purged.ok() ? Status() : Status(purged.error());
  });
}

void RunLibrary::set_bookmark(RunId run, int step, const std::optional<QString>& note) {
  change([run, step, note](RunStore& store) {
    return note ? store.set_bookmark(run, {.step = step, .note = note->toStdString()})
                : store.remove_bookmark(run, step);
  });
}

void RunLibrary::set_label(RunId run, const QString& label) {
  change([run, text = label.toStdString()](RunStore& store) { return store.set_label(run, text); });
}

void RunLibrary::cancel() { ++cancelled_; }

void RunLibrary::report(const QString& what, std::size_t done, std::size_t total) {
  QMetaObject::invokeMethod(
      this,
      [this, progress = LoadProgress{.what = what,
                                     .done = static_cast<qint64>(done),
                                     .total = total > 1 ? static_cast<qint64>(total) : 0}] {
        Q_EMIT progressed(progress);
      },
      Qt::QueuedConnection);
}

void RunLibrary::export_runs(const std::vector<Export>& exports) {
  struct Written {
    std::vector<std::filesystem::path> files;
    Status done;
  };
  background_.run(
      [this, exports, cancelled = cancelled_.load()] {
        Written written;
        const auto store = RunStore::open(usable_store(store_).file);
        if (!store.ok()) written.done = store.error();
        for (const Export& one : exports) {
          if (!written.done.ok() || cancelled != cancelled_) break;
          report(tr("Writing %1").arg(path_text(one.file.filename())), written.files.size(), exports.size());
          written.done = export_run(store.value(), one.run, one.file, maps_);
          if (written.done.ok()) written.files.push_back(one.file);
        }
        return written;
      },
      [this](const Written& written) {
        if (!written.done.ok()) Q_EMIT failed(written.done.error());
        Q_EMIT exported(written.files);
      });
}

void RunLibrary::import_bundles(const std::vector<std::filesystem::path>& bundles) {
  struct Taken {
    std::vector<RunId> runs;
    std::vector<Error> errors;
    Result<ListedRuns> listed;
  };
  background_.run(
      [this, bundles, cancelled = cancelled_.load()] {
        Taken taken{.runs = {}, .errors = {}, .listed = ListedRuns{}};
        auto store = RunStore::create_or_open(usable_store(store_).file);
        if (!store.ok()) taken.errors.push_back(store.error());
        std::size_t done = 0;
        for (const std::filesystem::path& bundle : bundles) {
          if (!store.ok() || cancelled != cancelled_) break;
          report(tr("Reading %1").arg(path_text(bundle.filename())), done++, bundles.size());
          const auto run = import_run(store.value(), bundle, maps_);
          if (run.ok())
            taken.runs.push_back(run.value());
          else
            taken.errors.push_back(run.error());
        }
        taken.listed = list();
        return taken;
      },
      [this](const Taken& taken) {
        take(taken.listed);
        for (const Error& error : taken.errors) Q_EMIT failed(error);
        Q_EMIT imported(taken.runs);
      });
}

}  // namespace stepscope::ui
