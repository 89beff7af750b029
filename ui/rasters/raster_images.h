#pragma once

#include <QColor>
#include <QImage>
#include <span>

#include "core/features/raster_features.h"
#include "ui/rasters/picture_difference.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// Pictures of one pixel per pixel of a raster.

// A channel in its colour: 0 is the background, 1 and above the colour, in between a mixture.
QImage channel_image(const RasterFeatures& features, RasterChannel channel, const Theme& theme);
// Those that are the same everywhere, or cover another one, are not combined.
// All channels that are combined, in their colours: the map below, the ego on top.
QImage combined_image(const RasterFeatures& features, const Theme& theme);

// Colours of what a second picture has less and more of.
QColor lower_colour(const Theme& theme);
QColor higher_colour(const Theme& theme);
// The same pictures faint, with the pixels that differ marked; in the combined one in one colour.
QImage channel_difference_image(const RasterFeatures& features, const PictureDifference::Channel& difference,
                                const Theme& theme);
QImage combined_difference_image(const RasterFeatures& features, const PictureDifference& difference,
                                 const Theme& theme);

}  // namespace stepscope::ui
