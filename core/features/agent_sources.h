#pragma once

#include <vector>

#include "core/features/outline_source.h"
#include "core/features/raster_parameters.h"

namespace stepscope {

// Whose boxes are drawn.
enum class AgentTime : std::uint8_t { kNow, kPast };

// Boxes around the rear axle, one after another as the rules tell.
class OneByOneAgents : public OutlineSource {
 public:
  OneByOneAgents(RasterParameters parameters, AgentTime time) : parameters_(std::move(parameters)), time_(time) {}
  void outlines(const RasterScene& scene, Outlines& out) override;

 private:
  RasterParameters parameters_;
  AgentTime time_;
};

// The same boxes: first the middles of all, then the corners of those that are inside the picture.
class BatchedAgents : public OutlineSource {
 public:
  BatchedAgents(RasterParameters parameters, AgentTime time) : parameters_(std::move(parameters)), time_(time) {}
  void outlines(const RasterScene& scene, Outlines& out) override;

 private:
  RasterParameters parameters_;
  AgentTime time_;
  std::vector<Point2> middles_;  // of all objects, in the picture's frame, m
};

}  // namespace stepscope
