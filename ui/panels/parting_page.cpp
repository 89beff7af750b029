#include "ui/panels/parting_page.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/charts/curves_chart.h"

namespace stepscope::ui {

namespace {

constexpr DifferenceMeasure kMeasures[] = {DifferenceMeasure::kPosition, DifferenceMeasure::kHeading,
                                           DifferenceMeasure::kSpeed, DifferenceMeasure::kPlans,
                                           DifferenceMeasure::kAgents};

}  // namespace

PartingPage::PartingPage(QWidget* parent)
    : QWidget(parent),
      position_(limit_box(tr("Limit of the distance"), tr(" m"), DivergenceLimits{}.ego_m, 0.1, 2)),
      heading_(limit_box(tr("Limit of the headings"), tr(" rad"), DivergenceLimits{}.heading_rad, 0.01, 3)),
      speed_(limit_box(tr("Limit of the speeds"), tr(" m/s"), DivergenceLimits{}.speed_mps, 0.1, 2)),
      measure_(new QComboBox(this)),
      usual_(new QPushButton(tr("Usual"), this)),
      chart_(new CurvesChart(QStringLiteral("differences"), tr("Differences of the drives step by step"), this)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(6, 4, 6, 4);
  column->setSpacing(3);
  for (int place = 0; place < kBesidePlaces; ++place) {
    auto* sentence = new QPushButton(this);
    sentence->setProperty("role", QStringLiteral("link"));
    sentence->setFlat(true);
    sentence->setVisible(false);
    sentence->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    sentences_[static_cast<std::size_t>(place)] = sentence;
    column->addWidget(sentence);
    QObject::connect(sentence, &QPushButton::clicked, this, [this, place] {
      if (steps_[static_cast<std::size_t>(place)] >= 0) Q_EMIT stepWished(steps_[static_cast<std::size_t>(place)]);
    });
  }
  for (const DifferenceMeasure measure : kMeasures) measure_->addItem(measure_text(measure), static_cast<int>(measure));
  measure_->setAccessibleName(tr("What is shown"));
  measure_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  measure_->setMinimumContentsLength(14);
  auto* row = new QHBoxLayout;
  row->setSpacing(4);
  auto* beyond = new QLabel(tr("beyond"), this);
  beyond->setToolTip(tr("The drives are called apart from the first step beyond one of these on"));
  row->addWidget(beyond);
  for (QDoubleSpinBox* box : {position_, heading_, speed_}) row->addWidget(box);
  usual_->setAccessibleName(tr("Usual limits"));
  row->addWidget(usual_);
  row->addStretch(1);
  column->addWidget(measure_);
  column->addLayout(row);
  column->addWidget(chart_, 1);
  QObject::connect(chart_, &CurvesChart::stepWished, this, &PartingPage::stepWished);
  QObject::connect(chart_, &CurvesChart::exportFailed, this, &PartingPage::exportFailed);
  QObject::connect(measure_, &QComboBox::currentIndexChanged, this, [this] {
    if (desk_ != nullptr) show_desk(*desk_);
  });
  for (QDoubleSpinBox* box : {position_, heading_, speed_})
    QObject::connect(box, &QDoubleSpinBox::valueChanged, this, [this] {
      offer_usual();
      Q_EMIT limitsWished(limits());
    });
  QObject::connect(usual_, &QPushButton::clicked, this, [this] {
    show_limits({});
    Q_EMIT limitsWished({});
  });
  offer_usual();
}

DivergenceLimits PartingPage::limits() const {
  return {.ego_m = position_->value(), .heading_rad = heading_->value(), .speed_mps = speed_->value()};
}

void PartingPage::show_limits(const DivergenceLimits& limits) {
  const QSignalBlocker quiet[] = {QSignalBlocker(position_), QSignalBlocker(heading_), QSignalBlocker(speed_)};
  position_->setValue(limits.ego_m);
  heading_->setValue(limits.heading_rad);
  speed_->setValue(limits.speed_mps);
  offer_usual();
}

void PartingPage::offer_usual() {
  const DivergenceLimits usual;
  usual_->setEnabled(limits() != usual);
  usual_->setToolTip(tr("Back to %1 m, %2 rad, %3 m/s").arg(usual.ego_m).arg(usual.heading_rad).arg(usual.speed_mps));
}

QDoubleSpinBox* PartingPage::limit_box(const QString& name, const QString& suffix, double value, double step,
                                       int decimals) {
  auto* box = new QDoubleSpinBox(this);
  box->setDecimals(decimals);
  box->setRange(0.0, kLargestDivergenceLimit);
  box->setSingleStep(step);
  box->setValue(value);
  box->setSuffix(suffix);
  box->setAccessibleName(name);
  box->setToolTip(tr("%1; 0 asks for equality to the bit").arg(name));
  box->setKeyboardTracking(false);
  return box;
}

void PartingPage::show_desk(const CompareDesk& desk) {
  desk_ = &desk;
  const auto measure = static_cast<DifferenceMeasure>(measure_->currentData().toInt());
  Curves curves{.x_label = tr("step"), .y_label = measure_text(measure), .over_steps = true};
  curves.from_zero = measure != DifferenceMeasure::kSpeed;
  if (measure == DifferenceMeasure::kSpeed) curves.middle = 0.0;
  for (int place = 0; place < kBesidePlaces; ++place) {
    const auto i = static_cast<std::size_t>(place);
    const BesideRun* run = desk.at(place);
    sentences_[i]->setVisible(run != nullptr);
    if (run == nullptr) continue;
    const auto& differences = desk.differences(place);
    const auto parted = desk.divergence(place);
    steps_[i] = parted ? parted->step : -1;
    QString text = parting_text(place + 1, differences, parted, desk.limits(), desk.view().step_interval_s(),
                                desk.complete(place));
    const auto steps = static_cast<int>(run->frames.size()), of_a = desk.view().size();
    if (desk.complete(place) && steps != of_a)
      text += tr(" · A ended at step %1, %2 at step %3").arg(of_a - 1).arg(run_letter(place + 1)).arg(steps - 1);
    sentences_[i]->setText(text);
    sentences_[i]->setToolTip(
        parted ? tr("%1\n\nMoves the time cursor there").arg(difference_details(parted->difference)) : text);
    sentences_[i]->setEnabled(parted.has_value());
    if (!differences.empty()) curves.lines.push_back(difference_curve(place + 1, differences, measure));
  }
  if (const auto limit = limit_of(desk.limits(), measure)) {
    curves.limits.push_back(*limit);
    if (measure == DifferenceMeasure::kSpeed) curves.limits.push_back(-*limit);
  }
  if (!curves.empty()) return chart_->show_curves(curves);
  chart_->show_reason(desk.empty() ? tr("Nobody has driven beside A yet: choose a planner for B and run them side by "
                                        "side, or choose a kept run")
                                   : tr("No step that both have yet"));
}

void PartingPage::set_cursor(int step) { chart_->set_cursor(step); }
void PartingPage::set_theme(const Theme& theme) { chart_->set_theme(theme); }

}  // namespace stepscope::ui
