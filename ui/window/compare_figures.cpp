#include "ui/window/compare_figures.h"

#include <QElapsedTimer>
#include <QEvent>
#include <algorithm>
#include <utility>

#include "core/comparison/comparison_words.h"
#include "core/pairing/logs_matter.h"
#include "core/pairing/output_words.h"
#include "ui/bridge/text.h"
#include "ui/models/compare_tables.h"
#include "ui/models/compare_text.h"
#include "ui/models/quantity_text.h"
#include "ui/panels/compare_panel.h"
#include "ui/panels/measure_page.h"

namespace stepscope::ui {

namespace {

constexpr int kRefreshMs = 250;

QStringList lines_of(const std::vector<std::string>& sentences) {
  QStringList lines;
  for (const std::string& sentence : sentences) lines << to_qt(sentence);
  return lines;
}

QString logs_sentence(const Measurement& measurement) {
  if (!measurement.logs) return CompareFigures::tr("No run wrote a simulation log.");
  const QString written = CompareFigures::tr(
      "Every run wrote its simulation log into a temporary folder that is gone again; writing it counts.");
  if (!logs_matter(measurement.a, measurement.b)) return written;
  return CompareFigures::tr("%1 The profiles write it differently (switch “log”).").arg(written);
}

Arm arm_of(const RunAsked& asked, int run) {
  return {.name = QStringLiteral("%1 (%2)").arg(run_letter(run), run_name(asked)).toStdString(),
          .request = asked.request,
          .profile = asked.profile};
}

}  // namespace

CompareFigures::CompareFigures(Workbench& bench, CompareDesk& desk, const WindowParts& parts, QObject* parent)
    : QObject(parent), bench_(bench), desk_(desk), parts_(parts), background_(*this) {
  timer_.setSingleShot(true);
  timer_.setInterval(kRefreshMs);
  parts_.compare->installEventFilter(this);
  QObject::connect(&timer_, &QTimer::timeout, this, [this] {
    if (parts_.compare->isVisible()) refresh();
  });
  QObject::connect(&desk_, &CompareDesk::placesChanged, this, [this] {
    if (!measuring() && measurement_ && measured_place_ >= 0 && desk_.at(measured_place_) == nullptr) {
      measurement_.reset();
      parts_.compare->measure().forget();
    }
    schedule();
  });
  QObject::connect(&desk_, &CompareDesk::grew, this, &CompareFigures::schedule);
  QObject::connect(&desk_, &CompareDesk::limitsChanged, this, &CompareFigures::schedule);
  QObject::connect(parts_.compare, &ComparePanel::viewChanged, this, &CompareFigures::refresh);
  MeasurePage& page = parts_.compare->measure();
  QObject::connect(&page, &MeasurePage::measureWished, this, &CompareFigures::measure);
  QObject::connect(&page, &MeasurePage::cancelWished, &session_, &MeasureSession::cancel);
  QObject::connect(&page, &MeasurePage::partingWished, this, &CompareFigures::show_parting);
  QObject::connect(&session_, &MeasureSession::progressed, this, [this](const PairProgress& progress) {
    const qint64 left_ms = static_cast<qint64>(progress.left_s * 1000.0);
    const qint64 left_runs = std::max(1, progress.runs - progress.runs_done);
    parts_.compare->measure().show_progress({.what = to_qt(progress.what),
                                             .done = progress.runs_done,
                                             .total = progress.runs,
                                             .elapsed_ms = left_ms * progress.runs_done / left_runs});
  });
  QObject::connect(&session_, &MeasureSession::finished, this, &CompareFigures::take_measurement);
  QObject::connect(&bench_.session(), &SimulationSession::runRequested, this, [this] {
    if (measuring()) disturbed_ = true;
  });
  QObject::connect(&bench_, &Workbench::phaseChanged, this, &CompareFigures::schedule);
}

bool CompareFigures::eventFilter(QObject* watched, QEvent* event) {
  if (watched == parts_.compare && event->type() == QEvent::Show) schedule();
  return QObject::eventFilter(watched, event);
}

void CompareFigures::schedule() {
  if (parts_.compare->isVisible() && !timer_.isActive()) timer_.start();
}

void CompareFigures::refresh() {
  const int place = parts_.compare->shown_place();
  const BesideRun* run = place < 0 ? nullptr : desk_.at(place);
  offer_measuring();
  if (run == nullptr) {
    const QString reason = tr("Nobody is beside A: choose a planner or a kept run for B");
    parts_.compare->show_no_times(reason);
    parts_.compare->show_scores({}, reason);
    return parts_.compare->show_conditions({}, reason);
  }
  show_scores(*run, place);
  show_conditions(*run, place);
  show_times(place);
}

StepWindow CompareFigures::window(int place) const {
  const auto parted = desk_.divergence(place);
  return {.end = parted && parts_.compare->only_before_parting() ? parted->step : -1};
}

void CompareFigures::show_times(int place) {
  if (computing_) {
    again_ = true;
    return;
  }
  TimesWish wish{.pairs = {}, .same = {}, .window = window(place)};
  if (measurement_ && measured_place_ == place && !measurement_->session.pairs.empty()) {
    wish.pairs = measurement_->session.pairs;
    wish.same = measurement_->session.same;
    wish.measured = true;
  } else {
    // What a fork replayed took its time in another run.
    wish.from =
        static_cast<int>(std::max(bench_.view().profile().first_own_step(), desk_.at(place)->profile.first_own_step()));
    if (wish.window.end >= 0) wish.window.end = std::max(0, wish.window.end - wish.from);
    auto pair = one_of_each(bench_.view().timings(), desk_.at(place)->profile.steps, wish.from);
    if (!pair)
      return parts_.compare->show_no_times(wish.from > 0 ? tr("No step that both made themselves")
                                                         : tr("No step that both have yet"));
    wish.pairs.push_back(std::move(*pair));
  }
  computing_ = true;
  background_.run([wish = std::move(wish)]() mutable { return compare_times(std::move(wish)); },
                  [this, place](const ComparedTimes& times) {
                    computing_ = false;
                    take_times(place, times);
                    if (std::exchange(again_, false)) schedule();
                  });
}

void CompareFigures::take_times(int place, const ComparedTimes& times) {
  if (place != parts_.compare->shown_place() || desk_.at(place) == nullptr) return;
  if (!times.comparison) return parts_.compare->show_no_times(error_text(times.error));
  const int run = place + 1;
  const Curves distribution = distribution_curves(times.wish.pairs, times.wish.window, run);
  const QString too_early =
      tr("They part at once: there is no warm step before. Untick “only before they part” to see "
         "all steps");
  if (distribution.empty()) return parts_.compare->show_no_times(too_early);
  Curves ribbon = ribbon_curves(times.ribbon, run);
  if (const auto parted = desk_.divergence(place)) ribbon.mark = parted->step;
  parts_.compare->show_times({.basis = basis(place, times.wish),
                              .ribbon = ribbon,
                              .distribution = distribution,
                              .stages = stages_table(*times.comparison, run),
                              .tails = tails_table(*times.comparison, run)});
}

QString CompareFigures::basis(int place, const TimesWish& wish) const {
  const QString steps =
      wish.window.end >= 0
          ? tr("steps %1 to %2, before they part").arg(wish.from + 1).arg(wish.from + wish.window.end - 1)
      : wish.from > 0 ? tr("steps from %1 on: those before were replayed").arg(wish.from + 1)
                      : tr("all steps but the first, cold one");
  if (wish.measured)
    return (measurement_ && measurement_->logs ? tr("%1 pairs of runs that write their logs, interleaved; %2")
                                               : tr("%1 pairs of runs, interleaved; %2"))
        .arg(wish.pairs.size())
        .arg(steps);
  const bool together = desk_.at(place)->asked && !desk_.at(place)->kept;
  return (together ? tr("One run of each, made in turn: described, no verdict; %1")
                   : tr("One run of each: described, no verdict; %1"))
      .arg(steps);
}

void CompareFigures::show_scores(const BesideRun& run, int place) {
  const auto& present = bench_.view().profile().score;
  const Scorecard* a = present ? &*present : nullptr;
  parts_.compare->show_scores(scores_table(a, run.score.get(), place + 1), tr("Scores come when the runs have ended"));
}

void CompareFigures::show_conditions(const BesideRun& run, int place) {
  const RunFacts& a = bench_.view().profile().facts;
  const RunFacts& b = run.profile.facts;
  if (a.planner.empty() || b.planner.empty())
    return parts_.compare->show_conditions({}, tr("How they were made is known when the runs have ended"));
  parts_.compare->show_conditions(conditions_table(a, b, place + 1), tr("They were made under the same conditions"));
}

std::optional<RunAsked> CompareFigures::asked_of_present() const {
  const auto& run = bench_.last_run().run;
  if (run) return RunAsked{.request = run->request(), .profile = run->profile()};
  return bench_.setup();
}

QString CompareFigures::why_not_measured() const {
  const int place = parts_.compare->shown_place();
  if (place < 0) return tr("Nobody is beside A: choose a planner or a kept run for B");
  if (!bench_.scenario()) return tr("There is no scenario to measure on");
  if (!desk_.at(place)->asked) return tr("B was made with a planner or a switch that this program does not have");
  if (bench_.session().active() || desk_.at(place)->going_on)
    return tr("Runs are going on: they would be measured along; wait for their end");
  return {};
}

void CompareFigures::offer_measuring() {
  const QString reason = why_not_measured();
  const int place = parts_.compare->shown_place();
  if (!reason.isEmpty()) return parts_.compare->measure().offer({}, reason, false);
  const RunAsked a = *asked_of_present(), b = *desk_.at(place)->asked;
  parts_.compare->measure().offer(tr("%1 and %2").arg(run_name(a), run_name(b)), {},
                                  logs_matter(arm_of(a, 0), arm_of(b, place + 1)));
}

void CompareFigures::measure(const MeasurePage::Wish& wish) {
  if (measuring() || !why_not_measured().isEmpty()) return;
  measured_place_ = parts_.compare->shown_place();
  disturbed_ = false;
  parts_.compare->measure().show_progress({.what = tr("warming up")});
  session_.start({.a = arm_of(*asked_of_present(), 0),
                  .b = arm_of(*desk_.at(measured_place_)->asked, measured_place_ + 1),
                  .scenario = bench_.scenario(),
                  .pairs = wish.pairs,
                  .same_pairs = wish.same_pairs,
                  .logs = wish.logs});
  Q_EMIT measuringChanged();
}

void CompareFigures::take_measurement(const MeasurementPtr& measurement) {
  const PairSession& session = measurement->session;
  const WayNames names{.a = measurement->a.name, .b = measurement->b.name};
  MeasurePage::Findings findings;
  for (const PairProblem& problem : session.problems) {
    findings.headline = tr("Not measured to its end: %1").arg(error_text(problem.error));
    Q_EMIT said(Severity::kError, findings.headline);
  }
  if (session.stopped) findings.sentences << tr("Cancelled: only whole pairs until then count.");
  if (disturbed_) findings.sentences << tr("A run was made meanwhile and took time from these: measure again.");
  if (const auto& comparison = measurement->times.comparison) {
    if (findings.headline.isEmpty()) findings.headline = to_qt(headline(comparison->answer, names));
    if (session.verdict() == OutputVerdict::kVoid)
      findings.headline = tr("Void, the outputs differ. %1").arg(findings.headline);
    findings.answer = answer_table(*comparison, measured_place_ + 1);
    for (const auto& sentences :
         {warning_words(*comparison, names), next_step_words(*comparison, names), method_words(*comparison, names)})
      findings.sentences << lines_of(sentences);
  } else if (findings.headline.isEmpty()) {
    findings.headline = session.stopped ? tr("Cancelled before the first pair was whole; nothing was measured.")
                                        : error_text(measurement->times.error);
  }
  if (!session.scenarios.empty()) {
    const OutputDifference& outputs = session.scenarios.front().outputs;
    findings.sentences << to_qt(output_headline(outputs, session.promise));
    findings.sentences << lines_of(output_details(outputs, session.promise));
    if (session.parted && outputs.first_beyond() != nullptr) findings.parted_at = outputs.first_beyond()->step;
  }
  findings.sentences << logs_sentence(*measurement);
  findings.sentences << tr("Measured with the window open; stepscope-cli compare does the same without one.");
  measurement_ = session.pairs.empty() ? nullptr : measurement;
  parts_.compare->measure().show_findings(findings);
  Q_EMIT measuringChanged();
  schedule();
}

// The run that parted beside the present one, which is the other.
void CompareFigures::show_parting() {
  if (!measurement_ || !measurement_->session.parted) return;
  const PartedPair& parted = *measurement_->session.parted;
  BesideRun run = beginning({.request = parted.b->request(), .profile = parted.b->profile()}, parted.b->scenario());
  run.going_on = false;
  for (std::size_t k = 0; k < parted.b->tape().size(); ++k) run.append(parted.b->tape().frame(k));
  const OutputDifference& outputs = measurement_->session.scenarios.front().outputs;
  const MeasurementPtr kept = measurement_;
  desk_.put(measured_place_, std::move(run));
  measurement_ = kept;
  if (outputs.first_beyond() != nullptr) bench_.view().set_cursor(outputs.first_beyond()->step);
}

}  // namespace stepscope::ui
