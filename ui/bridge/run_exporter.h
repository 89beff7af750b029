#pragma once

#include <QObject>
#include <filesystem>

#include "core/base/result.h"
#include "ui/bridge/background.h"
#include "ui/bridge/simulation_session.h"

namespace stepscope::ui {

// Writes the run folder and the timing report of a finished run, off the GUI thread.
class RunExporter : public QObject {
  Q_OBJECT

 public:
  explicit RunExporter(QObject* parent = nullptr);

  // Into a folder of its own below `parent_folder`, named after log, scenario, planner and challenge.
  void write(const FinishedRun& finished, const std::filesystem::path& parent_folder);

 Q_SIGNALS:
  void started(const QString& folder);
  // `report`: the Markdown file.
  void written(const QString& report);
  void failed(const stepscope::Error& error);

 private:
  Background background_;
};

}  // namespace stepscope::ui
