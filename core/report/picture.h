#pragma once

#include <array>
#include <string>
#include <variant>
#include <vector>

#include "core/geometry/pose2.h"
#include "core/probe/stage.h"

namespace stepscope {

// What a line, an area or a text stands for. Whoever draws it chooses the colour: a page by its theme, paper by its
// own.
struct Ink {
  enum class Role {
    kText,
    kMuted,
    kGrid,
    kPanel,    // background of a bar or of a scene
    kOnGroup,  // text upon a group of stages: `group`
    kBudget,   // the 100 ms line
    kLimit,    // the 1 s line
    kCurve,
    kFirst,       // A of a comparison
    kSecond,      // B
    kSecondBand,  // where B may be
    kFloor,       // what noise explains
    kGroup,       // of stages: `group`
    kLane,
    kCrosswalk,
    kStopLine,
    kEgo,
    kPlan,
    kVehicle,
    kPerson,
    kObject,
  };
  Role role{Role::kText};
  StageGroup group{StageGroup::kUnaccounted};
};
inline Ink ink_of(StageGroup group) { return {Ink::Role::kGroup, group}; }

inline bool needs_light_text(StageGroup group) {
  return group == StageGroup::kDatabase || group == StageGroup::kInference || group == StageGroup::kUnaccounted;
}

enum class Anchor { kStart, kMiddle, kEnd };

// Rectangles of one kind. `tip`: shown when pointed at, where that is possible.
struct Boxes {
  struct Box {
    double x, y, width, height;
  };
  Ink ink;
  std::vector<Box> boxes;
  std::string tip;
};
struct Line {
  Ink ink;
  std::vector<Point2> points;
  double width{1.0};
  bool dashed{false};
};
struct Shape {  // closed and filled
  Ink ink;
  std::vector<Point2> points;
  std::string tip;
};
struct Label {
  Ink ink;
  double x, y;  // of the baseline
  std::string text;
  Anchor anchor{Anchor::kStart};
  double size{11.0};
};

// A drawing without colours: y runs down, a unit is a pixel of a page or 3/4 pt on paper. What is drawn first lies
// below. `title` says in words what is to be seen.
struct Picture {
  double width{720.0}, height{200.0};
  std::string title;
  std::vector<std::variant<Boxes, Line, Shape, Label>> items;
};

}  // namespace stepscope
