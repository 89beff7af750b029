#pragma once

#include <vector>

#include "core/geometry/corridor.h"
#include "core/planning/lead_search_method.h"
#include "core/planning/pdm/drive_path.h"
#include "core/planning/pdm/pdm_scene.h"

namespace stepscope {

// Which obstacles stand in the corridor of a path, and where along it: the ground a vehicle covers from where it is to
// as far as it can get in the plan's 8 s, half a width to each side, with square ends.
class PathOutlook {
 public:
  explicit PathOutlook(LeadSearchMethod method) : method_(method), corridor_(corridor_method(method)) {}

  struct InTheWay {
    const PdmObstacle* obstacle{nullptr};
    double progress{0.0};  // m, of its centre projected onto the path
  };

  // Room for the corridor of this path and for the obstacles of a step.
  void reserve(const DrivePath& path);
  // `path` and `scene` must stay while questions are asked; `to` ≥ `from`, m of progress.
  void assign(const DrivePath& path, double from, double to, double half_width, const PdmScene& scene);

  const DrivePath& path() const { return *path_; }
  // The obstacles in the corridor as they are forecast to be `seconds` from now, in the order of the scene.
  std::span<const InTheWay> at(double seconds);
  // How often it had to ask GEOS so far.
  std::int64_t geos_calls() const { return corridor_.geos_calls(); }

 private:
  struct Answer {
    bool inside{false};
    double progress{0.0};
  };
  Answer ask(const PdmObstacle& obstacle, double seconds);
  bool touches_polygon(const PdmObstacle& obstacle, double seconds);
  // The box or polygon itself decides. `at_most`: its distance to the corridor's line is not larger.
  bool touches_corridor(const PdmObstacle& obstacle, double seconds, double at_most);
  // Distance between a box and the corridor's line, prolonged by half a width at both ends if asked to.
  double distance_to_line(const ConvexQuad& box, double prolonged, double at_most) const;

  LeadSearchMethod method_;
  const DrivePath* path_{nullptr};
  const PdmScene* scene_{nullptr};
  double half_width_{0.0};
  DrivePath::Range range_;  // of the corridor's line
  std::vector<Point2> line_;
  Corridor corridor_;
  RingSet box_;
  std::vector<Answer> still_;  // of obstacles that do not move
  std::vector<InTheWay> in_the_way_;
  std::size_t asked_{0};  // obstacles that were looked at closely
};

}  // namespace stepscope
