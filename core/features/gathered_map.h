#pragma once

#include "core/features/channel_shapes.h"
#include "core/features/map_patch.h"
#include "core/features/outline_source.h"

namespace stepscope {

// The outlines of PerStepMap in a fraction of its time. What the channel may show around the ego lies in flat arrays,
// which are gathered anew when the ego leaves their region or the route changes; between such steps nothing is
// allocated once the buffers have grown.
class GatheredMap : public OutlineSource {
 public:
  explicit GatheredMap(ChannelShapes shapes) : shapes_(std::move(shapes)) {}

  void set_route(std::span<const std::string> route) override;
  void outlines(const RasterScene& scene, Outlines& out) override;

 private:
  void gather(const Bounds& square);

  ChannelShapes shapes_;
  Bounds region_;  // that the patch covers
  MapPatch patch_{{}, OutlineKind::kArea, {}};
};

}  // namespace stepscope
