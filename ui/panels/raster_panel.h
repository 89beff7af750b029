#pragma once

#include <QWidget>
#include <memory>
#include <optional>

#include "ui/panels/raster_bar.h"
#include "ui/rasters/raster_view.h"

class QLabel;
class QMenu;

namespace stepscope::ui {

// What a raster network sees at the step under the cursor: the pictures, the values under the pointer, and where they
// differ from others. GUI thread.
class RasterPanel : public QWidget {
  Q_OBJECT

 public:
  explicit RasterPanel(QWidget* parent = nullptr);

  const RasterWish& wish() const { return bar_->wish(); }
  void show(std::shared_ptr<const ShownRasters> shown);
  using QWidget::show;
  void show_reason(const QString& reason);
  // What the model asks for, and whose pictures these are; `note`: what must be known to read them rightly.
  void show_source(const RasterParameters& parameters, const QString& source, const QString& note);
  void show_steps(int count) { bar_->show_steps(count); }
  void set_theme(const Theme& theme);

  RasterBar& bar() { return *bar_; }
  RasterView& view() { return *view_; }
  QString source_text() const;
  QString note_text() const;
  QString difference_text() const;

 Q_SIGNALS:
  void wishChanged();
  void exportFailed(const QString& problem);

 protected:
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  void write_difference();
  void write_hover(const std::optional<RasterHover>& hover);

  QMenu* files_;
  RasterBar* bar_;
  QLabel* source_;
  QLabel* note_;
  RasterView* view_;
  QLabel* difference_;
  QLabel* place_;
  QLabel* values_;
  const Theme* theme_;
};

}  // namespace stepscope::ui
