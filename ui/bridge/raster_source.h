#pragma once

#include <QString>

#include "core/assembly/run_request.h"
#include "core/features/raster_parameters.h"

namespace stepscope::ui {

// Whose rasters are drawn for a run.
struct RasterSource {
  RasterParameters parameters;
  bool seen{false};  // whether the run's planner looks at them
  QString title;     // of whom
  QString note;      // what must be known to read them rightly; empty: nothing
};

// Reads the contract of the run's model, if its planner asks one: not on the GUI thread.
RasterSource raster_source_of(const RunRequest& request);

}  // namespace stepscope::ui
