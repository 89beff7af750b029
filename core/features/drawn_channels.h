#pragma once

#include <memory>
#include <vector>

#include "core/features/channel_drawer.h"
#include "core/features/raster_method.h"
#include "core/probe/stage.h"

namespace stepscope {

// What the drawing of a channel is counted to.
Stage stage_of(RasterChannel channel);

// The channels that the parameters ask for, each with its drawer; numbered in the order of the pictures. The map must
// outlive them; the parameters must pass check().
class DrawnChannels {
 public:
  DrawnChannels(const RoadMap& map, const RasterParameters& parameters, const RasterMethod& method);

  std::size_t size() const { return channels_.size(); }
  std::span<const RasterChannel> channels() const { return channels_; }
  void set_route(std::span<const std::string> route);
  // Makes room for all pictures.
  void resize(RasterFeatures& out) const { out.resize(size_px_, channels_); }
  // Draws one of them; any thread, but each channel on one at a time. Returns how many objects of the map it shows.
  std::size_t draw(std::size_t number, const RasterScene& scene, RasterFeatures& out);
  // Adds what a step has drawn to its counters.
  void count(std::size_t map_objects) const;

 private:
  int size_px_;
  std::vector<RasterChannel> channels_;
  std::vector<std::unique_ptr<ChannelDrawer>> drawers_;
};

}  // namespace stepscope
