#include "ui/charts/strip_bands.h"

#include <algorithm>
#include <cmath>

namespace stepscope::ui {

namespace {

constexpr int kOverBudgetAlpha = 20, kOverLimitAlpha = 34;  // of 255
constexpr int kCap = 5;                                     // px, height of the marks above and below

int pixel(const QCPAxis* axis, double coordinate) {
  return static_cast<int>(std::lround(axis->coordToPixel(coordinate)));
}

}  // namespace

void StripBands::draw(QCPPainter* painter) {
  if (!scene_.data->empty()) draw_grounds(painter);
}

void StripBands::draw_grounds(QPainter* painter) const {
  const QRect frame = clipRect();
  const StripScale& scale = scene_.scale;
  const auto y_of = [&](std::int64_t line_ns) {
    if (!scale.shows(line_ns)) return frame.top();
    return std::max(frame.top(), pixel(mParentPlot->yAxis, in_unit(static_cast<double>(line_ns), scale.unit)));
  };
  const auto tint = [painter, &frame](int top, int bottom, QColor colour, int alpha) {
    colour.setAlpha(alpha);
    if (bottom > top) painter->fillRect(QRect(frame.left(), top, frame.width(), bottom - top), colour);
  };
  const int budget = y_of(scale.budgets.budget_ns), limit = y_of(scale.budgets.limit_ns);
  tint(limit, budget, scene_.theme.budget_line, kOverBudgetAlpha);
  tint(frame.top(), limit, scene_.theme.deadline_line, kOverLimitAlpha);
}

void StripHighlight::draw(QCPPainter* painter) {
  const std::vector<int>& steps = scene_.highlighted;
  if (steps.empty()) return;
  const QRect frame = clipRect();
  const StepStripData& data = *scene_.data;
  QColor ground = scene_.theme.accent;
  ground.setAlpha(72);
  for (const StripColumn& column : *scene_.columns) {
    const int first = data.step(column.first), last = data.step(column.last);
    const auto found = std::lower_bound(steps.begin(), steps.end(), first);
    if (found == steps.end() || *found > last) continue;
    const int left = pixel(mParentPlot->xAxis, first - 0.5);
    const int width = std::max(2, pixel(mParentPlot->xAxis, last + 0.5) - left);
    painter->fillRect(QRect(left, frame.top(), width, frame.height()), ground);
    painter->fillRect(QRect(left, frame.bottom() + 1 - kCap, width, kCap), scene_.theme.accent);
    painter->fillRect(QRect(left, frame.top(), width, kCap), scene_.theme.accent);
  }
}

}  // namespace stepscope::ui
