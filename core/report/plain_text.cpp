#include "core/report/plain_text.h"

#include <algorithm>

#include "core/report/clean_text.h"

namespace stepscope {

namespace {

// Characters, as far as each takes one place.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string padded(const std::string& text, std::size_t width, Align align) {
  const std::string spaces(width - std::min(width, width_of(text)), ' ');
  return align == Align::kLeft ? text + spaces : spaces + text;
}

class TextWriter {
 public:
  explicit TextWriter(TextColours colours) : colours_(colours) {}

  void operator()(const Heading& heading) {
    if (!out_.empty()) out_ += "\n";
    out_ += painted(clean_text(heading.text), "1") + "\n";
  }
  void operator()(const Paragraph& paragraph) {
    const std::string text = clean_text(paragraph.text);
    out_ += paragraph.tone == Tone::kWarning ? painted(text, "31")
            : paragraph.tone == Tone::kLead  ? painted(text, "1")
                                             : text;
    out_ += "\n";
  }
  void operator()(const Items& items) {
    for (const std::string& text : items.texts) out_ += "  - " + clean_text(text) + "\n";
  }
  void operator()(const Table& table) {
    std::vector<std::vector<std::string>> lines(1);
    for (const TableColumn& column : table.columns) lines[0].push_back(clean_text(column.title));
    for (const TableRow& row : table.rows) {
      std::vector<std::string>& cells = lines.emplace_back();
      for (const std::string& cell : row.cells) cells.push_back(clean_text(cell));
      cells.front() = std::string(2 * static_cast<std::size_t>(row.indent), ' ') + cells.front();
    }
    std::vector<std::size_t> widths(table.columns.size());
    for (const auto& line : lines)
      for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], width_of(line[i]));
    for (std::size_t l = 0; l < lines.size(); ++l) {
      std::string text;
      for (std::size_t i = 0; i < lines[l].size(); ++i)
        text += (i == 0 ? "" : "  ") + padded(lines[l][i], widths[i], table.columns[i].align);
      text.erase(text.find_last_not_of(' ') + 1);
      out_ += (l > 0 && table.rows[l - 1].strong ? painted(text, "1") : text) + "\n";
    }
  }
  void operator()(const Figure&) {}

  std::string take() { return std::move(out_); }

 private:
  std::string painted(const std::string& text, const char* code) const {
    if (colours_ == TextColours::kNone) return text;
    return std::string("\033[") + code + "m" + text + "\033[0m";
  }

  TextColours colours_;
  std::string out_;
};

}  // namespace

std::string plain_text_of(const Document& document, TextColours colours) {
  TextWriter writer(colours);
  for (const Block& block : document.blocks) std::visit(writer, block);
  return writer.take();
}

}  // namespace stepscope
