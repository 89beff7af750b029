#pragma once

#include <QObject>
#include <atomic>
#include <functional>
#include <optional>

#include "ui/bridge/background.h"
#include "ui/bridge/run_folder_opener.h"

namespace stepscope::ui {

// Reopens runs on a thread of its own. GUI thread; the latest wish wins.
class StoredRunLoader : public QObject {
  Q_OBJECT

 public:
  explicit StoredRunLoader(QObject* parent = nullptr);
  ~StoredRunLoader() override;

  // Calls `read` off the GUI thread.
  using Read = std::function<Result<ReopenedRun>(MapCache& maps)>;
  using Taken = std::function<void(const ReopenedRun& run)>;
  // `taken` is called on the GUI thread with the run, unless it could not be read, a later wish came, or forget().
  void load(Read read, Taken taken);
  // Nothing is delivered of what was asked for so far.
  void forget();
  bool busy() const { return busy_; }

 Q_SIGNALS:
  void busyChanged(bool busy);
  void failed(const stepscope::Error& error);

 private:
  void set_busy(bool busy);

  MapCache maps_;
  std::atomic<int> latest_{0};
  bool busy_{false};
  Background background_;
};

}  // namespace stepscope::ui
