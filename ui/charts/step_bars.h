#pragma once

#include <QWidget>
#include <vector>

#include "ui/charts/chart_export.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// One number per step as bars from zero, with its unit, the time cursor and a marked range. Where there are more steps
// than pixels, a pixel column shows the largest of its steps. A click or the arrow keys (Shift: ten steps) move the
// cursor. GUI thread.
class StepBars : public QWidget {
  Q_OBJECT

 public:
  struct Content {
    QString title;               // "rows per step", with the unit where there is one
    QString file;                // name of what is exported, without extension
    std::vector<double> values;  // of step 0, 1 …
    int decimals{0};             // in tool tip and axis
  };

  explicit StepBars(QWidget* parent = nullptr);

  void show(Content content);
  using QWidget::show;
  // Why there are no bars.
  void show_reason(const QString& reason);
  void set_cursor(int step);            // −1: none
  void set_range(int first, int last);  // last < first: none
  void set_theme(const Theme& theme);

  const Content& content() const { return content_; }
  int step_at(int pixel) const;  // −1: none
  ChartExport exporter();
  QSize minimumSizeHint() const override { return {160, 64}; }
  QSize sizeHint() const override { return {300, 90}; }

 Q_SIGNALS:
  void stepClicked(int step);
  void exportFailed(const QString& problem);

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  QRect plot() const;
  int left_of(int step) const;
  QString value_text(double value) const;
  void draw(QPainter& painter) const;
  void draw_bars(QPainter& painter, const QRect& plot, double top) const;
  void choose(int step);

  Content content_;
  QString reason_;
  int cursor_{-1}, range_first_{0}, range_last_{-1};
  Theme theme_{Theme::light_theme()};
};

}  // namespace stepscope::ui
