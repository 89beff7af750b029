#include "ui/bridge/stored_run_loader.h"

#include <utility>

namespace stepscope::ui {

StoredRunLoader::StoredRunLoader(QObject* parent) : QObject(parent), background_(*this) {}

StoredRunLoader::~StoredRunLoader() { ++latest_; }

void StoredRunLoader::load(Read read, Taken taken) {
  const int number = ++latest_;
  set_busy(true);
  background_.run(
      [this, number, read = std::move(read)]() -> std::optional<Result<ReopenedRun>> {
        if (number != latest_) return std::nullopt;
        return read(maps_);
      },
      [this, number, taken = std::move(taken)](std::optional<Result<ReopenedRun>> run) {
        if (number != latest_ || !run) return;
        set_busy(false);
        if (run->ok())
          taken(run->value());
        else
          Q_EMIT failed(run->error());
      });
}

void StoredRunLoader::forget() {
  ++latest_;
  set_busy(false);
}

void StoredRunLoader::set_busy(bool busy) {
  if (busy == busy_) return;
  busy_ = busy;
  Q_EMIT busyChanged(busy);
}

}  // namespace stepscope::ui
