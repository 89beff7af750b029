#pragma once

#include <QWidget>
#include <vector>

#include "ui/charts/donut_content.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// The donut's slices as lines: swatch, name, share, time per step. Numbers are aligned right under a header with the
// unit. Needs 200 px of width with an ordinary font; names are shortened below that, numbers never. GUI thread.
class DonutLegend : public QWidget {
  Q_OBJECT

 public:
  explicit DonutLegend(QWidget* parent = nullptr);

  void show_slices(std::vector<DonutSlice> slices);
  void set_theme(const Theme& theme);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Widths {
    int name, share, time;
  };
  int row_height() const;
  Widths wanted() const;
  QString time_text(const DonutSlice& slice) const;
  QString unit_title() const;

  std::vector<DonutSlice> slices_;
  Theme theme_{Theme::light_theme()};
};

}  // namespace stepscope::ui
