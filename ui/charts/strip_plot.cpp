#include "ui/charts/strip_plot.h"

#include <QPicture>
#include <algorithm>
#include <cmath>

#include "ui/charts/strip_bands.h"

namespace stepscope::ui {

namespace {

constexpr double kFewestSteps = 10.0;
constexpr int kGrip = 4;         // px, around a budget line
constexpr int kMarkHeight = 11;  // px, of a bookmark's mark
constexpr int kMarkWidth = 6;    // px, to either side

// Whole steps, with thin separators.
class StepTicker : public QCPAxisTickerFixed {
 protected:
  QString getTickLabel(double tick, const QLocale&, QChar, int) override { return count_text(std::lround(tick)); }
};

void paint_axis(QCPAxis* axis, const Theme& theme, const QFont& font) {
  axis->setBasePen(QPen(theme.border));
  axis->setTickPen(QPen(theme.border));
  axis->setSubTickPen(Qt::NoPen);
  axis->setTickLabelColor(theme.muted_text);
  axis->setLabelColor(theme.muted_text);
  axis->setTickLabelFont(font);
  axis->setLabelFont(font);
  axis->grid()->setPen(QPen(theme.chart_grid));
  axis->grid()->setZeroLinePen(Qt::NoPen);
}

}  // namespace

StripPlot::StripPlot(const StepStripData& steps, QWidget* parent) : QCustomPlot(parent), data_(steps) {
  setAttribute(Qt::WA_NoMousePropagation, false);  // a right click is for the menu of the chart around it
  scene_.data = &data_;
  scene_.columns = &decimator_.columns({}, 0, 0, 0);
  scene_.theme = Theme::light_theme();

  addLayer(QStringLiteral("marks"), layer(QStringLiteral("main")));
  addLayer(QStringLiteral("cursor"), layer(QStringLiteral("marks")));
  layer(QStringLiteral("cursor"))->setMode(QCPLayer::lmBuffered);
  addLayer(QStringLiteral("bands"), layer(QStringLiteral("grid")), limBelow);
  // All are owned by the plot.
  new StripBands(this, QStringLiteral("bands"), scene_);
  new StripHighlight(this, QStringLiteral("marks"), scene_);
  new StripBars(xAxis, yAxis, scene_);
  new StripMarks(this, QStringLiteral("marks"), scene_);
  new StripCursor(this, QStringLiteral("cursor"), scene_);

  const auto ticker = QSharedPointer<StepTicker>::create();
  ticker->setTickStep(1.0);
  ticker->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
  xAxis->setTicker(ticker);
  xAxis->setSubTicks(false);
  xAxis->grid()->setVisible(false);
  yAxis->setSubTicks(false);
  yAxis->setNumberFormat(QStringLiteral("gb"));
  setNoAntialiasingOnDrag(true);
  plotLayout()->setMargins(QMargins(0, 0, 0, 0));
  set_theme(Theme::light_theme());
}

void StripPlot::set_theme(const Theme& theme) {
  scene_.theme = theme;
  setBackground(QBrush(theme.chart_background));
  for (QCPAxis* axis : {xAxis, yAxis}) paint_axis(axis, theme, font());
}

// As many numbers as fit, and the words only where they leave room for the bars.
void StripPlot::fit_axes() {
  for (QCPAxis* axis : {xAxis, yAxis}) axis->setVisible(!data_.empty());
  const int line = fontMetrics().height();
  const int number = fontMetrics().horizontalAdvance(count_text(static_cast<int>(xAxis->range().upper)));
  xAxis->ticker()->setTickCount(std::clamp(width() / (3 * number + 10), 2, 12));
  yAxis->ticker()->setTickCount(std::clamp(axisRect()->height() / (2 * line), 2, 5));
  QString words;
  if (height() >= 6 * line)
    words = interval_s_ > 0.0 ? QCoreApplication::translate("StepStrip", "step, %1 s each")
                                    .arg(QString::number(interval_s_, 'g', 3))
                              : QCoreApplication::translate("StepStrip", "step");
  xAxis->setLabel(words);
  yAxis->setLabel(QCoreApplication::translate("StepStrip", "time, %1").arg(unit_symbol(scene_.scale.unit)));
}

QCPRange StripPlot::full_range() const {
  const int first = data_.first_step();
  const int count = std::max({data_.last_step() - first + 1, expected_steps_, reach_ - first, 1});
  return {first - 0.5, first + count - 0.5};
}

void StripPlot::set_range(QCPRange range) {
  const QCPRange full = full_range();
  const double size = std::clamp(range.size(), std::min(kFewestSteps, full.size()), full.size());
  const double centre = std::clamp(range.center(), full.lower + size / 2.0, full.upper - size / 2.0);
  zoomed_ = size < full.size();
  xAxis->setRange(centre - size / 2.0, centre + size / 2.0);
}

void StripPlot::show_all() {
  zoomed_ = false;
  xAxis->setRange(full_range());
}

void StripPlot::zoom(double factor, int at_pixel) {
  const QCPRange range = xAxis->range();
  const double size = std::clamp(range.size() * factor, std::min(kFewestSteps, full_range().size()), full_range().size());
  const double at = xAxis->pixelToCoord(at_pixel);
  const double lower = at - (at - range.lower) * size / range.size();   // the step under the pointer stays there
  set_range({lower, lower + size});
}

void StripPlot::pan(double pixels) {
  const double steps = pixels * xAxis->range().size() / std::max(1, axisRect()->width());
  set_range({xAxis->range().lower + steps, xAxis->range().upper + steps});
}

bool StripPlot::bring_into_sight(int step) {
  const QCPRange range = xAxis->range();
  if (!zoomed_ || range.contains(step)) return false;
  set_range({step - range.size() / 2.0, step + range.size() / 2.0});
  return true;
}

void StripPlot::fit() {
  if (!zoomed_) xAxis->setRange(full_range());
  const QCPRange range = xAxis->range();
  const std::size_t begin = data_.lower_index(static_cast<int>(std::ceil(range.lower)));
  const std::size_t end = data_.lower_index(static_cast<int>(std::floor(range.upper)) + 1);
  const auto width = static_cast<std::size_t>(std::max(1, axisRect()->width()));
  decimator_.columns(data_.walls_ns(), begin, end, width);

  std::vector<std::int64_t> walls;
  walls.reserve(scene_.columns->size());
  for (const StripColumn& column : *scene_.columns) walls.push_back(data_.wall_ns(column.worst));
  if (scale_held_)
    scene_.scale.budgets = budgets_;
  else
    scene_.scale = strip_scale(std::move(walls), tall_, budgets_);
  yAxis->setRange(0.0, in_unit(scene_.scale.upper_ns, scene_.scale.unit));
  fit_axes();
}

void StripPlot::refresh() {
  fit();
  replot(QCustomPlot::rpQueuedRefresh);
}

void StripPlot::set_cursor_step(int step) { scene_.cursor_step = step; }
void StripPlot::redraw_cursor() { layer(QStringLiteral("cursor"))->replot(); }

QPicture StripPlot::as_picture() {
  QPicture picture;
  QCPPainter painter(&picture);
  toPainter(&painter, width(), height());
  painter.end();
  return picture;
}

const StripColumn* StripPlot::column_at(int pixel) const {
  if (data_.empty()) return nullptr;
  const auto step = static_cast<int>(std::lround(xAxis->pixelToCoord(pixel)));
  const auto found =
      std::find_if(scene_.columns->begin(), scene_.columns->end(),
                   [this, step](const StripColumn& column) { return data_.step(column.last) >= step; });
  if (found == scene_.columns->end() || data_.step(found->first) > step) return nullptr;
  return &*found;
}

int StripPlot::step_at(int pixel) const {
  if (data_.empty()) return -1;
  const auto step = static_cast<int>(std::lround(xAxis->pixelToCoord(pixel)));
  return std::clamp(step, data_.first_step(), data_.last_step());
}

int StripPlot::reachable_at(int pixel) const {
  if (data_.empty()) return -1;
  const auto step = static_cast<int>(std::lround(xAxis->pixelToCoord(pixel)));
  return std::clamp(step, data_.first_step(), std::max(data_.last_step(), reach_ - 1));
}

StripView StripPlot::view() const {
  return {.lower = xAxis->range().lower,
          .upper = xAxis->range().upper,
          .zoomed = zoomed_,
          .selection = scene_.selection};
}

void StripPlot::restore(const StripView& view) {
  scene_.selection = view.selection;
  if (view.zoomed)
    set_range({view.lower, view.upper});
  else
    show_all();
}

int StripPlot::pixel_of(int step) const {
  return step < 0 ? axisRect()->rect().center().x() : static_cast<int>(std::lround(xAxis->coordToPixel(step)));
}

std::optional<BudgetLine> StripPlot::line_at(QPoint place) const {
  if (data_.empty() || !axisRect()->rect().contains(place)) return std::nullopt;
  const auto near = [&](std::int64_t line_ns) {
    if (!scene_.scale.shows(line_ns)) return false;
    const double y = yAxis->coordToPixel(in_unit(static_cast<double>(line_ns), scene_.scale.unit));
    return std::abs(y - place.y()) <= kGrip;
  };
  if (near(budgets_.budget_ns)) return BudgetLine::kBudget;
  if (near(budgets_.limit_ns)) return BudgetLine::kLimit;
  return std::nullopt;
}

std::int64_t StripPlot::duration_at(int y) const {
  const double ns = yAxis->pixelToCoord(y) / in_unit(1.0, scene_.scale.unit);
  const double grain = std::pow(10.0, std::floor(std::log10(scene_.scale.upper_ns / 50.0)));
  return std::llround(std::max(grain, std::round(ns / grain) * grain));
}

const Bookmark* StripPlot::bookmark_at(QPoint place) const {
  const QRect frame = axisRect()->rect();
  if (place.y() < frame.bottom() - kMarkHeight || place.y() > frame.bottom() + 2) return nullptr;
  for (const Bookmark& bookmark : scene_.bookmarks)
    if (std::abs(xAxis->coordToPixel(bookmark.step) - place.x()) <= kMarkWidth) return &bookmark;
  return nullptr;
}

}  // namespace stepscope::ui
