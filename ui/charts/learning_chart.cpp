#include "ui/charts/learning_chart.h"

#include <qcustomplot.h>

#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QPicture>
#include <QStackedLayout>
#include <algorithm>

#include "ui/charts/chart_axis.h"

namespace stepscope::ui {

namespace {

QCPLegend* add_legend(QCPAxisRect& rect, QCPLayer* layer) {
  auto* legend = new QCPLegend;
  rect.insetLayout()->addElement(legend, Qt::AlignTop | Qt::AlignRight);
  legend->setLayer(layer);
  legend->setFillOrder(QCPLegend::foColumnsFirst);
  return legend;
}

// Learning, validation; then 3, 5 and 8 s. Each line has its own dash, too.
struct Line {
  QColor colour;
  Qt::PenStyle style;
};
Line line_of(int index, const Theme& theme) {
  switch (index) {
    case 0:
      return {theme.accent, Qt::SolidLine};
    case 1:
      return {theme.dark ? QColor(0xFF, 0x7A, 0x1A) : QColor(0xD5, 0x5E, 0x00), Qt::SolidLine};
    case 2:
      return {QColor(0x00, 0x9E, 0x73), Qt::DotLine};
    case 3:
      return {QColor(0xCC, 0x79, 0xA7), Qt::DashLine};
    default:
      return {theme.dark ? QColor(0xE6, 0x9F, 0x00) : QColor(0x9A, 0x67, 0x00), Qt::SolidLine};
  }
}

}  // namespace

LearningChart::LearningChart(QWidget* parent)
    : QWidget(parent), reason_(new QLabel(this)), plot_(new QCustomPlot(this)) {
  setAccessibleName(tr("Learning curve"));
  reason_->setText(tr("The curves begin with the first steps of the training"));
  reason_->setAlignment(Qt::AlignCenter);
  reason_->setWordWrap(true);
  reason_->setProperty("role", QStringLiteral("muted"));
  auto* pages = new QStackedLayout(this);
  pages->addWidget(reason_);
  pages->addWidget(plot_);
  make_plot();
  set_theme(Theme::light_theme());
}

void LearningChart::make_plot() {
  plot_->setAttribute(Qt::WA_NoMousePropagation, false);  // a right click is for the menu of this chart
  plot_->setAutoAddPlottableToLegend(false);  // each rectangle has a legend of its own
  plot_->plotLayout()->clear();
  losses_ = new QCPAxisRect(plot_);
  errors_ = new QCPAxisRect(plot_);
  plot_->plotLayout()->addElement(0, 0, losses_);
  plot_->plotLayout()->addElement(1, 0, errors_);
  auto* group = new QCPMarginGroup(plot_);
  for (QCPAxisRect* rect : {losses_, errors_}) {
    rect->setMarginGroup(QCP::msLeft | QCP::msRight, group);
    for (QCPAxis* axis : rect->axes()) axis->setLayer(QStringLiteral("axes"));
    for (QCPAxis* axis : rect->axes()) axis->grid()->setLayer(QStringLiteral("grid"));
    rect->axis(QCPAxis::atLeft)->setNumberFormat(QStringLiteral("gb"));
    rect->axis(QCPAxis::atBottom)->setNumberFormat(QStringLiteral("gb"));
  }
  losses_->axis(QCPAxis::atLeft)->setLabel(tr("loss"));
  errors_->axis(QCPAxis::atLeft)->setLabel(tr("off the expert, m"));
  errors_->axis(QCPAxis::atBottom)->setLabel(tr("epoch"));
  QCPLayer* legends = plot_->layer(QStringLiteral("legend"));
  QCPLegend* of_losses = add_legend(*losses_, legends);
  QCPLegend* of_errors = add_legend(*errors_, legends);
  const auto add_graph = [this](QCPAxisRect& rect, QCPLegend* legend, const QString& name) {
    QCPGraph* graph = plot_->addGraph(rect.axis(QCPAxis::atBottom), rect.axis(QCPAxis::atLeft));
    graph->setName(name);
    graph->addToLegend(legend);
    graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, 4));
    return graph;
  };
  running_ = add_graph(*losses_, of_losses, tr("learning"));
  running_->setScatterStyle(QCPScatterStyle::ssNone);
  validation_ = add_graph(*losses_, of_losses, tr("validation"));
  for (const double horizon : HorizonErrors::kHorizons)
    distances_.push_back(add_graph(*errors_, of_errors, tr("after %1 s").arg(horizon)));
}

void LearningChart::clear() {
  curve_.clear();
  for (int i = 0; i < plot_->graphCount(); ++i) plot_->graph(i)->data()->clear();
  qobject_cast<QStackedLayout*>(layout())->setCurrentWidget(reason_);
}

void LearningChart::show_running(double epochs, double loss) {
  running_->addData(epochs, loss);
  redraw();
}

void LearningChart::add(const CurvePoint& point) {
  curve_.push_back(point);
  running_->addData(point.epoch, point.loss);
  validation_->addData(point.epoch, point.validation_loss);
  for (std::size_t i = 0; i < distances_.size(); ++i)
    if (point.errors.final[i]) distances_[i]->addData(point.epoch, *point.errors.final[i]);
  redraw();
}

void LearningChart::redraw() {
  qobject_cast<QStackedLayout*>(layout())->setCurrentWidget(plot_);
  double last = 1.0;
  for (int i = 0; i < plot_->graphCount(); ++i) {
    bool found = false;
    const QCPRange keys = plot_->graph(i)->getKeyRange(found);
    if (found) last = std::max(last, keys.upper);
  }
  for (QCPAxisRect* rect : {losses_, errors_}) {
    double highest = 0.0;
    for (QCPGraph* graph : rect->graphs()) {
      bool found = false;
      const QCPRange values = graph->getValueRange(found);
      if (found) highest = std::max(highest, values.upper);
    }
    rect->axis(QCPAxis::atBottom)->setRange(0.0, last * 1.02);
    rect->axis(QCPAxis::atLeft)->setRange(0.0, highest > 0.0 ? highest * 1.25 : 1.0);  // room for the legend
    rect->axis(QCPAxis::atLeft)->ticker()->setTickCount(4);
  }
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void LearningChart::set_theme(const Theme& theme) {
  plot_->setBackground(QBrush(theme.chart_background));
  for (QCPAxisRect* rect : {losses_, errors_}) {
    for (QCPAxis* axis : rect->axes()) paint_axis(axis, theme, font());
    for (QCPLayoutElement* element : rect->insetLayout()->elements(false))
      if (auto* legend = qobject_cast<QCPLegend*>(element)) {
        QColor plate = theme.chart_background;
        plate.setAlphaF(0.85F);
        legend->setBrush(plate);
        legend->setBorderPen(QPen(theme.border));
        legend->setTextColor(theme.text);
        legend->setFont(font());
      }
  }
  for (int i = 0; i < plot_->graphCount(); ++i) {
    const Line line = line_of(i, theme);
    plot_->graph(i)->setPen(QPen(line.colour, 1.6, line.style));
  }
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

ChartExport LearningChart::exporter() {
  return {.name = QStringLiteral("learning_curve"),
          .size = [this] { return plot_->size(); },
          .draw =
              [this](QPainter& painter) {
                QPicture picture;
                QCPPainter commands(&picture);
                plot_->toPainter(&commands, plot_->width(), plot_->height());
                commands.end();
                painter.drawPicture(0, 0, picture);
              },
          .csv = [this] { return QString::fromStdString(curve_csv(curve_)); },
          .failed = [this](const QString& problem) { Q_EMIT exportFailed(problem); }};
}

void LearningChart::contextMenuEvent(QContextMenuEvent* event) {
  QMenu menu(this);
  add_export_actions(menu, *this, exporter());
  menu.exec(event->globalPos());
}

}  // namespace stepscope::ui
