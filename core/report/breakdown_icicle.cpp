#include <algorithm>

#include "core/report/charts.h"
#include "core/report/number_text.h"

namespace stepscope {

namespace {

constexpr double kRow = 24.0;
constexpr double kLeast = 1.0;      // px: narrower parts are left out
constexpr double kPerLetter = 6.3;  // px of text of size 10.5

int depth_of(const BreakdownNode& node) {
  int depth = 0;
  for (const BreakdownNode& part : node.parts) depth = std::max(depth, part.own ? 0 : depth_of(part));
  return depth + 1;
}

// As much of the text as fits; nothing rather than a letter or two.
std::string fitting(const std::string& text, double width) {
  const auto letters = static_cast<std::size_t>(std::max(0.0, (width - 8.0) / kPerLetter));
  if (text.size() <= letters) return text;
  return letters < 4 ? std::string() : text.substr(0, letters - 1) + "…";
}

void draw(Picture& picture, const BreakdownNode& node, double x, double width, double y) {
  if (width < kLeast) return;
  const std::string title(stage_title(node.stage));
  const std::string tip = title + ": " + duration_text(node.total.mean) + ", " + percent_text(node.share);
  picture.items.emplace_back(
      Boxes{ink_of(group_of(node.stage)), {{x, y, std::max(width - 1.0, 0.5), kRow - 2.0}}, tip});
  const std::string text = fitting(title + " " + percent_text(node.share), width);
  if (!text.empty())
    picture.items.emplace_back(
        Label{{Ink::Role::kOnGroup, group_of(node.stage)}, x + 4, y + 15.5, text, Anchor::kStart, 10.5});
  double left = x;
  for (const BreakdownNode& part : node.parts) {
    const double part_width = width * part.share_of_parent;
    if (!part.own) draw(picture, part, left, part_width, y + kRow);
    left += part_width;
  }
}

}  // namespace

Picture breakdown_icicle(const Breakdown& breakdown) {
  Picture picture{.height = kRow * depth_of(breakdown.root), .title = "The step and its parts", .items = {}};
  draw(picture, breakdown.root, 0.0, picture.width, 0.0);
  return picture;
}

}  // namespace stepscope
