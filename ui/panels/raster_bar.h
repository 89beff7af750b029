#pragma once

#include <QWidget>
#include <optional>

#include "core/features/raster_parameters.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QMenu;
class QSpinBox;
class QToolButton;

namespace stepscope::ui {

struct Theme;

// What the picture of a step is held against.
enum class RasterRival { kNone, kPerStep, kGathered, kCanvas, kOtherStep };

// What the user wants to see of a step.
struct RasterWish {
  RasterRival rival{RasterRival::kNone};
  int other_step{0};                       // of kOtherStep
  std::optional<int> size_px;              // instead of the model's own
  std::optional<double> metres_per_pixel;  // instead of the model's own
  bool operator==(const RasterWish&) const = default;
};

// The controls above the rasters: what they are compared with, zoom, plan, size and resolution for inspection, files.
class RasterBar : public QWidget {
  Q_OBJECT

 public:
  // `files` is popped up by the button for it and belongs to the caller.
  explicit RasterBar(QMenu* files, QWidget* parent = nullptr);

  const RasterWish& wish() const { return wish_; }
  void set_wish(const RasterWish& wish);
  // What the model asks for, where the user does not say otherwise.
  void show_parameters(const RasterParameters& parameters);
  // Steps there are to compare with.
  void show_steps(int count);
  void show_zoom(int zoom);
  void set_theme(const Theme& theme);

 Q_SIGNALS:
  void wishChanged();
  void zoomWished(int steps);
  void fitWished();
  void planToggled(bool shown);

 private:
  void make_rivals();
  QMenu* make_options();
  void take();
  void write();

  RasterWish wish_;
  QComboBox* rival_;
  QSpinBox* other_step_;
  QToolButton* fit_;
  QCheckBox* plan_;
  QToolButton* options_;
  QSpinBox* size_;
  QDoubleSpinBox* resolution_;
  QToolButton* files_;
  RasterParameters model_;
};

}  // namespace stepscope::ui
