#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/map/layer_rows.h"
#include "core/map/map_group.h"

namespace stepscope {

// Reads the layers of a GeoPackage group by group, each once, in any order that brings the needed groups first. Tables
// that others refer to come first within a group, so that each row is complete when it is read.
class MapReader {
 public:
  MapReader(const GeoPackage& package, RoadMapContent& content) : package_(package), content_(content) {}

  // Fills the group's part of the content, but for its warnings.
  Status read(MapGroup group);
  // Of all groups read so far, in the order of the layers, whatever the order they were read in.
  std::vector<std::string> warnings() const;
  std::int64_t rows() const { return rows_; }  // read so far

 private:
  // In the order of their warnings.
  enum class Part : std::uint8_t {
    kBoundaries,
    kBaselines,
    kConnectorAreas,
    kLanes,
    kLaneConnectors,
    kRoadblocks,
    kRoadblockConnectors,
    kStopLines,
    kIntersections,
    kCrosswalks,
    kWalkways,
    kCarparkAreas,
    kRoadSegments,
    kGenericDrivableAreas,
    kUnused,
  };
  static constexpr std::size_t kParts = static_cast<std::size_t>(Part::kUnused) + 1;

  struct Baseline {
    FeatureId id{0};
    std::vector<Point2> line;
    bool used{false};
  };
  struct ConnectorArea {
    FeatureId id{0};
    Area area;
    std::uint32_t row{0};
    std::optional<std::uint32_t> left_boundary, right_boundary;
    bool used{false};
  };
  using Baselines = std::unordered_map<FeatureId, Baseline>;

  Status boundaries();
  Status baselines();
  Status connector_areas();
  Status lanes();
  Status lane_connectors();
  Status roadblocks();
  Status roadblock_connectors();
  Status stop_lines();
  Status lane_graph();
  Status areas(Part part, std::string_view layer, std::vector<MapArea>& out);
  Status optional_areas(Part part, std::string_view layer, std::vector<MapArea>& out);
  void report_unused();

  std::vector<std::string>& warnings_of(Part part) { return warnings_[static_cast<std::size_t>(part)]; }
  // Calls visit(rows) for every row of the layer.
  template <typename Visit>
  Status each_row(Part part, std::string_view layer, const LayerRows::Columns& columns, Visit&& visit);
  std::optional<std::uint32_t> boundary(LayerRows& row, std::string_view column) const;
  // Moves the baseline of a lane or connector into the segment; false, with a warning, if there is none.
  bool take_baseline(LayerRows& row, Baselines& from, LaneSegment& segment);

  const GeoPackage& package_;
  RoadMapContent& content_;
  std::array<std::vector<std::string>, kParts> warnings_;
  std::int64_t rows_{0};
  std::unordered_map<FeatureId, std::uint32_t> boundary_index_;
  Baselines lane_baselines_, connector_baselines_;
  std::unordered_map<FeatureId, ConnectorArea> connector_areas_;
};

}  // namespace stepscope
