#include "ui/charts/share_donut.h"

#include <QBoxLayout>
#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>

#include "ui/charts/donut_legend.h"
#include "ui/charts/donut_ring.h"

namespace stepscope::ui {

namespace {

constexpr int kGap = 12;

}  // namespace

ShareDonut::ShareDonut(QWidget* parent)
    : QWidget(parent),
      layout_(new QBoxLayout(QBoxLayout::LeftToRight, this)),
      ring_(new DonutRing(this)),
      legend_(new DonutLegend(this)),
      reason_(new QLabel(this)) {
  layout_->setContentsMargins(8, 8, 8, 8);
  layout_->setSpacing(kGap);
  layout_->addWidget(ring_, 3);
  layout_->addWidget(legend_, 2);
  layout_->addWidget(reason_, 1);
  reason_->setAlignment(Qt::AlignCenter);
  reason_->setWordWrap(true);
  setAutoFillBackground(true);
  setAccessibleName(tr("Shares of the step by stage"));
  set_theme(Theme::light_theme());
  show_reason(tr("No steps yet: run a scenario to see where their time goes"));
}

void ShareDonut::show(const RunStatistics& statistics) {
  slices_ = donut_slices(statistics);
  if (slices_.empty()) {
    show_reason(statistics.step.count == 0 ? tr("No steps yet: run a scenario to see where their time goes")
                                           : tr("The steps of this run took no measurable time"));
    return;
  }
  ring_->show_slices(slices_, statistics.step.mean);
  legend_->show_slices(slices_);
  reason_->hide();
  ring_->show();
  legend_->show();
  arrange();
}

void ShareDonut::show_reason(const QString& reason) {
  slices_.clear();
  reason_->setText(reason);
  ring_->hide();
  legend_->hide();
  reason_->show();
}

void ShareDonut::set_theme(const Theme& theme) {
  QPalette colours = palette();
  colours.setColor(QPalette::Window, theme.panel);
  colours.setColor(QPalette::WindowText, theme.muted_text);
  setPalette(colours);
  ring_->set_theme(theme);
  legend_->set_theme(theme);
}

// Side by side if the ring keeps a readable size next to the whole legend, else one below the other.
void ShareDonut::arrange() {
  const QMargins margins = layout_->contentsMargins();
  const int beside = legend_->sizeHint().width() + kGap + ring_->minimumSizeHint().width() + margins.left() + margins.right();
  const bool wide = width() >= beside && width() * 4 >= height() * 3;
  layout_->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
  layout_->setAlignment(legend_, wide ? Qt::AlignVCenter : Qt::AlignTop);
}

void ShareDonut::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

ChartExport ShareDonut::exporter() {
  return {.name = QStringLiteral("shares"),
          .size = [this] { return size(); },
          .draw =
              [this](QPainter& painter) {
                painter.fillRect(rect(), palette().color(QPalette::Window));
                render(&painter, {}, {}, QWidget::DrawChildren);
              },
          .csv = [this] { return donut_csv(slices_); },
          .failed = [this](const QString& problem) { Q_EMIT exportFailed(problem); }};
}

void ShareDonut::contextMenuEvent(QContextMenuEvent* event) {
  if (slices_.empty()) return;
  QMenu menu(this);
  add_export_actions(menu, *this, exporter());
  menu.exec(event->globalPos());
}

}  // namespace stepscope::ui
