// Pictures of panels with made-up content, to be looked at: panels_gallery <folder>
#include <QApplication>
#include <QDir>
#include <QTabWidget>

#include "made_up_score.h"
#include "ui/panels/batch_panel.h"
#include "ui/panels/batch_setup.h"
#include "ui/panels/score_panel.h"
#include "ui/theme/theme.h"
#include "ui/window/appearance.h"

namespace {

using namespace stepscope::ui;

void picture(QWidget& widget, QSize size, const QString& file) {
  widget.resize(size);
  widget.show();
  for (int i = 0; i < 8; ++i) QApplication::processEvents();
  widget.grab().save(file);
}

// 6 jobs of two planners, in every state.
void add_batches(const QDir& folder, const Theme& theme) {
  auto plan = std::make_shared<stepscope::BatchPlan>();
  plan->out = "/results/batch";
  for (const char* type : {"stationary", "starting_straight_traffic_light_intersection_traversal", "turning_left"})
    plan->scenarios.push_back(
        {.id = {.db = "/logs/2021.05.12.22.00.38_veh-35_01008_01518.db", .token = {77}}, .type = type});
  plan->requests.resize(2);
  plan->requests[0].challenge = stepscope::Challenge::kClosedLoopNonreactiveAgents;
  plan->requests[1].planner = "idm";
  plan->requests[1].challenge = stepscope::Challenge::kClosedLoopReactiveAgents;
  using stepscope::JobStatus;
  const auto done = [](double score) {
    return stepscope::JobResult{
        .status = JobStatus::kReachedEnd,
        .steps = 149,
        .score = stepscope::ScoreSummary{.final_score = score, .parts = {{"drivable_area_compliance", score}}},
        .mean_step_ms = 0.0214};
  };
  for (const QSize size : {QSize(770, 200), QSize(560, 180)}) {
    for (int page = 0; page < 3; ++page) {
      BatchPanel panel;
      panel.set_theme(theme);
      panel.setup().show_folder(QStringLiteral("/results/batch"));
      panel.setup().show_scenarios(QStringLiteral("scenarios as filtered in Dataset: 12 of 1 020"));
      panel.setup().follow(stepscope::RunRequest{});
      panel.show_has_dataset(true);
      if (page > 0) {
        panel.begin();
        panel.show_plan(plan);
        panel.show_events(
            {{0, done(1.0)},
             {1, done(0.0)},
             {2, stepscope::JobResult{.status = JobStatus::kPlannerFailed, .reason = "step 37: no route"}},
             {3, std::nullopt}});
        if (page == 2) panel.end({.plan = plan, .cancelled = true, .error = {}});
      }
      if (page == 2) panel.findChild<QTabWidget*>()->setCurrentIndex(2);
      picture(panel, size,
              folder.filePath(QStringLiteral("batch%1-%2-%3.png").arg(page).arg(theme.name).arg(size.width())));
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  const QDir folder(QString::fromLocal8Bit(argc > 1 ? argv[1] : "."));
  for (const Theme* theme : {&Theme::light_theme(), &Theme::dark_theme()}) {
    apply_appearance(*theme);
    add_batches(folder, *theme);
    for (const QSize size : {QSize(345, 800), QSize(245, 590)}) {
      ScorePanel panel;
      panel.set_theme(*theme);
      panel.set_cursor(50);
      panel.show_score(made_up_score(QStringLiteral("18 bicycles and 52 vehicles outside lanes were dropped")));
      picture(panel, size, folder.filePath(QStringLiteral("score-%1-%2.png").arg(theme->name).arg(size.width())));
    }
  }
  return 0;
}
