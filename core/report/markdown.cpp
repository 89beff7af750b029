#include "core/report/markdown.h"

#include <fmt/format.h>

#include <cctype>
#include <iterator>

#include "core/report/clean_text.h"

namespace stepscope {

namespace {

class MarkdownWriter {
 public:
  void operator()(const Heading& heading) {
    add("{} {}\n\n", std::string(static_cast<std::size_t>(heading.level), '#'), markdown_text(heading.text));
  }
  void operator()(const Paragraph& paragraph) {
    const std::string text = markdown_text(paragraph.text);
    if (paragraph.tone == Tone::kNormal) {
      add("{}\n\n", text);
    } else {
      add("**{}**\n\n", text);
    }
  }
  void operator()(const Items& items) {
    for (const std::string& text : items.texts) add("- {}\n", markdown_text(text));
    add("\n");
  }
  void operator()(const Table& table) {
    for (const TableColumn& column : table.columns) add("| {} ", markdown_text(column.title));
    add("|\n");
    for (const TableColumn& column : table.columns) add("{}", column.align == Align::kRight ? "|--:" : "|---");
    add("|\n");
    for (const TableRow& row : table.rows) {
      for (std::size_t i = 0; i < row.cells.size(); ++i) add_cell(row, i);
      add("|\n");
    }
    add("\n");
  }
  void operator()(const Figure&) { pictures_ = true; }

  std::string text() {
    if (pictures_) add("Charts and scenes are in its HTML format.\n");
    return fmt::to_string(out_);
  }

 private:
  template <typename... Args>
  void add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }

  // The first cell is indented by what no Markdown reader swallows.
  void add_cell(const TableRow& row, std::size_t i) {
    std::string cell = markdown_text(row.cells[i]);
    if (i == 0)
      for (int level = 0; level < row.indent; ++level) add("{}", level == 0 ? "| &emsp;" : "&emsp;");
    const bool begun = i == 0 && row.indent > 0;
    const bool strong = row.strong && !cell.empty() && (i == 0 || i == 1);
    add("{}{}{}{} ", begun ? "" : "| ", strong ? "**" : "", cell, strong ? "**" : "");
  }

  fmt::memory_buffer out_;
  bool pictures_{false};
};

bool is_letter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}

// Inside of words an underscore is only one.
bool inside_word(std::string_view text, std::size_t i) {
  return i > 0 && i + 1 < text.size() && is_letter(text[i - 1]) && is_letter(text[i + 1]);
}

}  // namespace

std::string markdown_text(std::string_view raw) {
  const std::string text = clean_text(raw);
  std::string escaped;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    switch (c) {
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '&':
        escaped += "&amp;";
        break;
      case '_':
        if (!inside_word(text, i)) escaped += '\\';
        escaped += c;
        break;
      case '|':
      case '`':
      case '*':
      case '\\':
      case '[':
      case ']':
      case '#':
      case '~':
      case '$':
        escaped += '\\';
        escaped += c;
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string markdown_of(const Document& document) {
  MarkdownWriter writer;
  for (const Block& block : document.blocks) std::visit(writer, block);
  return writer.text();
}

}  // namespace stepscope
