#include "ui/rasters/raster_images.h"

#include <algorithm>
#include <array>

namespace stepscope::ui {

namespace {

constexpr float kFaint = 0.35F;

// From the ground up.
constexpr std::array kCombined{RasterChannel::kRoadMap,   RasterChannel::kRoute,      RasterChannel::kBaselinePaths,
                               RasterChannel::kRedLights, RasterChannel::kPastAgents, RasterChannel::kAgents,
                               RasterChannel::kEgo};

QRgb mixed(QRgb below, QRgb above, float share) {
  const auto part = [share](int from, int to) {
    return static_cast<int>(static_cast<float>(from) + static_cast<float>(to - from) * share + 0.5F);
  };
  return qRgb(part(qRed(below), qRed(above)), part(qGreen(below), qGreen(above)), part(qBlue(below), qBlue(above)));
}

QRgb* row_of(QImage& image, int row) { return reinterpret_cast<QRgb*>(image.scanLine(row)); }

QImage ground(int size_px, const Theme& theme) {
  QImage image(size_px, size_px, QImage::Format_RGB32);
  image.fill(theme.scene_background);
  return image;
}

void lay(QImage& image, std::span<const float> values, QRgb colour) {
  const float* value = values.data();
  for (int row = 0; row < image.height(); ++row) {
    QRgb* pixels = row_of(image, row);
    for (int column = 0; column < image.width(); ++column, ++value)
      if (*value != 0.0F) pixels[column] = mixed(pixels[column], colour, std::clamp(*value, 0.0F, 1.0F));
  }
}

void fade(QImage& image, const Theme& theme) {
  const QRgb background = theme.scene_background.rgb();
  for (int row = 0; row < image.height(); ++row) {
    QRgb* pixels = row_of(image, row);
    for (int column = 0; column < image.width(); ++column) pixels[column] = mixed(background, pixels[column], kFaint);
  }
}

// `colours[mark]` replaces pixels that have a mark other than 0.
void mark(QImage& image, std::span<const std::uint8_t> marks, const std::array<QRgb, 3>& colours) {
  const std::uint8_t* one = marks.data();
  for (int row = 0; row < image.height(); ++row) {
    QRgb* pixels = row_of(image, row);
    for (int column = 0; column < image.width(); ++column, ++one)
      if (*one != 0) pixels[column] = colours[*one];
  }
}

}  // namespace

QImage channel_image(const RasterFeatures& features, RasterChannel channel, const Theme& theme) {
  QImage image = ground(features.size_px(), theme);
  lay(image, features.channel(channel), theme.raster(channel).rgb());
  return image;
}

QImage combined_image(const RasterFeatures& features, const Theme& theme) {
  QImage image = ground(features.size_px(), theme);
  for (const RasterChannel channel : kCombined)
    if (std::ranges::find(features.channels(), channel) != features.channels().end())
      lay(image, features.channel(channel), theme.raster(channel).rgb());
  return image;
}

QColor lower_colour(const Theme& theme) { return theme.dark ? QColor(0x56, 0xB4, 0xE9) : QColor(0x00, 0x72, 0xB2); }
QColor higher_colour(const Theme& theme) { return theme.dark ? QColor(0xFF, 0x7A, 0x1A) : QColor(0xD5, 0x5E, 0x00); }

QImage channel_difference_image(const RasterFeatures& features, const PictureDifference::Channel& difference,
                                const Theme& theme) {
  QImage image = channel_image(features, difference.channel, theme);
  fade(image, theme);
  mark(image, difference.marks, {0, lower_colour(theme).rgb(), higher_colour(theme).rgb()});
  return image;
}

QImage combined_difference_image(const RasterFeatures& features, const PictureDifference& difference,
                                 const Theme& theme) {
  QImage image = combined_image(features, theme);
  fade(image, theme);
  mark(image, difference.marks_any, {0, theme.error.rgb(), theme.error.rgb()});
  return image;
}

}  // namespace stepscope::ui
