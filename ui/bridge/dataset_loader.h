#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>

#include "core/dataset/data_root.h"
#include "ui/bridge/background.h"

namespace stepscope::ui {

// How far a longer piece of work is.
struct LoadProgress {
  QString what;  // "reading logs: 2021.05.12…"
  qint64 done{0};
  qint64 total{0};  // 0: unknown
  qint64 elapsed_ms{0};
};

// Finds and indexes a dataset on a thread of its own. GUI thread; one job at a time, the latest wish wins.
class DatasetLoader : public QObject {
  Q_OBJECT

 public:
  // `cache_file`: where the index is kept between runs of the program.
  explicit DatasetLoader(std::filesystem::path cache_file = default_index_cache(), QObject* parent = nullptr);
  ~DatasetLoader() override;

  // A folder or a single log; `maps` names the maps folder where it lies elsewhere.
  void open(const std::filesystem::path& folder_or_db, const std::filesystem::path& maps = {});
  // The same for the demo city, which is written first if it is not whole or of another generator.
  void open_demo(const std::filesystem::path& folder);
  // Nothing is delivered; what was open stays open.
  void cancel();
  bool busy() const { return job_ != nullptr; }

 Q_SIGNALS:
  void started(const QString& what);
  void progressed(const stepscope::ui::LoadProgress& progress);
  // `what` was asked for: the folder or log.
  void loaded(const stepscope::DatasetPtr& dataset, const QString& what);
  void failed(const stepscope::Error& error, const QString& what);
  void cancelled();

 private:
  struct Job;
  enum class Prepare { kNothing, kWriteDemo };
  void begin(const std::filesystem::path& folder_or_db, const std::filesystem::path& maps, Prepare prepare);
  void report(const std::shared_ptr<Job>& job, const QString& what, qint64 done, qint64 total);
  Result<DatasetPtr> work(const std::shared_ptr<Job>& job, Prepare prepare);
  void finish(const std::shared_ptr<Job>& job, Result<DatasetPtr> result);

  std::filesystem::path cache_file_;
  std::shared_ptr<Job> job_;  // of the latest wish, null when idle
  Background background_;
};

}  // namespace stepscope::ui
