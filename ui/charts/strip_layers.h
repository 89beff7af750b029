#pragma once

// Parts of the step strip that are drawn into a QCustomPlot. Only the strip's own sources include this.

#include <qcustomplot.h>

#include <optional>
#include <vector>

#include "ui/charts/step_strip_data.h"
#include "ui/charts/strip_decimator.h"
#include "ui/charts/strip_scale.h"
#include "ui/models/bookmarks.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// Everything that the layers of the strip draw from; owned by StripPlot.
struct StripScene {
  const StepStripData* data{nullptr};
  const std::vector<StripColumn>* columns{nullptr};
  StripScale scale;
  Theme theme;
  int cursor_step{-1};
  int first_own_step{0};  // those before were made in the run that this one went on from
  std::optional<std::pair<int, int>> selection;   // first and last step
  std::vector<Bookmark> bookmarks;
  std::vector<int> highlighted;   // steps that another view points out, ascending
};

// The stacked bars, one rectangle per column and group, on whole pixels.
class StripBars : public QCPAbstractPlottable {
 public:
  StripBars(QCPAxis* key_axis, QCPAxis* value_axis, const StripScene& scene);

  double selectTest(const QPointF&, bool, QVariant*) const override { return -1.0; }
  QCPRange getKeyRange(bool& found, QCP::SignDomain) const override;
  QCPRange getValueRange(bool& found, QCP::SignDomain, const QCPRange&) const override;

 protected:
  void draw(QCPPainter* painter) override;
  void drawLegendIcon(QCPPainter*, const QRectF&) const override {}

 private:
  void draw_edges(QPainter* painter, const std::vector<QRect>& bars) const;
  QRect bar_of(const StripColumn& column) const;

  const StripScene& scene_;
};

// Budget lines, the selected range, bookmarks, heights of bars that are cut, and the word when there is nothing to show.
class StripMarks : public QCPLayerable {
 public:
  StripMarks(QCustomPlot* plot, const QString& layer, const StripScene& scene)
      : QCPLayerable(plot, layer), scene_(scene) {}

 protected:
  void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }
  void draw(QCPPainter* painter) override;
  QRect clipRect() const override { return mParentPlot->axisRect()->rect(); }

 private:
  void draw_selection(QPainter* painter) const;
  void draw_line(QPainter* painter, std::int64_t at_ns, const QColor& colour, const QString& name) const;
  void draw_cut_bars(QPainter* painter) const;
  void draw_fork(QPainter* painter) const;
  void draw_bookmarks(QPainter* painter) const;

  const StripScene& scene_;
};

// The time cursor; on a layer of its own buffer, so that moving it redraws nothing else.
class StripCursor : public QCPLayerable {
 public:
  StripCursor(QCustomPlot* plot, const QString& layer, const StripScene& scene)
      : QCPLayerable(plot, layer), scene_(scene) {}

 protected:
  void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }
  void draw(QCPPainter* painter) override;
  QRect clipRect() const override { return mParentPlot->axisRect()->rect(); }

 private:
  const StripScene& scene_;
};

}  // namespace stepscope::ui
