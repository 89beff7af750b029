#include "core/report/pdf_table.h"

#include <algorithm>
#include <numeric>

namespace stepscope {

namespace {

constexpr double kPadding = 4.0, kIndent = 9.0, kLeast = 54.0;
constexpr Colour kMuted{0.36, 0.39, 0.43}, kRule{0.82, 0.84, 0.87};
const TextStyle kHeader{.size = 7.5, .bold = true, .colour = kMuted};

TextStyle cell_style(const TableColumn& column, const TableRow& row) {
  return {.size = column.code ? 6.8 : 7.8, .bold = row.strong, .code = column.code};
}

double indent_of(std::size_t column, const TableRow* row) {
  return column == 0 && row != nullptr ? kIndent * row->indent : 0.0;
}

// Narrower columns of texts, none below the least width, so that all fit; false if that is not enough.
bool narrow_texts(std::vector<double>& widths, const std::vector<TableColumn>& columns, double width) {
  double fixed = 0.0, texts = 0.0;
  for (std::size_t i = 0; i < widths.size(); ++i) (columns[i].align == Align::kLeft ? texts : fixed) += widths[i];
  const double room = width - fixed;
  if (texts <= 0.0 ||
      room < kLeast * static_cast<double>(std::ranges::count(columns, Align::kLeft, &TableColumn::align)))
    return false;
  // The widest give first: a limit that the wide ones are cut at.
  double low = 0.0, high = width;
  for (int i = 0; i < 40; ++i) {
    const double limit = (low + high) / 2.0;
    double sum = 0.0;
    for (std::size_t c = 0; c < widths.size(); ++c)
      if (columns[c].align == Align::kLeft) sum += std::min(widths[c], limit);
    (sum > room ? high : low) = limit;
  }
  for (std::size_t c = 0; c < widths.size(); ++c)
    if (columns[c].align == Align::kLeft) widths[c] = std::min(widths[c], low);
  return true;
}

}  // namespace

PdfTable::PdfTable(const PdfSheet& sheet, const Table& table, double width) : table_(table) {
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    double widest = sheet.text_width(table.columns[c].title, kHeader);
    for (const TableRow& row : table.rows)
      widest = std::max(widest, std::min(width, sheet.text_width(row.cells[c], cell_style(table.columns[c], row)) +
                                                    indent_of(c, &row)));
    widths_.push_back(widest + 2.0 * kPadding + 0.5);
  }
  const double sum = std::accumulate(widths_.begin(), widths_.end(), 0.0);
  if (sum <= width || narrow_texts(widths_, table.columns, width)) return;
  for (double& w : widths_) w *= width / sum;
}

double PdfTable::inner(std::size_t column, const TableRow* row) const {
  return std::max(widths_[column] - 2.0 * kPadding - indent_of(column, row), 6.0);
}

double PdfTable::header_height(const PdfSheet& sheet) const {
  double height = 0.0;
  for (std::size_t c = 0; c < widths_.size(); ++c)
    height = std::max(height, sheet.text_height(table_.columns[c].title, kHeader, inner(c, nullptr)));
  return height + 4.0;
}

void PdfTable::draw_header(PdfSheet& sheet, double x, double y) const {
  const double height = header_height(sheet);
  double left = x;
  for (std::size_t c = 0; c < widths_.size(); ++c) {
    sheet.draw_text(table_.columns[c].title, kHeader, left + kPadding, y + 1.0, inner(c, nullptr),
                    table_.columns[c].align);
    left += widths_[c];
  }
  sheet.draw_rule(x, y + height, left - x, kMuted);
}

double PdfTable::row_height(const PdfSheet& sheet, const TableRow& row) const {
  double height = 0.0;
  for (std::size_t c = 0; c < widths_.size(); ++c)
    height = std::max(height, sheet.text_height(row.cells[c], cell_style(table_.columns[c], row), inner(c, &row)));
  return height + 4.0;
}

void PdfTable::draw_row(PdfSheet& sheet, const TableRow& row, double x, double y) const {
  double left = x;
  for (std::size_t c = 0; c < widths_.size(); ++c) {
    sheet.draw_text(row.cells[c], cell_style(table_.columns[c], row), left + kPadding + indent_of(c, &row), y + 2.0,
                    inner(c, &row), table_.columns[c].align);
    left += widths_[c];
  }
  sheet.draw_rule(x, y + row_height(sheet, row), left - x, kRule);
}

}  // namespace stepscope
