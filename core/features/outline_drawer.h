#pragma once

#include <memory>

#include "core/features/channel_drawer.h"
#include "core/features/outline_filler.h"
#include "core/features/outline_source.h"

namespace stepscope {

// Draws outlines: first all of a step are turned into the picture, then drawn.
class OutlineDrawer : public ChannelDrawer {
 public:
  OutlineDrawer(std::unique_ptr<OutlineSource> source, FillMethod fill) : source_(std::move(source)), filler_(fill) {}

  void set_route(std::span<const std::string> route) override { source_->set_route(route); }
  std::size_t draw(const RasterScene& scene, RasterCanvas canvas) override;

 private:
  std::unique_ptr<OutlineSource> source_;
  Outlines outlines_;
  OutlineFiller filler_;
};

}  // namespace stepscope
