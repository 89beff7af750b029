#include "ui/panels/progress_strip.h"

#include <QGridLayout>
#include <QProgressBar>
#include <QToolButton>
#include <cmath>

#include "ui/panels/elided_label.h"
#include "ui/panels/icons.h"

namespace stepscope::ui {

QString time_left_text(const LoadProgress& progress) {
  constexpr qint64 kTooEarlyMs = 400;
  if (progress.total <= 0 || progress.done <= 0 || progress.elapsed_ms < kTooEarlyMs) return {};
  const double left_ms = static_cast<double>(progress.elapsed_ms) *
                         static_cast<double>(progress.total - progress.done) / static_cast<double>(progress.done);
  const auto seconds = static_cast<qint64>(std::ceil(left_ms / 1000.0));
  if (seconds <= 0) return {};
  if (seconds < 90) return ProgressStrip::tr("about %1 s left").arg(seconds);
  return ProgressStrip::tr("about %1 min left").arg((seconds + 30) / 60);
}

ProgressStrip::ProgressStrip(QWidget* parent)
    : QWidget(parent), what_(new ElidedLabel(this)), bar_(new QProgressBar(this)), cancel_(new QToolButton(this)) {
  bar_->setTextVisible(false);
  bar_->setFixedHeight(8);
  bar_->setAccessibleName(tr("Progress"));
  cancel_->setAutoRaise(true);
  cancel_->setToolTip(tr("Cancel; what is open stays open"));
  cancel_->setAccessibleName(tr("Cancel"));
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(6, 2, 6, 4);
  grid->setVerticalSpacing(2);
  grid->addWidget(what_, 0, 0);
  grid->addWidget(bar_, 1, 0);
  grid->addWidget(cancel_, 0, 1, 2, 1);
  grid->setColumnStretch(0, 1);
  QObject::connect(cancel_, &QToolButton::clicked, this, &ProgressStrip::cancelWished);
  hide();
}

void ProgressStrip::show_progress(const LoadProgress& progress) {
  const QString left = time_left_text(progress);
  what_->set_full_text(left.isEmpty() ? progress.what : tr("%1 · %2").arg(left, progress.what));
  // A total of 0 makes the bar run to and fro.
  bar_->setRange(0, static_cast<int>(progress.total));
  bar_->setValue(static_cast<int>(progress.done));
  show();
}

void ProgressStrip::set_theme(const Theme& theme) { cancel_->setIcon(themed_icon(QStringLiteral("close"), theme)); }

}  // namespace stepscope::ui
