#include "core/report/html.h"

#include <fmt/format.h>

#include <iterator>

#include "core/report/html_style.h"
#include "core/report/html_text.h"
#include "core/report/picture_svg.h"

namespace stepscope {

namespace {

class HtmlWriter {
 public:
  void operator()(const Heading& heading) {
    add("<h{0} id=\"s{1}\">{2}</h{0}>\n", heading.level, number_++, html_text(heading.text));
  }
  void operator()(const Paragraph& paragraph) {
    const char* tone = paragraph.tone == Tone::kLead      ? " class=\"lead\""
                       : paragraph.tone == Tone::kWarning ? " class=\"warning\""
                                                          : "";
    add("<p{}>{}</p>\n", tone, html_text(paragraph.text));
  }
  void operator()(const Items& items) {
    add("<ul>\n");
    for (const std::string& text : items.texts) add("<li>{}</li>\n", html_text(text));
    add("</ul>\n");
  }
  void operator()(const Table& table) {
    add("<div class=\"scroll\"><table>\n<thead><tr>");
    for (const TableColumn& column : table.columns)
      add("<th scope=\"col\"{}>{}</th>", column.align == Align::kRight ? " class=\"r\"" : "", html_text(column.title));
    add("</tr></thead>\n<tbody>\n");
    for (const TableRow& row : table.rows) {
      add("<tr{}>", row.strong ? " class=\"strong\"" : "");
      for (std::size_t i = 0; i < row.cells.size(); ++i) add_cell(table.columns[i], row, i);
      add("</tr>\n");
    }
    add("</tbody></table></div>\n");
  }
  void operator()(const Figure& figure) {
    if (figure.picture.items.empty()) return;
    add("<figure>\n{}<figcaption>{}</figcaption></figure>\n", picture_svg(figure.picture), html_text(figure.caption));
  }

  // Headings of the second and third level, numbered as the headings themselves are.
  void add_contents(const Document& document) {
    add("<nav aria-label=\"Contents\"><details><summary>Contents</summary><ul>\n");
    int number = 0;
    bool inner = false;
    for (const Block& block : document.blocks) {
      const auto* heading = std::get_if<Heading>(&block);
      if (heading == nullptr) continue;
      const int place = number++;
      if (heading->level == 1) continue;
      if (heading->level == 3 && !inner) add("<li style=\"list-style:none\"><ul>\n");
      if (heading->level == 2 && inner) add("</ul></li>\n");
      inner = heading->level == 3;
      add("<li><a href=\"#s{}\">{}</a></li>\n", place, html_text(heading->text));
    }
    add("{}</ul></details></nav>\n", inner ? "</ul></li>\n" : "");
  }

  std::string page(const Document& document) {
    add("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n",
        html_text(document.title), kHtmlStyle);
    bool contents = false;
    for (const Block& block : document.blocks) {
      std::visit(*this, block);
      if (!contents) add_contents(document);  // below the title
      contents = true;
    }
    add("</main>\n</body>\n</html>\n");
    return fmt::to_string(out_);
  }

 private:
  template <typename... Args>
  void add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }

  void add_cell(const TableColumn& column, const TableRow& row, std::size_t i) {
    const char* kind = column.align == Align::kRight ? " class=\"r\"" : column.code ? " class=\"sql\"" : "";
    const std::string indent =
        i == 0 && row.indent > 0 ? fmt::format(" style=\"padding-left:{:.1f}rem\"", 0.6 + 1.1 * row.indent) : "";
    add("<td{}{}>{}</td>", kind, indent, html_text(row.cells[i]));
  }

  fmt::memory_buffer out_;
  int number_{0};
};

}  // namespace

std::string html_of(const Document& document) { return HtmlWriter().page(document); }

}  // namespace stepscope
