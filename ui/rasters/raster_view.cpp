#include "ui/rasters/raster_view.h"

#include <QPainter>
#include <algorithm>
#include <utility>

#include "ui/rasters/raster_images.h"

namespace stepscope::ui {

namespace {

constexpr int kMargin = 6;

}  // namespace

RasterView::RasterView(QWidget* parent) : QWidget(parent), theme_(&Theme::light_theme()) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Rasters"));
}

void RasterView::show(std::shared_ptr<const ShownRasters> shown) {
  shown_ = std::move(shown);
  const int size = shown_->picture->features.size_px();
  if (size != camera_.size_px) {
    camera_ = {.size_px = size};
    hover_.reset();
    Q_EMIT zoomChanged(camera_.zoom);
  }
  setAccessibleDescription(
      tr("step %1, %2").arg(shown_->picture->step).arg(parameters_text(shown_->picture->parameters)));
  make_images();
  Q_EMIT hovered(hover_);  // other values lie there now
  update();
}

void RasterView::set_reason(const QString& reason) {
  shown_.reset();
  images_.clear();
  reason_ = reason;
  setAccessibleDescription(reason);
  set_hover(std::nullopt);
  update();
}

void RasterView::set_plan_shown(bool shown) {
  plan_shown_ = shown;
  update();
}

void RasterView::set_theme(const Theme& theme) {
  theme_ = &theme;
  make_images();
  update();
}

void RasterView::make_images() {
  images_.clear();
  if (!shown_) return;
  const RasterFeatures& features = shown_->picture->features;
  const auto& difference = shown_->difference;
  const bool compared = difference && !difference->channels.empty();
  images_.push_back(compared ? combined_difference_image(features, *difference, *theme_)
                             : combined_image(features, *theme_));
  for (std::size_t i = 0; i < features.channels().size(); ++i)
    images_.push_back(compared ? channel_difference_image(features, difference->channels[i], *theme_)
                               : channel_image(features, features.channels()[i], *theme_));
}

// Where the titles of the channels do not fit above their tiles, they stand in a legend below.
RasterView::Arrangement RasterView::arrangement() const {
  Arrangement made;
  if (!shown_) return made;
  const QRect area = rect().adjusted(kMargin, 2, -kMargin, -kMargin);
  const auto channels = shown_->picture->features.channels();
  const int title = fontMetrics().height() + 4;
  int widest = 0;
  for (const RasterChannel channel : channels) {
    made.legend.push_back({.swatch = theme_->raster(channel), .text = channel_title(channel)});
    widest = std::max(widest, title_width(fontMetrics(), channel_title(channel)));
  }
  made.tiles = arrange_tiles(area, static_cast<int>(channels.size()), camera_.size_px, title);
  if (made.tiles.empty() || made.tiles.back().picture.width() >= widest) {
    made.legend.clear();
    return made;
  }
  const int height = channel_legend_height(fontMetrics(), area.width(), made.legend);
  made.legend_area = QRect(area.left(), area.bottom() + 1 - height, area.width(), height);
  made.tiles =
      arrange_tiles(area.adjusted(0, 0, 0, -height - 4), static_cast<int>(channels.size()), camera_.size_px, title);
  return made;
}

std::vector<RasterTile> RasterView::tiles() const { return arrangement().tiles; }

void RasterView::paint(QPainter& painter, const std::optional<RasterHover>& pointed_at) const {
  painter.fillRect(rect(), theme_->panel);
  const auto [places, legend, legend_area] = arrangement();
  if (places.empty()) {
    painter.setPen(theme_->muted_text);
    painter.drawText(rect().adjusted(12, 8, -12, -8), Qt::AlignCenter | Qt::TextWordWrap,
                     shown_ ? tr("No room for the pictures here: make the panel larger") : reason_);
    return;
  }
  const RasterPicture& picture = *shown_->picture;
  const auto& difference = shown_->difference;
  const bool compared = difference && !difference->channels.empty();
  TileContent content{.title = tr("Combined"),
                      .note = picture.features.size_px() > 0 ? tr("step %1").arg(picture.step) : QString(),
                      .swatch = {},
                      .image = images_.front(),
                      .place = RasterPlace::of_rear_axle(picture.ego, picture.parameters),
                      .plan = plan_shown_ ? std::span(picture.plan) : std::span<const Pose2>(),
                      .pointed_at = std::nullopt,
                      .scale_bar = true};
  if (pointed_at) content.pointed_at = QPoint(pointed_at->column, pointed_at->row);
  if (compared) {
    content.title = tr("Step %1 against %2").arg(picture.step).arg(shown_->other_name);
    content.note.clear();
  }
  paint_tile(painter, *theme_, places.front(), camera_, content);
  content.scale_bar = false;
  for (std::size_t i = 1; i < places.size(); ++i) {
    const RasterChannel channel = picture.features.channels()[i - 1];
    content.title = channel_title(channel);
    content.swatch = theme_->raster(channel);
    content.note = compared ? difference_text(difference->channels[i - 1]) : QString();
    content.image = images_[i];
    content.place = RasterPlace::of_channel(channel, picture.ego, picture.parameters);
    paint_tile(painter, *theme_, places[i], camera_, content);
  }
  paint_channel_legend(painter, *theme_, legend_area, legend);
}

void RasterView::draw(QPainter& painter) const { paint(painter, std::nullopt); }

void RasterView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  paint(painter, hover_);
}

}  // namespace stepscope::ui
