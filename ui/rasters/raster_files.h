#pragma once

#include <QString>
#include <span>

#include "core/features/raster_features.h"

namespace stepscope::ui {

// Files with the values of rasters, as `stepscope-cli raster` writes them. Each returns an empty text, or why the file
// could not be written; a file that is there is whole.

// 8-bit grey, one pixel per pixel: 0 black, 1 and above white.
QString save_channel_png(const RasterFeatures& features, RasterChannel channel, const QString& file);
// "a/b.png" → "a/b_ego.png", "a/b_agents.png" …
QString save_channel_pngs(const RasterFeatures& features, const QString& file);
// 32-bit floats of shape (channel, row, column).
QString save_npy(const RasterFeatures& features, const QString& file);

}  // namespace stepscope::ui
