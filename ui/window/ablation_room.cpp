#include "ui/window/ablation_room.h"

#include <QAction>
#include <QFileDialog>
#include <QStandardPaths>

#include "core/ablation/write_ablation.h"
#include "core/profile/profile_folder.h"
#include "ui/bridge/text.h"
#include "ui/panels/compare_panel.h"
#include "ui/panels/compare_setup.h"
#include "ui/panels/run_bar.h"
#include "ui/window/actions.h"
#include "ui/window/profile_dialog.h"

namespace stepscope::ui {

namespace {

std::filesystem::path own_folder(const QString& name) {
  return to_path(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QLatin1Char('/') + name);
}
std::filesystem::path kept_ablations() { return own_folder(QStringLiteral("ablations")); }

}  // namespace

AblationRoom::AblationRoom(Workbench& bench, const WindowParts& parts, const WindowActions& actions, QWidget& window)
    : QObject(&window), bench_(bench), parts_(parts), window_(window) {
  AblationPanel* panel = parts_.ablation;
  QObject::connect(panel, &AblationPanel::startWished, this, &AblationRoom::start);
  QObject::connect(panel, &AblationPanel::cancelWished, &session_, &AblationSession::cancel);
  QObject::connect(panel, &AblationPanel::exportWished, this, &AblationRoom::ask_where_to_export);
  QObject::connect(panel, &AblationPanel::profilesWished, this, &AblationRoom::show_profiles);
  QObject::connect(actions.profiles, &QAction::triggered, this, &AblationRoom::show_profiles);
  QObject::connect(actions.ablate, &QAction::triggered, this, &AblationRoom::wished);
  QObject::connect(panel, &AblationPanel::divergenceOpened, this, &AblationRoom::open_divergence);
  QObject::connect(&session_, &AblationSession::started, panel, &AblationPanel::begin);
  QObject::connect(&session_, &AblationSession::progressed, panel, &AblationPanel::show_progress);
  QObject::connect(&session_, &AblationSession::measured, panel,
                   [panel](const AblationResultPtr& result) { panel->show_result(*result); });
  QObject::connect(&session_, &AblationSession::finished, this, &AblationRoom::take_end);
  QObject::connect(&bench_, &Workbench::scenarioChanged, this, &AblationRoom::show_subject);
  QObject::connect(&bench_, &Workbench::setupChanged, this, &AblationRoom::show_subject);
  QObject::connect(&bench_, &Workbench::phaseChanged, this, &AblationRoom::show_subject);
  QObject::connect(&bench_.session(), &SimulationSession::runRequested, this, [this] {
    if (session_.active())
      Q_EMIT said(Severity::kWarning, tr("The run beside the ablation disturbs what it measures; pairs that it met are "
                                         "noisier than the others."));
  });
  show_subject();
  offer_profiles();
}

void AblationRoom::show_profiles() {
  ProfileDialog dialog(own_profiles(), &window_);
  QObject::connect(&dialog, &ProfileDialog::useWished, this, [this](const EngineProfile& profile) {
    RunSetup setup = bench_.setup();
    setup.profile = profile;
    bench_.set_setup(setup);
    parts_.run_bar->show_setup(setup);
  });
  dialog.show_profile(bench_.setup().profile);
  dialog.exec();
  offer_profiles();
}

// By name, wherever a run is set up.
void AblationRoom::offer_profiles() {
  const std::vector<EngineProfile> own = own_profiles_kept();
  parts_.run_bar->offer_profiles(own);
  parts_.compare->setup().offer_profiles(own);
}

void AblationRoom::show_subject() {
  const ScenarioPtr& scenario = bench_.scenario();
  const RunRequest& request = bench_.setup().request;
  QString why;
  if (!scenario) why = tr("Choose a scenario first");
  // What a run takes would be measured with it.
  if (bench_.session().active()) why = tr("A run goes on: it would disturb what is measured");
  const QString subject = scenario ? tr("%1, %2, on %3 %4 (%5 steps)")
                                         .arg(to_qt(request.planner), to_qt(challenge_title(request.challenge)),
                                              type_text(scenario->type()), to_qt(scenario->id().token.hex()))
                                         .arg(scenario->iterations() - 1)
                                   : QString();
  parts_.ablation->show_subject(subject, why);
}

void AblationRoom::start(const AblationChoice& choice) {
  if (!bench_.scenario() || !bench_.dataset() || bench_.session().active() || session_.active()) return;
  request_ = bench_.setup().request;
  if (const Status status = AssembledRun::check(request_); !status.ok())
    return Q_EMIT said(Severity::kError, error_text(status.error()));
  result_.reset();
  session_.start({.request = request_,
                  .switches = choice.switches,
                  .pairs = choice.pairs,
                  .scenario = bench_.scenario(),
                  .maps = bench_.dataset()->paths.maps,
                  .folder = kept_ablations(),
                  .anew = choice.anew});
}

void AblationRoom::take_end(const FinishedAblation& finished) {
  result_ = finished.result;
  parts_.ablation->end(finished);
  for (const QString& problem : finished.problems) Q_EMIT said(Severity::kError, problem);
  if (!finished.result) return;
  const QString runs = tr("%1 of %2 runs").arg(finished.result->runs_done).arg(finished.result->runs_planned);
  Q_EMIT said(Severity::kInfo, finished.stopped
                                   ? tr("Ablation stopped after %1; “Measure” goes on from there.").arg(runs)
                                   : tr("Ablation finished: %1.").arg(runs));
}

void AblationRoom::ask_where_to_export() {
  if (!result_)
    return Q_EMIT said(Severity::kInfo, tr("The ablation can be exported when it has ended or was stopped."));
  const QString parent = QFileDialog::getExistingDirectory(&window_, tr("Folder for the ablation's files"));
  if (parent.isEmpty()) return;
  const auto files = write_ablation(*result_, to_path(parent));
  if (!files.ok()) return Q_EMIT said(Severity::kError, error_text(files.error()));
  Q_EMIT said(Severity::kInfo, tr("The ablation is in %1.").arg(path_text(files.value().front().parent_path())));
}

void AblationRoom::open_divergence(const AblatedSwitch& what, int step) {
  const EngineProfile baseline = EngineProfile::baseline();
  EngineProfile other = with(baseline, what);
  other.name = what.key + "=" + what.on;
  Q_EMIT compareWished({.request = request_, .profile = baseline}, {.request = request_, .profile = other}, step);
}

}  // namespace stepscope::ui
