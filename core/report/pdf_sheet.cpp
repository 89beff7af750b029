#include "core/report/pdf_sheet.h"

#include <cairo-pdf.h>
#include <fmt/format.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>

#include "core/report/clean_text.h"
#include "core/report/pdf_colours.h"

namespace stepscope {

namespace {

constexpr std::size_t kLongest = 3000;  // bytes: a longer name would not fit on a page

struct ObjectFree {
  void operator()(void* object) const { g_object_unref(object); }
};
using Layout = std::unique_ptr<PangoLayout, ObjectFree>;

Layout layout_of(cairo_t* cairo, std::string_view text, const TextStyle& style) {
  Layout layout(pango_cairo_create_layout(cairo));
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family(font, style.code ? "DejaVu Sans Mono,monospace" : "DejaVu Sans,sans-serif");
  pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
  if (style.bold) pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description(layout.get(), font);
  pango_font_description_free(font);
  pango_layout_set_auto_dir(layout.get(), FALSE);
  const std::string clean = cut_text(clean_text(text), kLongest);
  pango_layout_set_text(layout.get(), clean.data(), static_cast<int>(clean.size()));
  return layout;
}

void break_at(PangoLayout* layout, double width) {
  pango_layout_set_width(layout, static_cast<int>(width * PANGO_SCALE));
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
}

double in_points(int pango_units) { return static_cast<double>(pango_units) / PANGO_SCALE; }

void use(cairo_t* cairo, Colour c) { cairo_set_source_rgb(cairo, c.red, c.green, c.blue); }

cairo_status_t append(void* bytes, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

// Draws what a picture is made of in the picture's own units.
struct Painter {
  cairo_t* cairo;

  void path(const std::vector<Point2>& points) const {
    cairo_new_path(cairo);  // a text before has left a point
    for (const Point2 p : points) cairo_line_to(cairo, p.x, p.y);
  }
  void operator()(const Boxes& boxes) const {
    use(cairo, paper_colour(boxes.ink));
    for (const Boxes::Box& box : boxes.boxes) cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
    cairo_fill(cairo);
  }
  void operator()(const Line& line) const {
    if (line.points.size() < 2) return;
    use(cairo, paper_colour(line.ink));
    cairo_set_line_width(cairo, line.width);
    const double dashes[] = {5.0, 4.0};
    cairo_set_dash(cairo, dashes, line.dashed ? 2 : 0, 0.0);
    path(line.points);
    cairo_stroke(cairo);
  }
  void operator()(const Shape& shape) const {
    if (shape.points.size() < 3) return;
    use(cairo, paper_colour(shape.ink));
    path(shape.points);
    cairo_close_path(cairo);
    cairo_fill(cairo);
  }
  void operator()(const Label& label) const {
    use(cairo, paper_colour(label.ink));
    const Layout layout = layout_of(cairo, label.text, {.size = label.size});
    int width = 0;
    pango_layout_get_size(layout.get(), &width, nullptr);
    const double shift = label.anchor == Anchor::kStart ? 0.0 : label.anchor == Anchor::kMiddle ? 0.5 : 1.0;
    cairo_move_to(cairo, label.x - shift * in_points(width),
                  label.y - in_points(pango_layout_get_baseline(layout.get())));
    pango_cairo_show_layout(cairo, layout.get());
  }
};

}  // namespace

PdfSheet::PdfSheet(const std::string& title)
    : surface_(cairo_pdf_surface_create_for_stream(&append, &bytes_, kWidth, kHeight)), cairo_(cairo_create(surface_)) {
  cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_TITLE, clean_text(title).c_str());
  cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_CREATOR, "Stepscope");
}

PdfSheet::~PdfSheet() {
  cairo_destroy(cairo_);
  cairo_surface_finish(surface_);
  cairo_surface_destroy(surface_);
}

double PdfSheet::text_height(std::string_view text, const TextStyle& style, double width) const {
  const Layout layout = layout_of(cairo_, text, style);
  break_at(layout.get(), width);
  int height = 0;
  pango_layout_get_size(layout.get(), nullptr, &height);
  return in_points(height);
}

double PdfSheet::text_width(std::string_view text, const TextStyle& style) const {
  int width = 0;
  pango_layout_get_size(layout_of(cairo_, text, style).get(), &width, nullptr);
  return in_points(width);
}

void PdfSheet::draw_text(std::string_view text, const TextStyle& style, double x, double y, double width, Align align) {
  use(cairo_, style.colour);
  const Layout layout = layout_of(cairo_, text, style);
  break_at(layout.get(), width);
  pango_layout_set_alignment(layout.get(), align == Align::kLeft ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT);
  cairo_move_to(cairo_, x, y);
  pango_cairo_show_layout(cairo_, layout.get());
}

void PdfSheet::draw_rule(double x, double y, double width, Colour colour) {
  use(cairo_, colour);
  cairo_set_dash(cairo_, nullptr, 0, 0.0);
  cairo_set_line_width(cairo_, 0.5);
  cairo_move_to(cairo_, x, y);
  cairo_line_to(cairo_, x + width, y);
  cairo_stroke(cairo_);
}

void PdfSheet::fill_box(double x, double y, double width, double height, Colour colour) {
  use(cairo_, colour);
  cairo_rectangle(cairo_, x, y, width, height);
  cairo_fill(cairo_);
}

void PdfSheet::draw_picture(const Picture& picture, double x, double y, double width) {
  cairo_save(cairo_);
  cairo_translate(cairo_, x, y);
  cairo_scale(cairo_, width / picture.width, width / picture.width);
  cairo_rectangle(cairo_, 0.0, 0.0, picture.width, picture.height);
  cairo_clip(cairo_);
  for (const auto& item : picture.items) std::visit(Painter{cairo_}, item);
  cairo_restore(cairo_);
}

void PdfSheet::add_outline(const std::string& text, int level, double y) {
  outline_.resize(static_cast<std::size_t>(std::max(level - 1, 0)), CAIRO_PDF_OUTLINE_ROOT);
  const int parent = outline_.empty() ? CAIRO_PDF_OUTLINE_ROOT : outline_.back();
  const std::string place = fmt::format("page={} pos=[0 {:.1f}]", page_, y);
  outline_.push_back(cairo_pdf_surface_add_outline(surface_, parent, clean_text(text).c_str(), place.c_str(),
                                                   CAIRO_PDF_OUTLINE_FLAG_OPEN));
}

void PdfSheet::next_page() {
  cairo_show_page(cairo_);
  ++page_;
}

std::string PdfSheet::finish() {
  cairo_show_page(cairo_);
  cairo_surface_finish(surface_);
  return cairo_surface_status(surface_) == CAIRO_STATUS_SUCCESS ? std::move(bytes_) : std::string();
}

std::string PdfSheet::error() const { return cairo_status_to_string(cairo_surface_status(surface_)); }

}  // namespace stepscope
