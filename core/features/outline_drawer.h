#pragma once

#include <cstdint>
#include <memory>

#include "core/features/channel_drawer.h"
#include "core/features/outline_source.h"
#include "core/features/polygon_filler.h"

namespace stepscope {

// Row by row and edge by edge as the rule is told, or by PolygonFiller.
enum class FillMethod : std::uint8_t { kPlain, kByEdges };

// Draws outlines: first all of a step are turned into the picture, then drawn.
class OutlineDrawer : public ChannelDrawer {
 public:
  OutlineDrawer(std::unique_ptr<OutlineSource> source, FillMethod fill) : source_(std::move(source)), fill_(fill) {}

  void set_route(std::span<const std::string> route) override { source_->set_route(route); }
  std::size_t draw(const RasterScene& scene, RasterCanvas canvas) override;

 private:
  std::unique_ptr<OutlineSource> source_;
  FillMethod fill_;
  Outlines outlines_;
  PolygonFiller filler_;
};

}  // namespace stepscope
