#include "ui/charts/share_donut.h"

#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <algorithm>

#include "ui/charts/donut_legend.h"
#include "ui/charts/donut_ring.h"

namespace stepscope::ui {

namespace {

constexpr int kGap = 14;
constexpr int kMargin = 8;
constexpr int kSmallestRing = 80;   // px, for the mean step to be readable in it

}  // namespace

ShareDonut::ShareDonut(QWidget* parent)
    : QWidget(parent),
      ring_(new DonutRing(this)),
      legend_(new DonutLegend(this)),
      reason_(new QLabel(this)) {
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
  legend_->show();
  arrange();
}

void ShareDonut::show_reason(const QString& reason) {
  slices_.clear();
  reason_->setText(reason);
  ring_->hide();
  legend_->hide();
  reason_->show();
  arrange();
}

QSize ShareDonut::minimumSizeHint() const { return {220, 120}; }

void ShareDonut::set_theme(const Theme& theme) {
  QPalette colours = palette();
  colours.setColor(QPalette::Window, theme.panel);
  colours.setColor(QPalette::WindowText, theme.muted_text);
  setPalette(colours);
  ring_->set_theme(theme);
  legend_->set_theme(theme);
}

void ShareDonut::arrange() {
  const QRect inside = rect().adjusted(kMargin, kMargin, -kMargin, -kMargin);
  reason_->setGeometry(inside);
  if (slices_.empty()) return;

  legend_->set_columns(DonutColumns::kAll);
  QSize legend = legend_->sizeHint();
  int side = std::min(inside.width() - legend.width() - kGap, inside.height());
  const int below = std::min(inside.width(), inside.height() - legend.height() - kGap);
  const bool stacked = side < kSmallestRing && below >= kSmallestRing;
  if (stacked) side = below;
  if (side < kSmallestRing) {
    legend_->set_columns(DonutColumns::kWithoutTimes);
    side = std::min(inside.width() - legend_->sizeHint().width() - kGap, inside.height());
    if (side < kSmallestRing) legend_->set_columns(DonutColumns::kAll);
    legend = legend_->sizeHint();
  }

  ring_->setVisible(side >= kSmallestRing);
  const QSize taken = side < kSmallestRing ? legend
                      : stacked            ? QSize(std::max(side, legend.width()), side + kGap + legend.height())
                                           : QSize(side + kGap + legend.width(), std::max(side, legend.height()));
  QRect group(QPoint(0, 0), taken.boundedTo(inside.size()));
  group.moveCenter(inside.center());
  if (stacked) {
    ring_->setGeometry(group.center().x() - side / 2, group.top(), side, side);
    legend_->setGeometry(group.center().x() - legend.width() / 2, group.bottom() + 1 - legend.height(), legend.width(),
                         legend.height());
    return;
  }
  ring_->setGeometry(group.left(), group.center().y() - side / 2, side, side);
  const int legend_width = std::min(legend.width(), inside.width());
  const int legend_height = std::min(legend.height(), inside.height());
  legend_->setGeometry(group.right() + 1 - legend_width, group.center().y() - legend_height / 2, legend_width,
                       legend_height);
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
