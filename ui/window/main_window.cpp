#include "ui/window/main_window.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QKeyEvent>
#include <QMenu>
#include <QScreen>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTimer>
#include <QToolBar>
#include <QVBoxLayout>

#include "core/store/store_place.h"
#include "ui/bridge/text.h"
#include "ui/charts/object_inspector.h"
#include "ui/charts/share_donut.h"
#include "ui/charts/step_strip.h"
#include "ui/panels/ablation_panel.h"
#include "ui/panels/batch_panel.h"
#include "ui/panels/compare_panel.h"
#include "ui/panels/dataset_browser.h"
#include "ui/panels/distribution_panel.h"
#include "ui/panels/icons.h"
#include "ui/panels/messages_panel.h"
#include "ui/panels/missing_scene_page.h"
#include "ui/panels/python_profile_panel.h"
#include "ui/panels/query_panel.h"
#include "ui/panels/raster_panel.h"
#include "ui/panels/run_bar.h"
#include "ui/panels/run_status_bar.h"
#include "ui/panels/runs_panel.h"
#include "ui/panels/scene_grid.h"
#include "ui/panels/score_panel.h"
#include "ui/panels/slow_step_panel.h"
#include "ui/panels/start_page.h"
#include "ui/panels/statistics_panel.h"
#include "ui/panels/timeline_panel.h"
#include "ui/scene/scene_view.h"
#include "ui/window/ablation_room.h"
#include "ui/window/actions.h"
#include "ui/window/appearance.h"
#include "ui/window/batch_room.h"
#include "ui/window/bookmark_desk.h"
#include "ui/window/bookmark_keeper.h"
#include "ui/window/compare_room.h"
#include "ui/window/explain_room.h"
#include "ui/window/fork_room.h"
#include "ui/window/key_precedence.h"
#include "ui/window/layout.h"
#include "ui/window/python_profile_room.h"
#include "ui/window/reopen_room.h"
#include "ui/window/report_room.h"
#include "ui/window/run_feed.h"
#include "ui/window/runs_room.h"
#include "ui/window/scene_tools.h"
#include "ui/window/training_room.h"
#include "ui/window/wiring.h"

namespace stepscope::ui {

namespace {

// At the first start, where the screen has room for it.
QSize first_size(const QScreen& screen) {
  constexpr QSize kWished{1440, 900}, kFrame{8, 40};
  return kWished.boundedTo(screen.availableGeometry().size() - kFrame);
}

// A page that asks for no room: what does not fit is scrolled to.
QWidget* scrollable(QWidget* page) {
  auto* area = new QScrollArea;
  area->setWidget(page);
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setFocusPolicy(Qt::NoFocus);
  area->viewport()->setAutoFillBackground(false);
  page->setAutoFillBackground(false);
  return area;
}

std::filesystem::path own_demo_folder() {
  return to_path(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/demo"));
}

}  // namespace

MainWindow::MainWindow(const StartOptions& options)
    : workbench_(std::make_unique<Workbench>()),
      actions_(new WindowActions(*this, undo_)),
      theme_(&theme_named(settings_.theme())),
      demo_folder_(options.demo.empty() ? own_demo_folder() : options.demo),
      memory_(options.width || options.height ? Memory::kIgnored : Memory::kUsed) {
  setWindowTitle(tr("Stepscope"));
  setWindowIcon(program_icon());
  setAcceptDrops(true);
  make_parts();
  make_docks(*this, parts_);
  for (const Panel& panel : parts_.panels) {
    QObject::connect(panel.dock, &QDockWidget::visibilityChanged, this, &MainWindow::fit_titles, Qt::QueuedConnection);
    QObject::connect(panel.dock, &QDockWidget::topLevelChanged, this, &MainWindow::fit_titles, Qt::QueuedConnection);
  }
  make_panel_actions();
  make_layers_menu();
  feed_ = new RunFeed(*workbench_, parts_, this);
  reopen_ = new ReopenRoom(*workbench_, this);
  new BookmarkDesk(workbench_->bookmarks(), workbench_->view(), *actions_, parts_, *this);  // a child of the window
  batches_ = new BatchRoom(*workbench_, *reopen_, parts_, settings_, this);
  runs_ = new RunsRoom({.bench = *workbench_, .reopen = *reopen_, .settings = settings_, .undo = undo_}, parts_,
                       options.store.value_or(default_store_file()), this);
  compare_ = new CompareRoom(*workbench_, parts_, this);
  forks_ = new ForkRoom({.bench = *workbench_, .runs = *runs_, .actions = *actions_}, parts_, *this);
  python_profiles_ = new PythonProfileRoom(*workbench_, parts_, this);
  ablation_ = new AblationRoom(*workbench_, parts_, *actions_, *this);
  explain_ = new ExplainRoom(*workbench_, parts_, actions_->cost_layer, this);
  new BookmarkKeeper(*workbench_, runs_->library(), this);  // a child of the window
  reports_ = new ReportRoom(*workbench_, settings_, *this);
  training_ = new TrainingRoom(*workbench_, *this);
  wire(*this, *workbench_, *actions_, parts_, *feed_, *batches_);
  wire_compare(*this, *compare_, *workbench_, parts_);
  QObject::connect(explain_, &ExplainRoom::said, this, &MainWindow::say);
  const QSize wished = first_size(*screen());
  resize(options.width.value_or(wished.width()), options.height.value_or(wished.height()));
  if (memory_ == Memory::kUsed) restoreGeometry(settings_.geometry());
  const double speed = options.speed.value_or(settings_.speed());
  workbench_->set_speed(speed);
  parts_.run_bar->show_speed(speed);
  actions_->show_speed(speed);
  const QStringList recent = settings_.recent();
  actions_->show_recent(recent);
  parts_.browser->show_recent(recent);
  parts_.start_page->show_recent(recent);
  show_theme(options.theme.isEmpty() ? settings_.theme() : options.theme);
  QApplication::instance()->installEventFilter(this);
}

MainWindow::~MainWindow() = default;

void MainWindow::make_parts() {
  parts_.run_bar = new RunBar({.open = actions_->open_folder,
                               .run = actions_->run,
                               .play = actions_->play,
                               .step = actions_->step,
                               .stop = actions_->stop,
                               .live = actions_->live},
                              this);
  parts_.error_bar = new ErrorBar(this);
  parts_.start_page = new StartPage(this);
  parts_.missing = new MissingScenePage(this);
  parts_.scene = new SceneView(this);
  parts_.scene_tools = new SceneTools(actions_->follow, actions_->reset_view, actions_->layers, this);
  parts_.browser = new DatasetBrowser(actions_->open_folder, this);
  parts_.inspector = new ObjectInspector(this);
  parts_.score = new ScorePanel(this);
  parts_.rasters = new RasterPanel(this);
  parts_.shares = new ShareDonut(this);
  parts_.strip = new StepStrip(this);
  parts_.statistics = new StatisticsPanel(this);
  parts_.distribution = new DistributionPanel(this);
  parts_.timeline = new TimelinePanel(this);
  parts_.slow_step = new SlowStepPanel(this);
  parts_.queries = new QueryPanel(this);
  parts_.batch = new BatchPanel(this);
  parts_.ablation = new AblationPanel(this);
  parts_.compare = new ComparePanel(this);
  parts_.runs = new RunsPanel(this);
  parts_.python_profile = new PythonProfilePanel(this);
  parts_.messages = new MessagesPanel(this);
  parts_.status = new RunStatusBar(this);
  setStatusBar(parts_.status);

  parts_.scenes = new SceneGrid(parts_.scene, parts_.scene_tools, this);
  parts_.scene->keep_clear(parts_.scene_tools->sizeHint().width());
  parts_.middle = new QStackedWidget(this);
  parts_.middle->addWidget(scrollable(parts_.start_page));
  parts_.middle->addWidget(parts_.scenes);
  parts_.middle->addWidget(scrollable(parts_.missing));
  auto* centre = new QWidget(this);
  auto* column = new QVBoxLayout(centre);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(parts_.error_bar);
  column->addWidget(parts_.middle, 1);
  setCentralWidget(centre);
}

void MainWindow::make_panel_actions() {
  const auto add = [this](const QString& title, const QKeySequence& shortcut) {
    QAction* action = actions_->panels_menu->addAction(title);
    action->setShortcut(shortcut);
    addAction(action);
    return action;
  };
  for (const Panel& panel : parts_.panels) {
    QObject::connect(add(panel.title, panel.shortcut), &QAction::triggered, this,
                     [this, content = panel.content] { bring_forward(content); });
    if (panel.content == parts_.browser)
      QObject::connect(add(tr("Scene"), QKeySequence(QStringLiteral("Ctrl+2"))), &QAction::triggered, parts_.scene,
                       [scene = parts_.scene] { scene->setFocus(); });
  }
}

void MainWindow::make_layers_menu() {
  for (const SceneLayer layer : kAllSceneLayers) {
    QAction* action = actions_->layers_menu->addAction(scene_layer_text(layer));
    action->setCheckable(true);
    action->setChecked(parts_.scene->layers().testFlag(layer));
    if (layer == SceneLayer::kCost) actions_->cost_layer = action;
    QObject::connect(action, &QAction::toggled, parts_.scene, [scene = parts_.scene, layer](bool shown) {
      scene->set_layers(scene->layers().setFlag(layer, shown));
    });
  }
}

void MainWindow::say(Severity severity, const QString& text) {
  parts_.messages->add(severity, text);
  if (severity == Severity::kError) parts_.error_bar->show_message(severity, text);
}

void MainWindow::answer(const QString& text) {
  parts_.messages->add(Severity::kInfo, text);
  parts_.error_bar->show_message(Severity::kInfo, text);
}

void MainWindow::offer(Severity severity, const QString& text, const std::vector<BarAction>& actions) {
  parts_.messages->add(severity, text);
  parts_.error_bar->show_message(severity, text, actions);
}

void MainWindow::choose_theme(const QString& name) {
  settings_.save_theme(name);
  show_theme(name);
}

void MainWindow::show_theme(const QString& name) {
  theme_ = &theme_named(name);
  apply_appearance(*theme_);
  actions_->set_theme(*theme_);
  actions_->show_theme_choice(name);
  parts_.run_bar->set_theme(*theme_);
  parts_.error_bar->set_theme(*theme_);
  parts_.start_page->set_theme(*theme_);
  parts_.scenes->set_theme(*theme_);
  training_->set_theme(*theme_);
  for (const Panel& panel : parts_.panels) panel.set_theme(*theme_);
}

void MainWindow::reset_layout() { apply_default_layout(*this, parts_); }

void MainWindow::fit_titles() { hide_titles_of_tabs(*this, parts_); }

void MainWindow::bring_forward(QWidget* content) {
  QDockWidget* dock = dock_of(content);
  dock->show();
  dock->raise();
  content->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::showEvent(QShowEvent* event) {
  QMainWindow::showEvent(event);
  if (layout_restored_) return;
  runs_->begin();
  parts_.start_page->setFocus();  // until there is a scene: the keys of the window are no text for the filter
  layout_restored_ = true;        // only now the window has the size that the default layout asks for
  reset_layout();
  if (memory_ == Memory::kUsed && restore_layout(*this, parts_, settings_.layout())) return;
  QTimer::singleShot(0, this, [this] { raise_first_panels(parts_); });
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (memory_ == Memory::kUsed) settings_.save_window(saveGeometry(), layout_of(*this, parts_));
  workbench_->datasets().cancel();
  workbench_->session().stop();
  batches_->session().cancel();
  compare_->end();
  training_->end();
  QMainWindow::closeEvent(event);
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const auto& key = *static_cast<QKeyEvent*>(event);
    const bool for_widget = widget_needs_key(watched, key);
    if (for_widget) event->accept();
    if (for_widget || window_needs_key(watched, key)) return true;
  }
  return QMainWindow::eventFilter(watched, event);
}

}  // namespace stepscope::ui
