#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/features/raster_frame.h"

namespace stepscope {

// What is drawn of an outline: the area it encloses, or the line itself.
enum class OutlineKind : std::uint8_t { kArea, kLine };

// The outlines of one channel in the picture, in the order of drawing. Allocates nothing once it has grown.
class Outlines {
 public:
  struct Outline {
    std::uint32_t begin{0};  // corners() begin … end−1
    std::uint32_t end{0};
    float colour{1.0F};
  };

  // Begins anew. `shift`: binary digits after the point of the corners.
  void clear(OutlineKind kind, int shift);
  // One more outline; its corners are to be written.
  std::span<FixedPoint> add(std::size_t corners, float colour);
  // One more object of the map is among them.
  void count_object() { ++map_objects_; }

  OutlineKind kind() const { return kind_; }
  int shift() const { return shift_; }
  std::span<const Outline> all() const { return outlines_; }
  std::span<const FixedPoint> corners(const Outline& outline) const {
    return std::span(corners_).subspan(outline.begin, outline.end - outline.begin);
  }
  std::size_t map_objects() const { return map_objects_; }

 private:
  OutlineKind kind_{OutlineKind::kArea};
  int shift_{kPolygonShift};
  std::vector<Outline> outlines_;
  std::vector<FixedPoint> corners_;  // the first used_ of them
  std::size_t used_{0};
  std::size_t map_objects_{0};
};

}  // namespace stepscope
