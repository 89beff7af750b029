#include "core/metrics/route_progress.h"

#include <algorithm>

namespace stepscope {

namespace {

bool share(SegmentSpan a, SegmentSpan b) {
  return std::ranges::any_of(a, [&](auto segment) { return std::ranges::find(b, segment) != b.end(); });
}

}  // namespace

Result<std::vector<RouteBlock>> blocks_of(const RoadMap& map, const CentreRoute& route) {
  std::vector<RouteBlock> blocks;
  SegmentSpan previous;
  for (std::size_t k = 0; k < route.size(); ++k) {
    const SegmentSpan here = route[k];
    if (here.empty() || (!previous.empty() && share(here, previous))) continue;
    previous = here;
    const LaneSegment& segment = map.segments()[here.front()];
    const Roadblock* block = map.roadblock_of(segment);
    if (block == nullptr)
      return Error{.file = map.file(),
                   .place = segment.kind == SegmentKind::kLane ? "lane_groups_polygons" : "lane_group_connectors",
                   .field = "fid",
                   .reason = "there is no usable row " + std::to_string(segment.roadblock) + ", which " +
                             std::to_string(segment.id) + " on the expert's route belongs to"};
    if (blocks.empty() || blocks.back().block->id != block->id) blocks.push_back({block, &segment.baseline});
  }
  return blocks;
}

RouteProgress progress_along(std::span<const RouteBlock> blocks, std::span<const Point2> points) {
  RouteProgress progress;
  std::size_t current = 0;
  double before = 0.0;  // arc length on the current baseline
  for (std::size_t k = 0; k < points.size(); ++k) {
    const Point2 p = points[k];
    double step = 0.0;
    if (k == 0) {
      before = blocks[0].baseline->project(p);
    } else if (blocks[current].block->area.contains(p)) {
      const double here = blocks[current].baseline->project(p);
      step = here - before;
      before = here;
    } else {
      double skipped = 0.0;
      for (std::size_t next = current + 1; next < blocks.size(); ++next) {
        const Polyline& baseline = *blocks[next].baseline;
        if (blocks[next].block->area.contains(p)) {
          const double here = baseline.project(p);
          const Polyline& left = *blocks[current].baseline;
          step = (left.length() - before) + (here - baseline.project(left.points().back())) + skipped;
          before = here;
          current = next;
          break;
        }
        if (next + 1 < blocks.size())
          skipped += baseline.project(blocks[next + 1].baseline->points().front()) -
                     baseline.project(blocks[next - 1].baseline->points().back());
      }
    }
    progress.steps.push_back(step);
    progress.totals.push_back(step + (k > 0 ? progress.totals.back() : 0.0));
    progress.block.push_back(static_cast<std::uint32_t>(current));
  }
  return progress;
}

}  // namespace stepscope
