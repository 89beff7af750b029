#pragma once

#include <functional>
#include <memory>

#include <QString>

class QMenu;

namespace stepscope::ui {

class RasterView;

// Fills the menu with what rasters can be copied and saved as, each time it is about to open. `failed` is told why a
// file could not be written. The menu and the view belong to one panel.
void make_raster_menu(QMenu& menu, RasterView& view, std::function<void(const QString& problem)> failed);

}  // namespace stepscope::ui
