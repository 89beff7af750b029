#pragma once

#include <QObject>
#include <functional>

#include "ui/bridge/run_folder_opener.h"
#include "ui/bridge/store_run_opener.h"
#include "ui/bridge/stored_run_loader.h"
#include "ui/window/workbench.h"

namespace stepscope::ui {

// Opens runs that were kept, off the GUI thread, and shows them on the workbench as they were live. GUI thread.
class ReopenRoom : public QObject {
  Q_OBJECT

 public:
  // `bench` outlives the room's use.
  ReopenRoom(Workbench& bench, QObject* parent);

  void open_folder(const std::filesystem::path& folder);
  // `title`: what people call it.
  void open_store_run(const std::filesystem::path& store, RunId run, const QString& title);
  // If its files cannot be read, the same run is made again.
  void open_batch_run(const BatchRunWish& wish);
  // Opens again what is shown without a scene, with the log and the maps of this folder.
  void locate_data(const std::filesystem::path& folder);
  // What is being opened is not shown; what is shown stays.
  void cancel() { bench_.reopener().forget(); }

 Q_SIGNALS:
  void said(stepscope::ui::Severity severity, const QString& text);
  void folderOpened(const std::filesystem::path& folder);

 private:
  // A reader of one run, given where its data are: empty where its manifest says.
  using Source = std::function<Result<ReopenedRun>(const DataPlaces& data, const DatasetPtr& dataset, MapCache& maps)>;
  void open(const Source& source, const DataPlaces& data, const QString& title, std::function<void()> then);
  void show(const ReopenedRun& run, const QString& title);

  Workbench& bench_;
  Source last_;  // of what is shown
  QString last_title_;
  std::string last_log_;
};

}  // namespace stepscope::ui
