#pragma once

#include <QObject>
#include <atomic>
#include <filesystem>
#include <memory>
#include <variant>
#include <vector>

#include "core/report/write_report.h"
#include "ui/bridge/background.h"
#include "ui/bridge/dataset_loader.h"
#include "ui/bridge/store_run_opener.h"

namespace stepscope::ui {

// The run that the window shows.
struct ShownRun {
  std::shared_ptr<const ProfiledRun> profile;
  ScenarioPtr scenario;          // null: no scenes in the report
  std::vector<FramePtr> frames;  // whole ones, where there is a scenario
};

struct ReportWish {
  struct Run {
    std::variant<ShownRun, StoreRunWish> place;
    QString title;
  };
  std::vector<Run> runs;
  std::vector<ReportFormat> formats;
  std::filesystem::path folder;        // made if need be
  std::filesystem::path expectations;  // file of what was expected; empty: the program's own
  std::filesystem::path savings;       // ablation.json of what switches were measured to save; empty: none
};

// Writes reports of runs, off the GUI thread. One at a time, in order. GUI thread.
class ReportWriter : public QObject {
  Q_OBJECT

 public:
  explicit ReportWriter(QObject* parent = nullptr);

  void write(const ReportWish& wish);
  // Files that are written stay; nothing more is.
  void cancel() { ++cancelled_; }

 Q_SIGNALS:
  void progressed(const stepscope::ui::LoadProgress& progress);
  void written(const stepscope::WrittenReport& report, const std::filesystem::path& folder);
  void failed(const stepscope::Error& error);
  // After written() or failed(), or in their place.
  void ended();

 private:
  void report(const QString& what, std::size_t done, std::size_t total);  // worker
  Result<WrittenReport> work(const ReportWish& wish, int number);         // worker

  MapCache maps_;  // the worker's
  std::atomic<int> cancelled_{0};
  Background background_;
};

}  // namespace stepscope::ui
