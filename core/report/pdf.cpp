#include "core/report/pdf.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/report/pdf_sheet.h"
#include "core/report/pdf_table.h"

namespace stepscope {

namespace {

constexpr double kMargin = 44.0, kTop = 46.0, kBottom = PdfSheet::kHeight - 52.0;
constexpr double kWidth = PdfSheet::kWidth - 2.0 * kMargin;
constexpr double kPointsPerPixel = 0.75;
constexpr Colour kMuted{0.36, 0.39, 0.43}, kWarning{0.54, 0.11, 0.0}, kWarningPaper{0.99, 0.93, 0.91};

class PdfWriter {
 public:
  explicit PdfWriter(const std::string& title) : sheet_(title), title_(title) {}

  void operator()(const Heading& heading) {
    const TextStyle style{.size = heading.level == 1 ? 18.0 : heading.level == 2 ? 13.0 : 10.5, .bold = true};
    const double height = sheet_.text_height(heading.text, style, kWidth);
    if (heading.level == 2 && sections_++ > 0 && y_ > kTop + 250.0) turn_page();
    make_room(height + 90.0);  // a heading stays with what follows
    if (y_ > kTop) y_ += heading.level == 3 ? 9.0 : 14.0;
    sheet_.add_outline(heading.text, heading.level, y_);
    sheet_.draw_text(heading.text, style, kMargin, y_, kWidth, Align::kLeft);
    y_ += height + 4.0;
  }

  void operator()(const Paragraph& paragraph) {
    TextStyle style{.size = 8.8, .bold = paragraph.tone != Tone::kNormal};
    if (paragraph.tone == Tone::kWarning) style.colour = kWarning;
    const double inset = paragraph.tone == Tone::kWarning ? 6.0 : 0.0;
    const double height = sheet_.text_height(paragraph.text, style, kWidth - 2.0 * inset) + 2.0 * inset;
    make_room(height);
    if (inset > 0.0) sheet_.fill_box(kMargin, y_, kWidth, height, kWarningPaper);
    sheet_.draw_text(paragraph.text, style, kMargin + inset, y_ + inset, kWidth - 2.0 * inset, Align::kLeft);
    y_ += height + 5.0;
  }

  void operator()(const Items& items) {
    const TextStyle style{.size = 8.8};
    for (const std::string& text : items.texts) {
      const double height = sheet_.text_height(text, style, kWidth - 14.0);
      make_room(height);
      sheet_.draw_text("•", style, kMargin + 3.0, y_, 10.0, Align::kLeft);
      sheet_.draw_text(text, style, kMargin + 14.0, y_, kWidth - 14.0, Align::kLeft);
      y_ += height + 2.5;
    }
    y_ += 4.0;
  }

  void operator()(const Table& table) {
    const PdfTable paper(sheet_, table, kWidth);
    const double header = paper.header_height(sheet_);
    const auto draw_header = [&] {
      paper.draw_header(sheet_, kMargin, y_);
      y_ += header;
    };
    make_room(header + 40.0);
    draw_header();
    for (const TableRow& row : table.rows) {
      const double height = paper.row_height(sheet_, row);
      if (make_room(height)) draw_header();
      paper.draw_row(sheet_, row, kMargin, y_);
      y_ += height;
    }
    y_ += 7.0;
  }

  void operator()(const Figure& figure) {
    if (figure.picture.items.empty()) return;
    const double width = std::min(figure.picture.width * kPointsPerPixel, kWidth);
    const double height = figure.picture.height * width / figure.picture.width;
    const TextStyle style{.size = 7.8, .colour = kMuted};
    const double caption = sheet_.text_height(figure.caption, style, kWidth);
    make_room(height + caption + 4.0);
    sheet_.draw_picture(figure.picture, kMargin, y_, width);
    sheet_.draw_text(figure.caption, style, kMargin, y_ + height + 2.0, kWidth, Align::kLeft);
    y_ += height + caption + 9.0;
  }

  Result<std::string> finish() {
    add_footer();
    std::string bytes = sheet_.finish();
    if (bytes.empty()) return make_error("the PDF cannot be drawn: " + sheet_.error());
    return bytes;
  }

 private:
  // Whether it took a new page.
  bool make_room(double height) {
    if (y_ + height <= kBottom || y_ <= kTop) return false;
    turn_page();
    return true;
  }
  void turn_page() {
    add_footer();
    sheet_.next_page();
    ++page_;
    y_ = kTop;
  }
  void add_footer() {
    const TextStyle style{.size = 7.5, .colour = kMuted};
    const double y = PdfSheet::kHeight - 36.0;
    sheet_.draw_text("Stepscope: " + title_, style, kMargin, y, kWidth / 2.0, Align::kLeft);
    sheet_.draw_text(fmt::format("page {}", page_), style, kMargin + kWidth / 2.0, y, kWidth / 2.0, Align::kRight);
  }

  PdfSheet sheet_;
  std::string title_;
  double y_{kTop};
  int page_{1}, sections_{0};
};

}  // namespace

Result<std::string> pdf_of(const Document& document) {
  PdfWriter writer(document.title);
  for (const Block& block : document.blocks) std::visit(writer, block);
  return writer.finish();
}

}  // namespace stepscope
