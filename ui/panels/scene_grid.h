#pragma once

#include <QWidget>
#include <array>

#include "core/lockstep/lockstep.h"
#include "ui/scene/scene_link.h"
#include "ui/scene/scene_view.h"

class QGridLayout;

namespace stepscope::ui {

class SceneTitle;

// The scene of the present run and, beside it, those of the runs it is compared with: two beside each other, three or
// four in two rows. Each has its letter, its colour and a line of figures. Alone, the first looks as if there were no
// grid. GUI thread.
class SceneGrid : public QWidget {
  Q_OBJECT

 public:
  // Takes the scene; `corner` lies over its lower right corner.
  SceneGrid(SceneView* first, QWidget* corner, QWidget* parent = nullptr);

  // Run 1 … 3 (B … D): shows its scene, made when it is first needed.
  SceneView& show_run(std::size_t run, const ScenarioPtr& scenario);
  void hide_run(std::size_t run);
  // Null: it is not shown.
  SceneView* scene(std::size_t run) const { return cells_[run].shown ? cells_[run].scene : nullptr; }
  bool compares() const;

  // Run 0 … 3. `figures`: of the step that is shown.
  void set_name(std::size_t run, const QString& name);
  void set_figures(std::size_t run, const QString& figures, const QString& explanation = {});
  QString name_of(std::size_t run) const;
  QString figures_of(std::size_t run) const;

  QColor colour_of(std::size_t run) const { return theme_.arm(static_cast<int>(run)); }
  // Draws into every scene where the others are; [0] is the present run's, without a frame where there is none.
  void show_overlays(const std::array<OtherDrive, kMostInLockstep>& drives);

  void set_linked(bool linked) { link_.set_on(linked); }
  bool linked() const { return link_.is_on(); }
  // Linked scenes follow the ego of this run, 0 … 3, which is shown. Whether that is somebody else than before.
  bool lead(std::size_t run);
  void set_theme(const Theme& theme);
  // All scenes that are shown, as one picture.
  QImage render_image(qreal scale);

 Q_SIGNALS:
  // As SceneView::hovered, of the scenes beside the first.
  void hovered(const QString& text);

 private:
  struct Cell {
    QWidget* box{nullptr};
    SceneTitle* title{nullptr};
    SceneView* scene{nullptr};
    bool shown{false};
  };
  Cell make_cell(std::size_t run, SceneView* scene, QWidget* corner);
  void arrange();

  std::array<Cell, kMostInLockstep> cells_;
  QGridLayout* grid_;
  SceneLink link_;
  Theme theme_{Theme::light_theme()};
};

}  // namespace stepscope::ui
