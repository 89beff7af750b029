#pragma once

#include <QWidget>
#include <vector>

#include "ui/theme/theme.h"

namespace stepscope::ui {

// Swatches and names of groups in a row that wraps when it must, and a remark at its right end. GUI thread.
class StageLegend : public QWidget {
  Q_OBJECT

 public:
  explicit StageLegend(QWidget* parent = nullptr);

  void show_groups(const std::vector<StageGroup>& groups);
  void show_remark(const QString& remark);
  void set_theme(const Theme& theme);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Item {
    QRect swatch, text;
  };
  int row_height() const;
  // Places of the groups' items; the remark, if there is one, is the last.
  std::vector<Item> layout_for(int width) const;

  std::vector<StageGroup> groups_;
  QString remark_;
  Theme theme_{Theme::light_theme()};
};

}  // namespace stepscope::ui
