#include "ui/window/wiring.h"

#include <QAction>
#include <QActionGroup>
#include <QDir>
#include <QDockWidget>
#include <QFileInfo>

#include "ui/bridge/text.h"
#include "ui/panels/batch_panel.h"
#include "ui/panels/batch_setup.h"
#include "ui/panels/compare_panel.h"
#include "ui/panels/dataset_browser.h"
#include "ui/panels/messages_panel.h"
#include "ui/panels/missing_scene_page.h"
#include "ui/panels/python_profile_panel.h"
#include "ui/panels/run_bar.h"
#include "ui/panels/run_status_bar.h"
#include "ui/panels/runs_panel.h"
#include "ui/panels/start_page.h"
#include "ui/scene/scene_view.h"
#include "ui/window/ablation_room.h"
#include "ui/window/actions.h"
#include "ui/window/batch_room.h"
#include "ui/window/command_palette.h"
#include "ui/window/compare_room.h"
#include "ui/window/dialogs.h"
#include "ui/window/layout.h"
#include "ui/window/ledger_room.h"
#include "ui/window/main_window.h"
#include "ui/window/python_profile_room.h"
#include "ui/window/raster_room.h"
#include "ui/window/reopen_room.h"
#include "ui/window/report_room.h"
#include "ui/window/run_feed.h"
#include "ui/window/runs_room.h"
#include "ui/window/scene_tools.h"
#include "ui/window/timeline_room.h"
#include "ui/window/training_room.h"
#include "ui/window/wiring_run.h"

namespace stepscope::ui {

namespace {

void wire_datasets(MainWindow& window, Workbench& bench, WindowActions& actions, WindowParts& parts) {
  DatasetLoader& loader = bench.datasets();
  const auto show_progress = [&parts](const LoadProgress& progress) {
    parts.browser->show_progress(progress);
    parts.start_page->show_note(progress.what);
  };
  const auto hide_progress = [&parts] {
    parts.browser->hide_progress();
    parts.start_page->show_note({});
  };
  QObject::connect(&loader, &DatasetLoader::started, &window, [show_progress](const QString& what) {
    show_progress({.what = MainWindow::tr("Opening %1").arg(what)});
  });
  QObject::connect(&loader, &DatasetLoader::progressed, &window, show_progress);
  QObject::connect(&loader, &DatasetLoader::failed, &window, hide_progress);
  QObject::connect(&loader, &DatasetLoader::cancelled, &window, hide_progress);
  QObject::connect(&loader, &DatasetLoader::loaded, &window,
                   [&window, &actions, &parts, hide_progress](const DatasetPtr&, const QString& what) {
                     hide_progress();
                     const QString name = QDir(QFileInfo(what).absoluteFilePath()).dirName();
                     window.setWindowTitle(MainWindow::tr("%1 — Stepscope").arg(name));
                     const QStringList recent = window.settings().add_recent(what);
                     actions.show_recent(recent);
                     parts.browser->show_recent(recent);
                     parts.start_page->show_recent(recent);
                   });

  QObject::connect(&bench, &Workbench::datasetChanged, parts.browser, &DatasetBrowser::show_dataset);
  const auto open_path = [&window](const QString& path) { window.open(to_path(path)); };
  QObject::connect(actions.open_folder, &QAction::triggered, &window, &MainWindow::ask_for_folder);
  QObject::connect(actions.open_log, &QAction::triggered, &window, &MainWindow::ask_for_log);
  QObject::connect(actions.demo, &QAction::triggered, &window, &MainWindow::open_demo);
  QObject::connect(&actions, &WindowActions::recentWished, &window, open_path);
  QObject::connect(parts.browser, &DatasetBrowser::recentWished, &window, open_path);
  QObject::connect(parts.start_page, &StartPage::recentWished, &window, open_path);
  QObject::connect(parts.start_page, &StartPage::demoWished, &window, &MainWindow::open_demo);
  QObject::connect(parts.start_page, &StartPage::openWished, &window, &MainWindow::ask_for_folder);
  QObject::connect(parts.browser, &DatasetBrowser::cancelWished, &loader, &DatasetLoader::cancel);
  QObject::connect(parts.browser, &DatasetBrowser::problemsWished, &window,
                   [&window, &parts] { window.bring_forward(parts.messages); });
  QObject::connect(parts.browser, &DatasetBrowser::filterLeft, parts.scene, [&parts] { parts.scene->setFocus(); });
  QObject::connect(actions.find_scenario, &QAction::triggered, &window, [&window, &parts] {
    window.bring_forward(parts.browser);
    parts.browser->focus_filter();
  });
}

void wire_batch(MainWindow& window, Workbench& bench, WindowParts& parts, BatchRoom& batches) {
  BatchPanel* panel = parts.batch;
  QObject::connect(panel, &BatchPanel::startWished, &batches, &BatchRoom::start);
  QObject::connect(panel, &BatchPanel::cancelWished, &batches.session(), &BatchSession::cancel);
  QObject::connect(panel, &BatchPanel::jobOpened, &batches, &BatchRoom::open);
  QObject::connect(&batches.session(), &BatchSession::started, panel, &BatchPanel::begin);
  QObject::connect(&batches.session(), &BatchSession::planned, panel, &BatchPanel::show_plan);
  QObject::connect(&batches.session(), &BatchSession::progressed, panel, &BatchPanel::show_events);
  QObject::connect(&batches.session(), &BatchSession::finished, panel, &BatchPanel::end);
  QObject::connect(&batches.session(), &BatchSession::finished, &batches, &BatchRoom::take_end);
  QObject::connect(&batches, &BatchRoom::said, &window, &MainWindow::say);
  QObject::connect(parts.browser, &DatasetBrowser::countsShown, panel, [panel](const QString& counts) {
    panel->setup().show_scenarios(BatchPanel::tr("scenarios as filtered in Dataset: %1").arg(counts));
  });
  QObject::connect(&bench, &Workbench::datasetChanged, panel,
                   [panel](const DatasetPtr& dataset) { panel->show_has_dataset(dataset != nullptr); });
  QObject::connect(parts.run_bar, &RunBar::setupChanged, panel,
                   [panel](const RunSetup& setup) { panel->setup().follow(setup.request); });
  panel->setup().follow(bench.setup().request);
}

// A run that is reopened looks as one that has just ended.
void wire_reopened(MainWindow& window, Workbench& bench, WindowActions& actions, WindowParts& parts, RunFeed& feed) {
  const auto remember = [&window, &actions, &parts](const std::filesystem::path& folder) {
    const QStringList recent = window.settings().add_recent(path_text(folder));
    actions.show_recent(recent);
    parts.browser->show_recent(recent);
    parts.start_page->show_recent(recent);
  };
  QObject::connect(&bench, &Workbench::setupAdopted, parts.run_bar, &RunBar::show_setup);
  QObject::connect(&bench, &Workbench::reopening, &feed, &RunFeed::begin_run);
  QObject::connect(&bench, &Workbench::framesReopened, &feed, &RunFeed::append);
  QObject::connect(&bench, &Workbench::reopened, &feed, &RunFeed::end_run);
  QObject::connect(&bench, &Workbench::sceneMissing, &feed, &RunFeed::show_missing);
  QObject::connect(&window.reopen(), &ReopenRoom::said, &window, &MainWindow::say);
  QObject::connect(&window.reopen(), &ReopenRoom::folderOpened, &window, remember);
  StoredRunLoader& reopener = bench.reopener();
  QObject::connect(&reopener, &StoredRunLoader::busyChanged, parts.browser, [&parts](bool busy) {
    const LoadProgress progress{.what = MainWindow::tr("Opening a run")};
    if (busy) {
      parts.error_bar->hide();  // it was about what is shown now, or asked for this
      parts.browser->show_progress(progress);
      parts.runs->show_progress(progress);
    } else {
      parts.browser->hide_progress();
      parts.runs->hide_progress();
    }
  });
  QObject::connect(parts.browser, &DatasetBrowser::cancelWished, &reopener, &StoredRunLoader::forget);
  QObject::connect(actions.open_run, &QAction::triggered, &window, &MainWindow::ask_for_run_folder);
  QObject::connect(parts.missing, &MissingScenePage::locateWished, &window, &MainWindow::ask_where_data_are);
}

void wire_runs(MainWindow& window, WindowActions& actions, WindowParts& parts) {
  RunsRoom& runs = window.runs();
  RunsPanel* panel = parts.runs;
  QObject::connect(panel, &RunsPanel::openWished, &runs, &RunsRoom::open);
  QObject::connect(panel, &RunsPanel::deleteWished, &runs, &RunsRoom::remove);
  QObject::connect(panel, &RunsPanel::labelWished, &runs, &RunsRoom::rename);
  QObject::connect(panel, &RunsPanel::cancelWished, &window.reopen(), &ReopenRoom::cancel);
  QObject::connect(panel, &RunsPanel::cancelWished, &runs.library(), &RunLibrary::cancel);
  QObject::connect(panel, &RunsPanel::exportWished, &window, &MainWindow::ask_where_to_export_kept);
  QObject::connect(panel, &RunsPanel::importWished, &window, &MainWindow::ask_for_bundles);
  QObject::connect(actions.import_bundle, &QAction::triggered, &window, &MainWindow::ask_for_bundles);
  QObject::connect(&runs, &RunsRoom::said, &window, &MainWindow::say);
  QObject::connect(&runs, &RunsRoom::offered, &window, &MainWindow::offer);
  QObject::connect(&runs, &RunsRoom::withdrawn, parts.error_bar, &ErrorBar::withdraw);
  QObject::connect(&window.batches().session(), &BatchSession::finished, &runs.library(), &RunLibrary::refresh);
  QObject::connect(dock_of(panel), &QDockWidget::visibilityChanged, &runs, [&runs](bool visible) {
    if (visible) runs.library().refresh();  // other programs make runs, too
  });
}

void wire_python_profiles(MainWindow& window, WindowActions& actions, WindowParts& parts) {
  PythonProfileRoom& room = window.python_profiles();
  QObject::connect(actions.import_profile, &QAction::triggered, &window, &MainWindow::ask_for_python_profile);
  QObject::connect(parts.python_profile, &PythonProfilePanel::importWished, &window,
                   &MainWindow::ask_for_python_profile);
  QObject::connect(parts.python_profile, &PythonProfilePanel::saveWished, &window,
                   &MainWindow::ask_where_to_save_python_profile);
  QObject::connect(&room, &PythonProfileRoom::said, &window, &MainWindow::say);
  QObject::connect(&room, &PythonProfileRoom::opened, &window,
                   [&window, &parts] { window.bring_forward(parts.python_profile); });
}

void wire_reports(MainWindow& window, WindowActions& actions, WindowParts& parts) {
  ReportRoom& reports = window.reports();
  QObject::connect(actions.report, &QAction::triggered, &reports, &ReportRoom::ask);
  QObject::connect(actions.report_again, &QAction::triggered, &reports, &ReportRoom::write_again);
  QObject::connect(actions.report_runs, &QAction::triggered, &window,
                   [&window, &parts] { window.bring_forward(parts.runs); });
  QObject::connect(parts.runs, &RunsPanel::reportWished, &reports, [&window, &reports](const std::vector<RunId>& runs) {
    reports.ask_about(window.runs().report_runs(runs));
  });
  QObject::connect(parts.runs, &RunsPanel::cancelWished, &reports.writer(), &ReportWriter::cancel);
  QObject::connect(&reports, &ReportRoom::said, &window, &MainWindow::say);
  QObject::connect(&reports, &ReportRoom::offered, &window, &MainWindow::offer);
  QObject::connect(&reports.writer(), &ReportWriter::progressed, parts.runs, &RunsPanel::show_progress);
  QObject::connect(&reports.writer(), &ReportWriter::progressed, parts.status,
                   [&parts](const LoadProgress& progress) { parts.status->show_state(progress.what); });
  QObject::connect(&reports.writer(), &ReportWriter::ended, parts.runs, [&parts] {
    parts.runs->hide_progress();
    parts.status->show_state({});
  });
}

void wire_training(MainWindow& window, Workbench& bench, WindowActions& actions, WindowParts& parts) {
  TrainingRoom& training = window.training();
  QObject::connect(actions.train, &QAction::triggered, &training,
                   [&window, &training] { training.show(window.theme()); });
  QObject::connect(&training, &TrainingRoom::said, &window, &MainWindow::say);
  QObject::connect(&training, &TrainingRoom::setupWished, &bench, [&bench, &parts](const RunSetup& setup) {
    bench.set_setup(setup);
    parts.run_bar->show_setup(setup);
  });
}

void wire_ablation(MainWindow& window, Workbench& bench, WindowParts& parts) {
  AblationRoom& ablation = window.ablation();
  QObject::connect(&ablation, &AblationRoom::said, &window, &MainWindow::say);
  QObject::connect(&ablation, &AblationRoom::wished, &window,
                   [&window, &parts] { window.bring_forward(parts.ablation); });
  QObject::connect(&ablation, &AblationRoom::compareWished, &bench,
                   [&window, &bench, &parts](const RunSetup& a, const RunSetup& b, int step) {
                     bench.set_setup(a);
                     parts.run_bar->show_setup(a);
                     window.bring_forward(parts.compare);
                     window.compare().choose_live({{.request = b.request, .profile = b.profile}});
                     QObject::connect(
                         &bench.session(), &SimulationSession::runFinished, &bench,
                         [&bench, step] { bench.view().set_cursor(step); }, Qt::SingleShotConnection);
                     window.compare().run_side_by_side();
                   });
}

void wire_messages(MainWindow& window, Workbench& bench, WindowParts& parts) {
  QObject::connect(&bench, &Workbench::said, &window, &MainWindow::say);
  QObject::connect(&bench, &Workbench::answered, &window, &MainWindow::answer);
  // What went wrong before is over when something else is opened; it stays among the messages.
  QObject::connect(&bench.datasets(), &DatasetLoader::started, parts.error_bar, &QWidget::hide);
  QObject::connect(parts.error_bar, &ErrorBar::detailsWished, &window,
                   [&window, &parts] { window.bring_forward(parts.messages); });
  QObject::connect(parts.messages, &MessagesPanel::countChanged, &window, [&parts](int, int errors) {
    dock_of(parts.messages)
        ->setWindowTitle(errors == 0   ? MainWindow::tr("Messages")
                         : errors == 1 ? MainWindow::tr("Messages (1 error)")
                                       : MainWindow::tr("Messages (%1 errors)").arg(errors));
  });
  for (const Panel& panel : parts.panels)
    panel.on_failure(window, [&window](const QString& problem) { window.say(Severity::kError, problem); });
}

void wire_window(MainWindow& window, WindowActions& actions) {
  QObject::connect(actions.save_scene, &QAction::triggered, &window, &MainWindow::ask_where_to_save_scene);
  QObject::connect(actions.quit, &QAction::triggered, &window, &QWidget::close);
  QObject::connect(actions.tall_panels, &QAction::triggered, &window,
                   [&window] { toggle_tall_panels(window, window.parts()); });
  QObject::connect(actions.reset_layout, &QAction::triggered, &window, &MainWindow::reset_layout);
  QObject::connect(actions.full_screen, &QAction::triggered, &window, [&window](bool full) {
    window.setWindowState(full ? window.windowState() | Qt::WindowFullScreen
                               : window.windowState() & ~Qt::WindowFullScreen);
  });
  QObject::connect(actions.theme_choice, &QActionGroup::triggered, &window,
                   [&window](QAction* action) { window.choose_theme(action->data().toString()); });
  QObject::connect(actions.keys, &QAction::triggered, &window,
                   [&window, &actions] { show_keys(actions.all(), &window); });
  QObject::connect(actions.about, &QAction::triggered, &window, [&window] { show_about(&window); });
  QObject::connect(actions.palette, &QAction::triggered, &window, [&window, &actions] {
    auto* palette = new CommandPalette(actions.all(), &window);
    palette->setAttribute(Qt::WA_DeleteOnClose);
    palette->open();
  });
}

}  // namespace

void wire(MainWindow& window, Workbench& bench, WindowActions& actions, WindowParts& parts, RunFeed& feed,
          BatchRoom& batches) {
  wire_datasets(window, bench, actions, parts);
  wire_run(window, bench, actions, parts, feed);
  wire_batch(window, bench, parts, batches);
  wire_timeline(bench, parts);
  wire_rasters(window, bench, parts);
  wire_reopened(window, bench, actions, parts, feed);
  wire_runs(window, actions, parts);
  wire_python_profiles(window, actions, parts);
  wire_training(window, bench, actions, parts);
  wire_ablation(window, bench, parts);
  wire_reports(window, actions, parts);
  wire_ledger(window, bench, parts);
  wire_messages(window, bench, parts);
  wire_window(window, actions);
}

}  // namespace stepscope::ui
