#pragma once

// The grounds behind the bars of the step strip. Only the strip's own sources include this.

#include "ui/charts/strip_layers.h"

namespace stepscope::ui {

// Tints the ground above the budget and above the limit, and under the steps that another view points out.
class StripBands : public QCPLayerable {
 public:
  StripBands(QCustomPlot* plot, const QString& layer, const StripScene& scene)
      : QCPLayerable(plot, layer), scene_(scene) {}

 protected:
  void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }
  void draw(QCPPainter* painter) override;
  QRect clipRect() const override { return mParentPlot->axisRect()->rect(); }

 private:
  void draw_grounds(QPainter* painter) const;

  const StripScene& scene_;
};

// Marks every column that holds a step which another view points out.
class StripHighlight : public QCPLayerable {
 public:
  StripHighlight(QCustomPlot* plot, const QString& layer, const StripScene& scene)
      : QCPLayerable(plot, layer), scene_(scene) {}

 protected:
  void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }
  void draw(QCPPainter* painter) override;
  QRect clipRect() const override { return mParentPlot->axisRect()->rect(); }

 private:
  const StripScene& scene_;
};

}  // namespace stepscope::ui
