#pragma once

#include <QObject>
#include <filesystem>
#include <memory>
#include <optional>

#include "core/analysis/stage_statistics.h"
#include "core/base/result.h"
#include "core/pstats/python_profile.h"
#include "ui/bridge/background.h"

namespace stepscope::ui {

// Reads Python profiles on a thread of its own. GUI thread; the latest wish wins.
class PythonProfileLoader : public QObject {
  Q_OBJECT

 public:
  explicit PythonProfileLoader(QObject* parent = nullptr);

  void load(const std::filesystem::path& file);

 Q_SIGNALS:
  void busyChanged(bool busy);
  void loaded(const std::shared_ptr<const stepscope::PythonProfile>& profile);
  void failed(const stepscope::Error& error);

 private:
  int latest_{0};
  Background background_;
};

// Writes it as Markdown, with the run beside it if there is one.
Status save_profile(const PythonProfile& profile, const std::optional<RunStatistics>& run, const std::string& run_name,
                    const std::filesystem::path& file);

}  // namespace stepscope::ui
