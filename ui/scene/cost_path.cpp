#include "ui/scene/cost_path.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLinearGradient>
#include <algorithm>
#include <array>
#include <cmath>

#include "core/analysis/duration_words.h"

namespace stepscope::ui {

namespace {

constexpr double kRibbonPx = 5.0, kOutlinePx = 8.0;
constexpr double kPercentile = 0.98;
constexpr double kBarWidthPx = 110.0, kBarHeightPx = 9.0, kPaddingPx = 7.0;

QString tr(const char* text) { return QCoreApplication::translate("CostPath", text); }

// "0.214" in the unit that both ends of the scale share.
struct ScaleText {
  QString low, high, unit;
};

QString digits(double value) { return QString::number(value, 'g', 3); }

ScaleText scale_text(const CostPath& path) {
  const bool small = path.high_ns < 1e5;
  const double unit = small ? 1e3 : 1e6;
  return {digits(path.low_ns / unit), digits(path.high_ns / unit), small ? QStringLiteral("µs") : QStringLiteral("ms")};
}

// Steps that share a place on the screen, as the costliest of them.
struct Piece {
  QPointF begin, end;
  double cost_ns;
};

std::vector<Piece> pieces_of(const CostPath& path, const ViewTransform& view) {
  std::vector<Piece> pieces;
  for (std::size_t k = 0; k < path.places.size(); ++k) {
    const QPointF here = view.to_pixels(path.places[k]);
    const QPointF next = k + 1 < path.places.size() ? view.to_pixels(path.places[k + 1]) : here;
    const bool at_the_same_place = !pieces.empty() && (next - pieces.back().begin).manhattanLength() < 2.0;
    if (!at_the_same_place) {
      pieces.push_back({here, next, path.cost_ns[k]});
      continue;
    }
    pieces.back().end = next;
    pieces.back().cost_ns = std::max(pieces.back().cost_ns, path.cost_ns[k]);
  }
  return pieces;
}

}  // namespace

CostPath cost_path(const QString& title, std::vector<Point2> places, std::vector<double> cost_ns) {
  CostPath path{title, std::move(places), std::move(cost_ns)};
  const std::size_t n = std::min(path.places.size(), path.cost_ns.size());
  path.places.resize(n);
  path.cost_ns.resize(n);
  if (n == 0) return path;
  std::vector<double> sorted = path.cost_ns;
  std::sort(sorted.begin(), sorted.end());
  path.low_ns = sorted.front();
  path.high_ns = sorted[static_cast<std::size_t>(kPercentile * static_cast<double>(n - 1))];
  return path;
}

QColor cost_colour(double share) {
  constexpr std::array<std::array<int, 3>, 9> kViridis{{{68, 1, 84},
                                                        {71, 44, 122},
                                                        {59, 81, 139},
                                                        {44, 113, 142},
                                                        {33, 144, 141},
                                                        {39, 173, 129},
                                                        {92, 200, 99},
                                                        {170, 220, 50},
                                                        {253, 231, 37}}};
  const double at = std::clamp(share, 0.0, 1.0) * (kViridis.size() - 1);
  const auto below = std::min(static_cast<std::size_t>(at), kViridis.size() - 2);
  const double t = at - static_cast<double>(below);
  const auto mixed = [&](std::size_t c) {
    return static_cast<int>(std::lround((1.0 - t) * kViridis[below][c] + t * kViridis[below + 1][c]));
  };
  return {mixed(0), mixed(1), mixed(2)};
}

double cost_share(const CostPath& path, double ns) {
  if (!(path.high_ns > path.low_ns)) return ns > path.high_ns ? 1.0 : 0.0;
  return std::clamp((ns - path.low_ns) / (path.high_ns - path.low_ns), 0.0, 1.0);
}

void draw_cost_path(QPainter& painter, const Theme& theme, const ViewTransform& view, const CostPath& path,
                    const QRectF& area_px) {
  const QRectF seen = area_px.adjusted(-kOutlinePx, -kOutlinePx, kOutlinePx, kOutlinePx);
  std::vector<Piece> pieces = pieces_of(path, view);
  std::erase_if(pieces, [&](const Piece& piece) {
    return !QRectF(piece.begin, piece.end).normalized().adjusted(-1, -1, 1, 1).intersects(seen);
  });
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme.text, kOutlinePx, Qt::SolidLine, Qt::RoundCap));  // sets it off from any ground
  for (const Piece& piece : pieces) painter.drawLine(piece.begin, piece.end);
  for (const Piece& piece : pieces) {
    painter.setPen(QPen(cost_colour(cost_share(path, piece.cost_ns)), kRibbonPx, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(piece.begin, piece.end);
  }
  painter.restore();
}

QRectF draw_cost_scale(QPainter& painter, const Theme& theme, const CostPath& path, QPointF corner) {
  const QFontMetricsF metrics(painter.font(), painter.device());
  const ScaleText text = scale_text(path);
  const QString title = tr("%1, %2").arg(path.title, text.unit);
  const QString high = QStringLiteral("≥ %1").arg(text.high);
  const double width = std::max({kBarWidthPx, metrics.horizontalAdvance(title),
                                 metrics.horizontalAdvance(text.low + QStringLiteral("   ") + high)});
  const double height = 2.0 * metrics.height() + kBarHeightPx + 4.0;
  const QRectF plate(corner - QPointF(width + 2.0 * kPaddingPx, 0.0),
                     QSizeF(width + 2.0 * kPaddingPx, height + 2.0 * kPaddingPx));
  const QRectF inside = plate.adjusted(kPaddingPx, kPaddingPx, -kPaddingPx, -kPaddingPx);
  const QRectF bar(inside.left(), inside.top() + metrics.height() + 2.0, inside.width(), kBarHeightPx);
  QLinearGradient gradient(bar.topLeft(), bar.topRight());
  for (int i = 0; i <= 8; ++i) gradient.setColorAt(i / 8.0, cost_colour(i / 8.0));

  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  QColor ground = theme.panel;
  ground.setAlphaF(0.86f);
  painter.setPen(QPen(theme.border, 1.0));
  painter.setBrush(ground);
  painter.drawRoundedRect(plate, 4.0, 4.0);
  painter.setBrush(gradient);
  painter.drawRect(bar);
  painter.setPen(theme.text);
  painter.drawText(inside, Qt::AlignTop | Qt::AlignLeft, title);
  painter.drawText(inside, Qt::AlignBottom | Qt::AlignLeft, text.low);
  painter.drawText(inside, Qt::AlignBottom | Qt::AlignRight, high);
  painter.restore();
  return plate;
}

std::optional<std::size_t> cost_step_at(const CostPath& path, const ViewTransform& view, QPointF px, double reach_px) {
  std::optional<std::size_t> found;
  for (std::size_t k = 0; k < path.places.size(); ++k) {
    const QPointF gap = view.to_pixels(path.places[k]) - px;
    if (std::hypot(gap.x(), gap.y()) > reach_px) continue;
    if (!found || path.cost_ns[k] > path.cost_ns[*found]) found = k;
  }
  return found;
}

QString cost_text(const CostPath& path, std::size_t step) {
  return tr("step %1 · %2 %3").arg(step).arg(path.title, QString::fromStdString(duration_words(path.cost_ns[step])));
}

}  // namespace stepscope::ui
