#pragma once

#include <QWidget>
#include <vector>

#include "ui/charts/donut_content.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

enum class DonutColumns { kAll, kWithoutTimes };

// The donut's slices as lines: swatch, name, share, time per step. Numbers are aligned right under a header with the
// unit. Narrower than its hint it shortens names, never numbers. GUI thread.
class DonutLegend : public QWidget {
  Q_OBJECT

 public:
  explicit DonutLegend(QWidget* parent = nullptr);

  void show_slices(std::vector<DonutSlice> slices);
  void set_columns(DonutColumns columns);
  void set_theme(const Theme& theme);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Widths {
    int name, share, time;    // time with the gap before it; 0 without times
  };
  int row_height() const;
  Widths wanted() const;
  QString time_text(const DonutSlice& slice) const;
  QString unit_title() const;

  std::vector<DonutSlice> slices_;
  DonutColumns columns_{DonutColumns::kAll};
  Theme theme_{Theme::light_theme()};
};

}  // namespace stepscope::ui
