#include "ui/window/python_profile_room.h"

#include "ui/bridge/text.h"
#include "ui/panels/python_profile_panel.h"

namespace stepscope::ui {

namespace {

constexpr int kRefreshMs = 500;

}  // namespace

bool PythonProfileRoom::is_profile(const std::filesystem::path& file) {
  return file.extension() == ".stats" && !std::filesystem::is_directory(file);
}

PythonProfileRoom::PythonProfileRoom(Workbench& bench, const WindowParts& parts, QObject* parent)
    : QObject(parent), bench_(bench), parts_(parts) {
  PythonProfilePanel* panel = parts_.python_profile;
  QObject::connect(&loader_, &PythonProfileLoader::busyChanged, panel, &PythonProfilePanel::show_busy);
  QObject::connect(&loader_, &PythonProfileLoader::loaded, this,
                   [this, panel](const std::shared_ptr<const PythonProfile>& profile) {
                     show_run();
                     panel->show_profile(profile);
                     Q_EMIT said(Severity::kInfo, tr("Python profile imported: %1").arg(to_qt(profile->name)));
                     Q_EMIT opened();
                   });
  QObject::connect(&loader_, &PythonProfileLoader::failed, this,
                   [this](const Error& error) { Q_EMIT said(Severity::kError, error_text(error)); });
  refresh_.setSingleShot(true);
  refresh_.setInterval(kRefreshMs);
  QObject::connect(&refresh_, &QTimer::timeout, this, &PythonProfileRoom::show_run);
  const RunView& view = bench_.view();
  QObject::connect(&view, &RunView::profileBegun, this, &PythonProfileRoom::show_run);
  QObject::connect(&view, &RunView::profileCompleted, this, &PythonProfileRoom::show_run);
  QObject::connect(&view, &RunView::profileGrew, &refresh_, [this] {
    if (parts_.python_profile->profile() && !refresh_.isActive()) refresh_.start();
  });
}

void PythonProfileRoom::open(const std::filesystem::path& file) { loader_.load(file); }

void PythonProfileRoom::save(const std::filesystem::path& file) {
  const PythonProfilePanel& panel = *parts_.python_profile;
  if (!panel.profile()) return;
  const Status status = save_profile(*panel.profile(), panel.run(), panel.run_name().toStdString(), file);
  if (status.ok())
    Q_EMIT said(Severity::kInfo, tr("Python profile saved: %1").arg(path_text(file)));
  else
    Q_EMIT said(Severity::kError, error_text(status.error()));
}

void PythonProfileRoom::show_run() {
  const RunView& view = bench_.view();
  if (view.size() == 0) return parts_.python_profile->show_run({}, {});
  const RunRequest& request = bench_.setup().request;
  const RunFacts& facts = view.profile().facts;  // empty until the run has ended
  const std::string planner = facts.planner.empty() ? request.planner : facts.planner;
  const std::string challenge =
      facts.challenge.empty() ? std::string(challenge_key(request.challenge)) : facts.challenge;
  parts_.python_profile->show_run(view.statistics(), to_qt(planner + ", " + challenge));
}

}  // namespace stepscope::ui
