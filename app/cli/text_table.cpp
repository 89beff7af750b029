#include "app/cli/text_table.h"

#include <algorithm>
#include <sstream>

#include "core/report/clean_text.h"

namespace stepscope::cli {

namespace {

constexpr std::size_t kLongTitle = 12;  // characters in a line of a title, unless a word is longer

std::size_t width_of(const std::string& text) {  // of UTF-8
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::vector<std::string> broken(const std::string& title) {
  std::vector<std::string> lines;
  std::istringstream words(title);
  for (std::string word; words >> word;) {
    if (!lines.empty() && width_of(lines.back()) + 1 + width_of(word) <= kLongTitle)
      lines.back() += " " + word;
    else
      lines.push_back(word);
  }
  return lines;
}

std::string padded(const std::string& text, std::size_t width, Align align) {
  const std::string space(width - std::min(width, width_of(text)), ' ');
  return align == Align::kRight ? space + text : text + space;
}

}  // namespace

std::string text_table(const Table& table) {
  std::vector<std::vector<std::string>> titles;
  std::vector<std::size_t> widths;
  std::size_t title_lines = 0;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    titles.push_back(broken(table.columns[i].title));
    title_lines = std::max(title_lines, titles.back().size());
    std::size_t width = 0;
    for (const std::string& line : titles.back()) width = std::max(width, width_of(line));
    for (const TableRow& row : table.rows) width = std::max(width, width_of(clean_text(row.cells[i])));
    widths.push_back(width);
  }
  std::string out;
  const auto add_line = [&](const auto& cell) {
    std::string line;
    for (std::size_t i = 0; i < widths.size(); ++i)
      line += (i > 0 ? "  " : "") + padded(cell(i), widths[i], table.columns[i].align);
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  };
  for (std::size_t k = 0; k < title_lines; ++k)
    add_line([&](std::size_t i) {
      const std::size_t blank = title_lines - titles[i].size();
      return k < blank ? std::string() : titles[i][k - blank];
    });
  for (const TableRow& row : table.rows) add_line([&](std::size_t i) { return clean_text(row.cells[i]); });
  if (!out.empty()) out.pop_back();
  return out;
}

}  // namespace stepscope::cli
