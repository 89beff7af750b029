#pragma once

#include <QObject>
#include <optional>

#include "core/assembly/run_request.h"
#include "core/profile/engine_profile.h"
#include "ui/bridge/background.h"
#include "ui/bridge/raster_source.h"
#include "ui/panels/raster_panel.h"
#include "ui/window/workbench.h"

namespace stepscope::ui {

class MainWindow;
struct WindowParts;

// Draws the rasters of the step under the cursor for their panel: off the GUI thread, one at a time, only while the
// panel can be seen, and of steps that come faster the latest. GUI thread.
class RasterRoom : public QObject {
  Q_OBJECT

 public:
  // Both outlive the room's use: it is a child of the window that owns them.
  RasterRoom(Workbench& bench, RasterPanel& panel, QObject* parent);

  // What is drawn, once it is known.
  const std::optional<RasterSource>& source() const { return source_; }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  // Of the run whose frames the window shows from now on.
  void take_run(const RunRequest& request, const EngineProfile& profile);
  void find_source();
  void draw();
  RasterTask task_of(int step) const;
  QString reason() const;

  Workbench& bench_;
  RasterPanel& panel_;
  RunRequest request_;
  EngineProfile profile_;
  std::optional<RasterSource> source_;
  int run_{0};  // counts runs, so that nothing of an earlier one is shown
  bool finding_{false};
  bool drawing_{false}, again_{false};
  RasterArtist artist_;  // of the worker
  Background background_;
};

// Makes the room.
void wire_rasters(MainWindow& window, Workbench& bench, const WindowParts& parts);

}  // namespace stepscope::ui
