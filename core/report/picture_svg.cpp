#include "core/report/picture_svg.h"

#include <fmt/format.h>

#include <iterator>

#include "core/report/html_text.h"

namespace stepscope {

namespace {

using Buffer = fmt::memory_buffer;

template <typename... Args>
void add(Buffer& out, fmt::format_string<Args...> format, Args&&... args) {
  fmt::format_to(std::back_inserter(out), format, std::forward<Args>(args)...);
}

// A tenth of a pixel is enough, and keeps pages small.
std::string rounded(double value) {
  std::string text = fmt::format("{:.1f}", value);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text == "-0" ? "0" : text;
}

void add_points(Buffer& out, const std::vector<Point2>& points) {
  for (std::size_t i = 0; i < points.size(); ++i)
    add(out, "{}{} {}", i == 0 ? "M" : "L", rounded(points[i].x), rounded(points[i].y));
}

void end_path(Buffer& out, const std::string& tip) {
  if (tip.empty()) {
    add(out, "/>\n");
  } else {
    add(out, "><title>{}</title></path>\n", html_text(tip));
  }
}

void draw(Buffer& out, const Boxes& boxes) {
  add(out, "<path class=\"{}\" d=\"", ink_class(boxes.ink));
  for (const Boxes::Box& box : boxes.boxes)
    add(out, "M{} {}h{}v{}h-{}z", rounded(box.x), rounded(box.y), rounded(box.width), rounded(box.height),
        rounded(box.width));
  add(out, "\"");
  end_path(out, boxes.tip);
}

void draw(Buffer& out, const Line& line) {
  if (line.points.size() < 2) return;
  add(out, "<path class=\"line {}\" stroke-width=\"{}\"{} d=\"", ink_class(line.ink), rounded(line.width),
      line.dashed ? " stroke-dasharray=\"5 4\"" : "");
  add_points(out, line.points);
  add(out, "\"/>\n");
}

void draw(Buffer& out, const Shape& shape) {
  if (shape.points.size() < 3) return;
  add(out, "<path class=\"{}\" d=\"", ink_class(shape.ink));
  add_points(out, shape.points);
  add(out, "z\"");
  end_path(out, shape.tip);
}

void draw(Buffer& out, const Label& label) {
  const char* anchor = label.anchor == Anchor::kStart ? "start" : label.anchor == Anchor::kMiddle ? "middle" : "end";
  add(out, "<text class=\"{}\" x=\"{}\" y=\"{}\" font-size=\"{}\" text-anchor=\"{}\">{}</text>\n", ink_class(label.ink),
      rounded(label.x), rounded(label.y), rounded(label.size), anchor, html_text(label.text));
}

}  // namespace

std::string ink_class(Ink ink) {
  switch (ink.role) {
    case Ink::Role::kText:
      return "text";
    case Ink::Role::kMuted:
      return "muted";
    case Ink::Role::kGrid:
      return "grid";
    case Ink::Role::kPanel:
      return "panel";
    case Ink::Role::kOnGroup:
      return needs_light_text(ink.group) ? "on-dark" : "on-light";
    case Ink::Role::kBudget:
      return "budget";
    case Ink::Role::kLimit:
      return "limit";
    case Ink::Role::kCurve:
      return "curve";
    case Ink::Role::kFirst:
      return "way-a";
    case Ink::Role::kSecond:
      return "way-b";
    case Ink::Role::kSecondBand:
      return "band-b";
    case Ink::Role::kFloor:
      return "floor";
    case Ink::Role::kGroup:
      return fmt::format("g{}", static_cast<int>(ink.group));
    case Ink::Role::kLane:
      return "lane";
    case Ink::Role::kCrosswalk:
      return "crosswalk";
    case Ink::Role::kStopLine:
      return "stop";
    case Ink::Role::kEgo:
      return "ego";
    case Ink::Role::kPlan:
      return "plan";
    case Ink::Role::kVehicle:
      return "vehicle";
    case Ink::Role::kPerson:
      return "person";
    case Ink::Role::kObject:
      return "object";
  }
  return "text";
}

std::string picture_svg(const Picture& picture) {
  Buffer out;
  add(out,
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" "
      "aria-label=\"{2}\">\n",
      rounded(picture.width), rounded(picture.height), html_text(picture.title));
  for (const auto& item : picture.items) std::visit([&out](const auto& shape) { draw(out, shape); }, item);
  add(out, "</svg>\n");
  return fmt::to_string(out);
}

}  // namespace stepscope
