#pragma once

#include <QWidget>
#include <vector>

#include "ui/theme/theme.h"

namespace stepscope::ui {

// Swatches and names of groups in rows, and a remark at the right end. What does not fit into the rows allowed is
// summed up as "+ 3" (all names are in the tooltip); the remark has a shorter wording for narrow places. GUI thread.
class StageLegend : public QWidget {
  Q_OBJECT

 public:
  explicit StageLegend(QWidget* parent = nullptr);

  void show_groups(const std::vector<StageGroup>& groups);
  void show_remark(const QString& remark, const QString& shorter);
  const QString& remark() const { return remark_; }
  void set_most_rows(int rows);
  void set_theme(const Theme& theme);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Layout {
    std::vector<QPoint> items;    // top left corners; fewer than groups if there is no room for all
    QRect more;                   // place of the sum of the rest; empty without one
    QRect remark;                 // empty without one
    QString remark_text;
    int height{0};
  };
  int row_height() const;
  int item_width(StageGroup group) const;
  Layout layout_for(int width) const;
  void place_remark(Layout& layout, int width, QPoint end) const;
  void changed();

  std::vector<StageGroup> groups_;
  QString remark_, short_remark_;
  int most_rows_{2};
  Theme theme_{Theme::light_theme()};
};

}  // namespace stepscope::ui
