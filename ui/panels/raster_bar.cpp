#include "ui/panels/raster_bar.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidgetAction>
#include <algorithm>
#include <cmath>

#include "ui/panels/icons.h"

namespace stepscope::ui {

namespace {

constexpr int kLeastSize = 16, kLargestSize = 1024;

QToolButton* small_button(const QString& text, const QString& tip, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setText(text);
  button->setToolTip(tip);
  button->setAccessibleName(tip);
  button->setAutoRaise(true);
  return button;
}

}  // namespace

RasterBar::RasterBar(QMenu* files, QWidget* parent)
    : QWidget(parent),
      rival_(new QComboBox(this)),
      other_step_(new QSpinBox(this)),
      fit_(small_button(tr("all"), tr("Shows all of the pictures (0)"), this)),
      plan_(new QCheckBox(tr("Plan"), this)),
      options_(small_button(tr("Size"), tr("Size and resolution, for inspection"), this)),
      size_(new QSpinBox(this)),
      resolution_(new QDoubleSpinBox(this)),
      files_(small_button(tr("Save"), tr("Copy or save the pictures and their values"), this)) {
  make_rivals();
  auto* smaller = small_button(QStringLiteral("−"), tr("Zoom out (−)"), this);
  auto* larger = small_button(QStringLiteral("+"), tr("Zoom in (+)"), this);
  fit_->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("00×")) + 16);
  plan_->setChecked(true);
  plan_->setToolTip(tr("Draws the poses of the step's plan into the pictures"));
  options_->setMenu(make_options());
  options_->setPopupMode(QToolButton::InstantPopup);
  files_->setMenu(files);
  files_->setPopupMode(QToolButton::InstantPopup);

  auto* above = new QHBoxLayout;
  above->addWidget(rival_, 1);
  above->addWidget(other_step_);
  auto* below = new QHBoxLayout;
  below->setSpacing(2);
  for (QWidget* part : {static_cast<QWidget*>(smaller), static_cast<QWidget*>(fit_), static_cast<QWidget*>(larger)})
    below->addWidget(part);
  below->addWidget(plan_);
  below->addStretch(1);
  below->addWidget(options_);
  below->addWidget(files_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(6, 4, 6, 0);
  column->setSpacing(2);
  column->addLayout(above);
  column->addLayout(below);

  QObject::connect(rival_, &QComboBox::activated, this, &RasterBar::take);
  QObject::connect(other_step_, &QSpinBox::valueChanged, this, &RasterBar::take);
  QObject::connect(smaller, &QToolButton::clicked, this, [this] { Q_EMIT zoomWished(-1); });
  QObject::connect(larger, &QToolButton::clicked, this, [this] { Q_EMIT zoomWished(1); });
  QObject::connect(fit_, &QToolButton::clicked, this, &RasterBar::fitWished);
  QObject::connect(plan_, &QCheckBox::toggled, this, &RasterBar::planToggled);
  show_parameters({});
  write();
}

void RasterBar::make_rivals() {
  const auto add = [this](RasterRival rival, const QString& text, const QString& help) {
    rival_->addItem(text, static_cast<int>(rival));
    rival_->setItemData(rival_->count() - 1, help, Qt::ToolTipRole);
  };
  add(RasterRival::kNone, tr("As the run draws it"), tr("The pictures of the step under the time cursor"));
  add(RasterRival::kCanvas, tr("Against the canvas"),
      tr("What changes when the map is drawn once and cut out turned at every step"));
  add(RasterRival::kPerStep, tr("Against the reference's way"),
      tr("What changes when the map is asked for at every step and every object drawn by itself"));
  add(RasterRival::kGathered, tr("Against the gathered map"),
      tr("What changes when the map is gathered once around the ego"));
  add(RasterRival::kOtherStep, tr("Against step"), tr("What is different in another step"));
  rival_->setAccessibleName(tr("What the pictures are compared with"));
  rival_->setToolTip(tr("Compare: pixels that differ are marked"));
  other_step_->setAccessibleName(tr("Step to compare with"));
  other_step_->setKeyboardTracking(false);
}

QMenu* RasterBar::make_options() {
  auto* menu = new QMenu(this);
  auto* page = new QWidget(menu);
  auto* form = new QFormLayout(page);
  size_->setRange(kLeastSize, kLargestSize);
  size_->setSuffix(tr(" px"));
  size_->setKeyboardTracking(false);
  size_->setAccessibleName(tr("Pixels of a side"));
  resolution_->setRange(0.05, 4.0);
  resolution_->setDecimals(2);
  resolution_->setSingleStep(0.05);
  resolution_->setSuffix(tr(" m"));
  resolution_->setKeyboardTracking(false);
  resolution_->setAccessibleName(tr("Metres per pixel"));
  auto* reset = new QPushButton(tr("As the model has it"), page);
  form->addRow(tr("Side"), size_);
  form->addRow(tr("Pixel"), resolution_);
  form->addRow(reset);
  auto* action = new QWidgetAction(menu);
  action->setDefaultWidget(page);
  menu->addAction(action);
  QObject::connect(size_, &QSpinBox::valueChanged, this, &RasterBar::take);
  QObject::connect(resolution_, &QDoubleSpinBox::valueChanged, this, &RasterBar::take);
  QObject::connect(reset, &QPushButton::clicked, this, [this] {
    wish_.size_px.reset();
    wish_.metres_per_pixel.reset();
    write();
    Q_EMIT wishChanged();
  });
  return menu;
}

void RasterBar::take() {
  RasterWish wish{.rival = static_cast<RasterRival>(rival_->currentData().toInt()), .other_step = other_step_->value()};
  if (size_->value() != model_.size_px) wish.size_px = size_->value();
  if (std::abs(resolution_->value() - model_.metres_per_pixel) > 1e-9) wish.metres_per_pixel = resolution_->value();
  if (wish == wish_) return;
  wish_ = wish;
  write();
  Q_EMIT wishChanged();
}

void RasterBar::write() {
  const QSignalBlocker quiet[] = {QSignalBlocker(rival_), QSignalBlocker(other_step_), QSignalBlocker(size_),
                                  QSignalBlocker(resolution_)};
  rival_->setCurrentIndex(rival_->findData(static_cast<int>(wish_.rival)));
  other_step_->setVisible(wish_.rival == RasterRival::kOtherStep);
  other_step_->setValue(wish_.other_step);
  size_->setValue(wish_.size_px.value_or(model_.size_px));
  resolution_->setValue(wish_.metres_per_pixel.value_or(model_.metres_per_pixel));
  options_->setText(wish_.size_px || wish_.metres_per_pixel ? tr("Size •") : tr("Size"));
}

void RasterBar::set_wish(const RasterWish& wish) {
  if (wish == wish_) return;
  wish_ = wish;
  write();
  Q_EMIT wishChanged();
}

void RasterBar::show_parameters(const RasterParameters& parameters) {
  model_ = parameters;
  write();
}

void RasterBar::show_steps(int count) {
  const QSignalBlocker quiet(other_step_);
  other_step_->setRange(0, std::max(0, count - 1));
}

void RasterBar::show_zoom(int zoom) { fit_->setText(zoom == 0 ? tr("all") : QStringLiteral("%1×").arg(zoom)); }

void RasterBar::set_theme(const Theme& theme) {
  files_->setIcon(themed_icon(QStringLiteral("copy"), theme));
  options_->setIcon(themed_icon(QStringLiteral("options"), theme));
}

}  // namespace stepscope::ui
