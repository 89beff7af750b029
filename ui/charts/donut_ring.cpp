#include "ui/charts/donut_ring.h"

#include <QChart>
#include <QGraphicsLayout>
#include <QHelpEvent>
#include <QPieSlice>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/charts/strip_text.h"
#include "ui/models/quantity_text.h"

namespace stepscope::ui {

namespace {

constexpr double kHole = 0.58;             // of the outer radius
constexpr int kMargin = 4;                 // px around the ring
constexpr int kSmallestLabelled = 150;     // px, side below which no slice has room for its share

// Black or white, whichever reads better on the colour (relative luminance, simplified).
QColor readable_on(const QColor& colour) {
  const double luminance = 0.299 * colour.redF() + 0.587 * colour.greenF() + 0.114 * colour.blueF();
  return luminance > 0.5 ? QColor(0x10, 0x10, 0x10) : QColor(0xFF, 0xFF, 0xFF);
}

}  // namespace

DonutRing::DonutRing(QWidget* parent)
    : QChartView(new QChart, parent),
      series_(new QPieSeries),
      number_(new QGraphicsSimpleTextItem),
      caption_(new QGraphicsSimpleTextItem) {
  series_->setHoleSize(kHole);
  series_->setPieSize(1.0);
  chart()->addSeries(series_);
  chart()->legend()->hide();
  chart()->setMargins(QMargins(kMargin, kMargin, kMargin, kMargin));
  chart()->layout()->setContentsMargins(0, 0, 0, 0);
  chart()->setBackgroundRoundness(0);
  scene()->addItem(number_);
  scene()->addItem(caption_);
  setRenderHint(QPainter::Antialiasing);
  setFrameShape(QFrame::NoFrame);
  setContextMenuPolicy(Qt::NoContextMenu);   // the donut's own
  setFocusPolicy(Qt::NoFocus);
}

void DonutRing::show_slices(const std::vector<DonutSlice>& slices, double mean_step_ns) {
  slices_ = slices;
  mean_step_ns_ = mean_step_ns;
  build();
}

void DonutRing::set_theme(const Theme& theme) {
  theme_ = theme;
  chart()->setBackgroundBrush(theme.panel);
  setBackgroundBrush(theme.panel);
  build();
}

int DonutRing::side() const { return std::min(width(), height()) - 2 * kMargin; }

// A share is written on the ring if the arc is long enough for it: three digits need about 36 px.
void DonutRing::label(QPieSlice& slice, const DonutSlice& content) const {
  const double arc = content.share * M_PI * side() * (1.0 + kHole) / 2.0;
  const QString text = QString::number(100.0 * content.share, 'f', 0) + QStringLiteral(" %");
  const int needed = fontMetrics().horizontalAdvance(text) + 6;
  slice.setLabelVisible(side() >= kSmallestLabelled && arc > needed);
  slice.setLabel(text);
  slice.setLabelPosition(QPieSlice::LabelInsideHorizontal);
  const bool hatched = content.group == StageGroup::kUnaccounted;
  slice.setLabelColor(hatched ? theme_.text : readable_on(Theme::stage(content.group)));
  slice.setLabelFont(font());
}

void DonutRing::build() {
  series_->clear();
  for (const DonutSlice& content : slices_) {
    auto* slice = new QPieSlice(QString(), content.share);
    const QColor colour = Theme::stage(content.group);
    slice->setBrush(content.group == StageGroup::kUnaccounted ? QBrush(colour, Qt::BDiagPattern) : QBrush(colour));
    slice->setPen(QPen(theme_.panel, 1.5));
    label(*slice, content);
    series_->append(slice);
  }
  number_->setBrush(theme_.text);
  caption_->setBrush(theme_.muted_text);
  place_texts();
}

void DonutRing::resizeEvent(QResizeEvent* event) {
  QChartView::resizeEvent(event);
  build();
}

void DonutRing::place_texts() {
  const double hole = kHole * side();
  number_->setText(duration_text(mean_step_ns_));
  caption_->setText(tr("mean step"));
  QFont big = font();
  QFont small = font();
  big.setBold(true);
  big.setPixelSize(std::clamp(static_cast<int>(hole * 0.22), 10, 30));
  small.setPixelSize(std::clamp(static_cast<int>(hole * 0.13), 9, 14));
  // The widest line must stay inside the hole, whatever the font.
  while (big.pixelSize() > 7 && QFontMetrics(big).horizontalAdvance(number_->text()) > 0.86 * hole)
    big.setPixelSize(big.pixelSize() - 1);
  number_->setFont(big);
  caption_->setFont(small);
  caption_->setVisible(QFontMetrics(small).horizontalAdvance(caption_->text()) < 0.96 * hole);
  const QPointF centre = rect().center();
  const QRectF number = number_->boundingRect();
  const QRectF caption = caption_->isVisible() ? caption_->boundingRect() : QRectF();
  const double top = centre.y() - (number.height() + caption.height()) / 2.0;
  number_->setPos(centre.x() - number.width() / 2.0, top);
  caption_->setPos(centre.x() - caption.width() / 2.0, top + number.height());
}

bool DonutRing::viewportEvent(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QChartView::viewportEvent(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const QPointF offset = QPointF(help->pos()) - QPointF(rect().center());
  const double radius = std::hypot(offset.x(), offset.y());
  double turn = std::atan2(offset.x(), -offset.y()) / (2.0 * M_PI);   // clockwise from the top, as the slices run
  if (turn < 0.0) turn += 1.0;
  if (radius > side() / 2.0 || radius < kHole * side() / 2.0) return true;
  for (const DonutSlice& slice : slices_) {
    turn -= slice.share;
    if (turn > 0.0) continue;
    QToolTip::showText(help->globalPos(), tr("%1: %2 of the time, %3 per step")
                                              .arg(group_name(slice.group), share_text(slice.share),
                                                   duration_text(slice.ns_per_step)), this);
    break;
  }
  return true;
}

}  // namespace stepscope::ui
