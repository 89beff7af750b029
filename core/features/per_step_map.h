#pragma once

#include "core/features/channel_shapes.h"
#include "core/features/outline_source.h"

namespace stepscope {

// The map as the rules tell it: at every step asks for all objects that the channel may show, and turns those near the
// ego vertex by vertex into the picture.
class PerStepMap : public OutlineSource {
 public:
  explicit PerStepMap(ChannelShapes shapes) : shapes_(std::move(shapes)) {}

  void set_route(std::span<const std::string> route) override { shapes_.set_route(route); }
  void outlines(const RasterScene& scene, Outlines& out) override;

 private:
  ChannelShapes shapes_;
};

}  // namespace stepscope
