#include "ui/window/wiring_run.h"

#include <QAction>
#include <QActionGroup>

#include "ui/charts/stage_table.h"
#include "ui/charts/step_strip.h"
#include "ui/panels/dataset_browser.h"
#include "ui/panels/distribution_panel.h"
#include "ui/panels/messages_panel.h"
#include "ui/panels/run_bar.h"
#include "ui/panels/run_status_bar.h"
#include "ui/panels/score_panel.h"
#include "ui/panels/statistics_panel.h"
#include "ui/scene/scene_view.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"
#include "ui/window/run_feed.h"
#include "ui/window/scene_tools.h"

namespace stepscope::ui {

namespace {

constexpr int kRemarkStaysMs = 4'000;

void wire_scenario(Workbench& bench, WindowActions& actions, WindowParts& parts, RunFeed& feed) {
  QObject::connect(parts.browser, &DatasetBrowser::scenarioChosen, parts.error_bar, &QWidget::hide);
  QObject::connect(parts.browser, &DatasetBrowser::scenarioChosen, &bench, &Workbench::choose);
  QObject::connect(&bench, &Workbench::scenarioMarked, parts.browser, &DatasetBrowser::mark);
  QObject::connect(&bench, &Workbench::opening, parts.status, [&parts](const QString& title) {
    parts.status->show_state(title.isEmpty() ? QString() : RunStatusBar::tr("opening %1…").arg(title));
  });
  QObject::connect(&bench, &Workbench::scenarioChanged, &feed, &RunFeed::show_scenario);
  QObject::connect(&bench, &Workbench::scenarioChanged, parts.status, [&parts] { parts.status->show_state({}); });

  QObject::connect(parts.scene, &SceneView::hovered, parts.status, &RunStatusBar::show_pointed_at);
  QObject::connect(parts.scene, &SceneView::picked, &feed, &RunFeed::show_picked);
  QObject::connect(parts.scene, &SceneView::cameraChanged, actions.follow,
                   [&actions](Camera camera) { actions.follow->setChecked(camera == Camera::kFollow); });
  QObject::connect(actions.follow, &QAction::triggered, parts.scene,
                   [&parts](bool follow) { parts.scene->set_camera(follow ? Camera::kFollow : Camera::kFree); });
  QObject::connect(parts.scene, &SceneView::orientationChanged, actions.ego_up, [&actions](Orientation orientation) {
    actions.ego_up->setChecked(orientation == Orientation::kEgoUp);
  });
  QObject::connect(actions.ego_up, &QAction::triggered, parts.scene, [&parts](bool ego_up) {
    parts.scene->set_orientation(ego_up ? Orientation::kEgoUp : Orientation::kNorthUp);
  });
  QObject::connect(parts.scene, &SceneView::toolChanged, actions.measure,
                   [&actions](SceneTool tool) { actions.measure->setChecked(tool == SceneTool::kMeasure); });
  QObject::connect(actions.measure, &QAction::triggered, parts.scene,
                   [&parts](bool measure) { parts.scene->set_tool(measure ? SceneTool::kMeasure : SceneTool::kPan); });
  QObject::connect(actions.reset_view, &QAction::triggered, parts.scene, &SceneView::reset_view);
  QObject::connect(actions.layers, &QAction::triggered, parts.scene_tools,
                   [&actions, &parts] { parts.scene_tools->pop_up(*actions.layers_menu); });
}

void wire_controls(MainWindow& window, Workbench& bench, WindowActions& actions, WindowParts& parts, RunFeed& feed) {
  QObject::connect(actions.run, &QAction::triggered, parts.error_bar, &QWidget::hide);  // the run before went wrong
  QObject::connect(actions.run, &QAction::triggered, &bench, [&bench] { bench.run(); });
  QObject::connect(actions.play, &QAction::triggered, &bench, &Workbench::toggle_play);
  QObject::connect(actions.step, &QAction::triggered, &bench, [&bench] { bench.step(1); });
  QObject::connect(actions.ten_steps, &QAction::triggered, &bench, [&bench] { bench.step(10); });
  QObject::connect(actions.step_back, &QAction::triggered, &bench, [&bench] { bench.step(-1); });
  QObject::connect(actions.stop, &QAction::triggered, &bench, &Workbench::stop);
  QObject::connect(parts.run_bar, &RunBar::setupChanged, &bench, &Workbench::set_setup);
  const auto set_speed = [&window, &bench, &actions, &parts](double speed) {
    bench.set_speed(speed);
    parts.run_bar->show_speed(speed);
    actions.show_speed(speed);
    window.settings().save_speed(speed);
  };
  QObject::connect(parts.run_bar, &RunBar::speedChanged, &bench, set_speed);
  QObject::connect(actions.speed_choice, &QActionGroup::triggered, &bench,
                   [set_speed](QAction* action) { set_speed(action->data().toDouble()); });

  SimulationSession& session = bench.session();
  QObject::connect(&session, &SimulationSession::runStarted, &feed, &RunFeed::begin_run);
  QObject::connect(&session, &SimulationSession::framesArrived, &feed, &RunFeed::append);
  QObject::connect(&session, &SimulationSession::runFinished, &feed, &RunFeed::end_run);
  QObject::connect(&bench, &Workbench::phaseChanged, &window, [&bench, &actions, &parts](Phase phase) {
    actions.show_phase(phase, bench.scenario() != nullptr, bench.last_run().run != nullptr);
    parts.status->show_state(phase_text(phase));
  });
  QObject::connect(actions.export_run, &QAction::triggered, &window, &MainWindow::ask_where_to_export);
}

// One cursor for scene, strip, inspector and status: whoever wants to move it asks the run view.
void wire_cursor(Workbench& bench, WindowActions& actions, WindowParts& parts, RunFeed& feed) {
  RunView& view = bench.view();
  QObject::connect(&view, &RunView::cursorMoved, &feed, &RunFeed::show_step);
  const auto show_live = [&view, &actions, &parts] {
    actions.show_live(view.live());
    parts.run_bar->show_cursor(view.live() ? -1 : view.clock());
  };
  QObject::connect(&view, &RunView::clockMoved, &actions, show_live);
  QObject::connect(&view, &RunView::liveChanged, &actions, show_live);
  QObject::connect(parts.strip, &StepStrip::stepClicked, &view, &RunView::set_cursor);
  QObject::connect(actions.first, &QAction::triggered, &view, [&view] { view.set_cursor(0); });
  QObject::connect(actions.live, &QAction::triggered, &view, [&view, show_live] {
    view.follow_live();
    show_live();  // the click may have unchecked it
  });
  const auto go_to = [&view, &parts](std::optional<int> step, const QString& none) {
    if (step)
      view.set_cursor(*step);
    else if (!parts.strip->data().empty())
      parts.status->showMessage(none, kRemarkStaysMs);
  };
  QObject::connect(actions.next_slow, &QAction::triggered, &view, [&view, &parts, go_to] {
    go_to(parts.strip->data().next_slow_step(view.cursor()),
          MainWindow::tr("No slow step after this one (slow: the longest twentieth of the steps)"));
  });
  QObject::connect(actions.previous_slow, &QAction::triggered, &view, [&view, &parts, go_to] {
    go_to(parts.strip->data().previous_slow_step(view.cursor()),
          MainWindow::tr("No slow step before this one (slow: the longest twentieth of the steps)"));
  });
  QObject::connect(actions.range_from, &QAction::triggered, parts.strip,
                   [&view, &parts] { parts.strip->select_from(view.cursor()); });
  QObject::connect(actions.range_to, &QAction::triggered, parts.strip,
                   [&view, &parts] { parts.strip->select_to(view.cursor()); });
  QObject::connect(actions.range_drop, &QAction::triggered, parts.strip, &StepStrip::clear_range);
  QObject::connect(actions.slowest, &QAction::triggered, &bench, &Workbench::go_to_slowest_step);
}

// Range, budgets and picked durations, between strip, statistics and distribution.
void wire_statistics(MainWindow& window, Workbench& bench, WindowParts& parts, StatisticsFeed& figures) {
  StepStrip* strip = parts.strip;
  DistributionPanel* distribution = parts.distribution;
  QObject::connect(strip, &StepStrip::rangeSelected, &figures, &StatisticsFeed::show_range);
  QObject::connect(strip, &StepStrip::rangeCleared, &figures, &StatisticsFeed::drop_range);
  QObject::connect(strip, &StepStrip::budgetsChanged, &figures, [&window, &figures](const StepBudgets& budgets) {
    window.settings().save_budgets(budgets);
    figures.set_budgets(budgets);
  });
  QObject::connect(distribution, &DistributionPanel::sourceChanged, &figures, &StatisticsFeed::refresh);
  QObject::connect(distribution, &DistributionPanel::scaleChanged, &window,
                   [&window](BinScale scale) { window.settings().save_logarithmic(scale == BinScale::kLogarithmic); });
  QObject::connect(distribution, &DistributionPanel::stepsPicked, strip, &StepStrip::set_highlighted);
  QObject::connect(distribution, &DistributionPanel::stepWished, &bench.view(), &RunView::set_cursor);
  QObject::connect(&parts.statistics->table(), &StageTable::stageChosen, distribution,
                   &DistributionPanel::choose_stage);
  strip->set_budgets(window.settings().budgets());
  figures.set_budgets(window.settings().budgets());
  distribution->set_scale(window.settings().logarithmic() ? BinScale::kLogarithmic : BinScale::kLinear);
}

void wire_score(Workbench& bench, WindowParts& parts, RunFeed& feed) {
  QObject::connect(parts.score, &ScorePanel::stepWished, &bench.view(), &RunView::set_cursor);
  QObject::connect(parts.score, &ScorePanel::culpritWished, &feed, &RunFeed::show_culprit);
}

}  // namespace

void wire_run(MainWindow& window, Workbench& bench, WindowActions& actions, WindowParts& parts, RunFeed& feed) {
  wire_scenario(bench, actions, parts, feed);
  wire_controls(window, bench, actions, parts, feed);
  wire_cursor(bench, actions, parts, feed);
  wire_statistics(window, bench, parts, feed.statistics());
  wire_score(bench, parts, feed);
}

}  // namespace stepscope::ui
