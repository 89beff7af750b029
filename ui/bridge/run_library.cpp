#include "ui/bridge/run_library.h"

#include <utility>

#include "core/store/store_opening.h"

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

void RunLibrary::set_label(RunId run, const QString& label) {
  change([run, text = label.toStdString()](RunStore& store) { return store.set_label(run, text); });
}

}  // namespace stepscope::ui
