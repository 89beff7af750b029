#pragma once

#include <QWidget>
#include <optional>

#include "core/analysis/span_search.h"
#include "ui/charts/chart_export.h"
#include "ui/charts/flame_layout.h"
#include "ui/charts/timeline_data.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// The merged call tree of a range of steps, the step on top: as wide as total time, longest first; a line along the
// lower edge is the share that is self time. Click zooms in, Escape or a click on a box above goes back. GUI thread.
class FlameView : public QWidget {
  Q_OBJECT

 public:
  explicit FlameView(QWidget* parent = nullptr);

  // `names` knows the statements and outlives the view. The node that is zoomed to stays if the tree still has its path.
  void show_tree(CallTree tree, const TimelineData* names);
  void set_search(const SpanQuery& query);
  void set_theme(const Theme& theme);
  void set_reason(const QString& reason);

  const CallTree& tree() const { return tree_; }
  int top() const { return top_; }
  const std::vector<FlameBox>& boxes() const { return boxes_; }
  std::optional<FlameBox> box_at(QPoint position) const;
  QString tooltip(const FlameBox& box) const;
  // One line per node: path, count, total and self in ns.
  QString csv() const;
  ChartExport exporter();
  QSize minimumSizeHint() const override { return {160, 60}; }

 Q_SIGNALS:
  void nodeChosen(stepscope::Stage stage, int statement);
  void exportFailed(const QString& problem);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  void draw(QPainter& painter);
  void draw_box(QPainter& painter, const FlameBox& box);
  void zoom_to(int node);
  void choose(int node);
  void lay_out();
  int row_height() const;
  QString name(int node) const;
  const CallNode& node(int index) const { return tree_.nodes[static_cast<std::size_t>(index)]; }

  CallTree tree_;
  TimelineData nothing_;
  const TimelineData* data_{&nothing_};
  std::vector<FlameBox> boxes_;
  SpanQuery query_;
  Theme theme_{Theme::light_theme()};
  QString reason_;
  int top_{0};
  int chosen_{0};
  int scroll_{0};
};

}  // namespace stepscope::ui
