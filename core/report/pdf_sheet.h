#pragma once

#include <string>
#include <string_view>

#include "core/report/document.h"

// Drawing on pages; the only place but its source that knows the drawing library.
using cairo_t = struct _cairo;
using cairo_surface_t = struct _cairo_surface;

namespace stepscope {

struct Colour {
  double red, green, blue;
};

struct TextStyle {
  double size{9.5};  // pt
  bool bold{false};
  bool code{false};
  Colour colour{0.0, 0.0, 0.0};
};

// A4 pages, one after another, in points, y down from the top of the page. Drawing happens on the last page.
class PdfSheet {
 public:
  static constexpr double kWidth = 595.28, kHeight = 841.89;

  explicit PdfSheet(const std::string& title);
  ~PdfSheet();
  PdfSheet(const PdfSheet&) = delete;
  PdfSheet& operator=(const PdfSheet&) = delete;

  // Height of a text that is broken at `width`; words that are too long are broken within.
  double text_height(std::string_view text, const TextStyle& style, double width) const;
  // Width of a text on one line.
  double text_width(std::string_view text, const TextStyle& style) const;
  void draw_text(std::string_view text, const TextStyle& style, double x, double y, double width, Align align);
  void draw_rule(double x, double y, double width, Colour colour);
  void fill_box(double x, double y, double width, double height, Colour colour);
  // The picture scaled to a width; its height is that times height/width of the picture.
  void draw_picture(const Picture& picture, double x, double y, double width);
  // Which heading a reader finds at this height of this page.
  void add_outline(const std::string& text, int level, double y);

  void next_page();
  // The file, once; empty if the library failed, which error() says.
  std::string finish();
  std::string error() const;

 private:
  std::string bytes_;
  cairo_surface_t* surface_;
  cairo_t* cairo_;
  int page_{1};
  std::vector<int> outline_;  // parents by level
};

}  // namespace stepscope
