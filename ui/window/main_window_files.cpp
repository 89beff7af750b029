// What the window opens and saves: the dialogs that ask where, and what is dropped on it.
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMimeData>

#include "ui/bridge/text.h"
#include "ui/panels/scene_grid.h"
#include "ui/scene/scene_view.h"
#include "ui/window/main_window.h"
#include "ui/window/python_profile_room.h"
#include "ui/window/reopen_room.h"
#include "ui/window/runs_room.h"

namespace stepscope::ui {

namespace {

bool is_bundle(const std::filesystem::path& path) { return path.extension() == ".stepscope"; }

}  // namespace

void MainWindow::open(const std::filesystem::path& folder_or_db, const std::filesystem::path& maps) {
  if (is_bundle(folder_or_db)) return runs_->library().import_bundles({folder_or_db});
  if (is_run_folder(folder_or_db)) return reopen_->open_folder(folder_or_db);
  if (PythonProfileRoom::is_profile(folder_or_db)) return python_profiles_->open(folder_or_db);
  workbench_->datasets().open(folder_or_db, maps);
}

void MainWindow::open_demo() {
  workbench_->autoplay_next();
  workbench_->datasets().open_demo(demo_folder_);
}

void MainWindow::ask_for_folder() {
  const QString folder = QFileDialog::getExistingDirectory(this, tr("Open a folder with logs and maps"));
  if (!folder.isEmpty()) open(to_path(folder));
}

void MainWindow::ask_for_log() {
  const QString file = QFileDialog::getOpenFileName(this, tr("Open a log"), {}, tr("nuPlan logs (*.db)"));
  if (!file.isEmpty()) open(to_path(file));
}

void MainWindow::ask_for_run_folder() {
  const QString folder = QFileDialog::getExistingDirectory(this, tr("Open the folder of a run"));
  if (!folder.isEmpty()) reopen_->open_folder(to_path(folder));
}

void MainWindow::ask_for_bundles() {
  std::vector<std::filesystem::path> bundles;
  for (const QString& file : QFileDialog::getOpenFileNames(this, tr("Import bundles"), {}, tr("Runs (*.stepscope)")))
    bundles.push_back(to_path(file));
  if (!bundles.empty()) runs_->library().import_bundles(bundles);
}

void MainWindow::ask_where_to_export_kept(const std::vector<RunId>& runs) {
  if (runs.size() != 1) {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Export the runs into this folder"));
    if (!folder.isEmpty()) runs_->export_into(runs, to_path(folder));
    return;
  }
  QString file = QFileDialog::getSaveFileName(this, tr("Export the run"), runs_->bundle_name(runs.front()),
                                              tr("Runs (*.stepscope)"));
  if (file.isEmpty()) return;
  if (!file.endsWith(QLatin1String(".stepscope"))) file += QStringLiteral(".stepscope");
  runs_->library().export_runs({{.run = runs.front(), .file = to_path(file)}});
}

void MainWindow::ask_where_data_are() {
  const QString folder = QFileDialog::getExistingDirectory(this, tr("Where are the log and its maps?"));
  if (!folder.isEmpty()) reopen_->locate_data(to_path(folder));
}

void MainWindow::ask_for_python_profile() {
  const QString file =
      QFileDialog::getOpenFileName(this, tr("Import a Python profile"), {},
                                   tr("Profiles of Python's cProfile (*.stats *.prof *.pstats);;All files (*)"));
  if (!file.isEmpty()) python_profiles_->open(to_path(file));
}

void MainWindow::ask_where_to_save_python_profile() {
  const QString file = QFileDialog::getSaveFileName(this, tr("Save the Python profile"),
                                                    QStringLiteral("python_profile.md"), tr("Markdown (*.md)"));
  if (!file.isEmpty()) python_profiles_->save(to_path(file));
}

void MainWindow::ask_where_to_export() {
  const QString folder = QFileDialog::getExistingDirectory(this, tr("Export the run into a folder below…"));
  if (!folder.isEmpty()) workbench_->export_run(folder);
}

void MainWindow::ask_where_to_save_scene() {
  constexpr double kScale = 2.0;
  QString file =
      QFileDialog::getSaveFileName(this, tr("Save the scene"), QStringLiteral("scene.png"), tr("Pictures (*.png)"));
  if (file.isEmpty()) return;
  if (!file.endsWith(QLatin1String(".png"), Qt::CaseInsensitive)) file += QStringLiteral(".png");
  const QImage picture = parts_.scenes->compares() ? parts_.scenes->render_image(kScale)
                                                   : parts_.scene->render_image(parts_.scene->size(), kScale);
  if (picture.save(file))
    answer(tr("Picture saved: %1").arg(file));
  else
    say(Severity::kError, tr("%1: the picture could not be written").arg(file));
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  for (const QUrl& url : event->mimeData()->urls())
    if (url.isLocalFile()) return event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  std::vector<std::filesystem::path> bundles;
  std::optional<std::filesystem::path> other;
  for (const QUrl& url : event->mimeData()->urls()) {
    if (!url.isLocalFile()) continue;
    const std::filesystem::path path = to_path(url.toLocalFile());
    if (is_bundle(path))
      bundles.push_back(path);
    else if (!other)
      other = path;
  }
  if (bundles.empty() && !other) return;
  event->acceptProposedAction();
  if (!bundles.empty()) runs_->library().import_bundles(bundles);
  if (other) open(*other);
}

}  // namespace stepscope::ui
