#include "ui/bridge/raster_source.h"

#include <QCoreApplication>

namespace stepscope::ui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("RasterSource", text); }

}  // namespace

RasterSource raster_source_of(const RunRequest&) {
  return {.parameters = {},
          .seen = false,
          .title = tr("the reference's raster network"),
          .note = tr("This planner does not look at rasters; shown is what a raster network would see.")};
}

}  // namespace stepscope::ui
