#include "ui/window/start_script.h"

#include <QCoreApplication>
#include <QPixmap>
#include <QTimer>
#include <algorithm>
#include <utility>

#include "core/assembly/assembled_run.h"
#include "core/planning/planner_list.h"
#include "core/store/store_place.h"
#include "ui/panels/batch_panel.h"
#include "ui/panels/batch_setup.h"
#include "ui/panels/compare_panel.h"
#include "ui/panels/run_bar.h"
#include "ui/window/compare_room.h"
#include "ui/window/python_profile_room.h"
#include "ui/window/runs_room.h"
#include "ui/window/start_comparison.h"

namespace stepscope::ui {

namespace {

constexpr int kSettleMs = 600;  // charts redraw a few times a second
constexpr int kScreenshotPatienceMs = 60'000;

}  // namespace

StartScript::StartScript(MainWindow& window, const StartOptions& options)
    : QObject(&window), window_(window), options_(options) {}

Status StartScript::begin() {
  if (Status status = set_up_comparison(); !status.ok()) return status;
  if (options_.planner && find_planner(*options_.planner) == nullptr)
    return make_error("there is no planner \"" + *options_.planner + "\"");
  if (Status status = set_up_run(); !status.ok()) return status;
  Workbench& bench = window_.workbench();
  if (!options_.scenario.empty()) {
    const auto token = Token::from_hex(options_.scenario);
    if (!token) return make_error("\"" + options_.scenario + "\" is not a scenario token (16 hex digits)");
    bench.prefer(*token);
  }
  if (!options_.panel.isEmpty() && !std::ranges::any_of(window_.parts().panels, [this](const Panel& panel) {
        return QLatin1String(panel.name) == options_.panel;
      }))
    return make_error("there is no panel \"" + options_.panel.toStdString() + "\"");
  if (options_.autoplay) bench.autoplay_next();
  if (!options_.data.empty())
    window_.open(options_.data, options_.maps);
  else if (!options_.demo.empty())
    window_.open_demo();
  if (!options_.python_profile.empty())  // once the window has its layout, so that the panel comes to the front
    QTimer::singleShot(0, &window_, [this] { window_.python_profiles().open(options_.python_profile); });

  if (!compared_.empty()) {
    window_.compare().choose_live(compared_);
    QObject::connect(
        &bench.session(), &SimulationSession::runRequested, this,
        [this] { window_.bring_forward(window_.parts().compare); }, Qt::SingleShotConnection);
  }
  if (!options_.screenshot.isEmpty()) QObject::connect(&bench, &Workbench::phaseChanged, this, &StartScript::watch);
  patience_.start();
  const int patience = options_.quit_after_ms > 0      ? options_.quit_after_ms
                       : options_.screenshot.isEmpty() ? 0
                                                       : kScreenshotPatienceMs;
  if (patience > 0) QTimer::singleShot(patience, this, &StartScript::finish);
  return {};
}

Status StartScript::set_up_run() {
  RunSetup setup = window_.workbench().setup();
  if (options_.planner) setup.request.planner = *options_.planner;
  if (options_.challenge) setup.request.challenge = *options_.challenge;
  if (options_.planner || !options_.parameters.empty()) setup.request.parameters = options_.parameters;
  const bool asked = options_.planner || options_.challenge || !options_.parameters.empty();
  if (Status status = AssembledRun::check(setup.request); asked && !status.ok()) return status;
  window_.workbench().set_setup(setup);
  window_.parts().run_bar->show_setup(setup);
  window_.parts().batch->setup().follow(setup.request);
  return {};
}

Status StartScript::set_up_comparison() {
  if (options_.compare.empty()) return {};
  auto asked = comparison_of(options_.compare, options_.store.value_or(default_store_file()));
  if (!asked.ok()) return asked.error();
  kept_ = asked.value().kept;
  if (!kept_.empty()) {
    if (options_.planner || options_.autoplay)
      return make_error("stored runs are shown as they are: --planner and --autoplay are not for them");
    await_kept();
    return {};
  }
  const std::vector<std::string>& planners = asked.value().planners;
  if (options_.planner && *options_.planner != planners.front())
    return make_error("--planner and the first of --compare are the same run");
  options_.planner = planners.front();
  for (std::size_t i = 1; i < planners.size(); ++i) {
    RunAsked beside;
    beside.request.planner = planners[i];
    compared_.push_back(beside);
  }
  return {};
}

// Kept runs are found in the list of runs; data that are being opened would take their place.
void StartScript::await_kept() {
  Workbench& bench = window_.workbench();
  data_open_ = options_.data.empty() && options_.demo.empty();
  const auto opened = [this] {
    data_open_ = true;
    open_kept();
  };
  QObject::connect(&bench, &Workbench::scenarioChanged, this, opened);
  QObject::connect(&bench.datasets(), &DatasetLoader::failed, this, opened);
  const auto listed = [this] {
    runs_listed_ = true;
    open_kept();
  };
  QObject::connect(&window_.runs().library(), &RunLibrary::listed, this, listed);
  QObject::connect(&window_.runs().library(), &RunLibrary::unreadable, this, listed);
}

void StartScript::open_kept() {
  if (kept_.empty() || !runs_listed_ || !data_open_) return;
  window_.bring_forward(window_.parts().compare);
  window_.compare().compare_refs(std::exchange(kept_, {}));
}

void StartScript::watch(Phase phase) {
  if (phase != Phase::kFinished) return;
  for (const Panel& panel : window_.parts().panels)
    if (QLatin1String(panel.name) == options_.panel) window_.bring_forward(panel.content);
  if (options_.show_step) window_.workbench().view().set_cursor(*options_.show_step);
  QTimer::singleShot(kSettleMs, this, &StartScript::finish);
}

void StartScript::finish() {
  if (finishing_) return;
  const bool reading = window_.compare().reading() && patience_.elapsed() < kScreenshotPatienceMs;
  if (reading || std::exchange(read_, reading)) {  // and once more, for what has been read to be drawn
    read_ = reading;
    if (options_.show_step) window_.workbench().view().set_cursor(*options_.show_step);
    return QTimer::singleShot(kSettleMs, this, &StartScript::finish);
  }
  finishing_ = true;
  int code = 0;
  if (!options_.screenshot.isEmpty() && !window_.grab().save(options_.screenshot)) {
    window_.say(Severity::kError, tr("%1: the picture could not be written").arg(options_.screenshot));
    code = 1;
  }
  window_.close();
  QCoreApplication::exit(code);
}

}  // namespace stepscope::ui
