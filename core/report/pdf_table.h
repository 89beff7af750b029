#pragma once

#include <vector>

#include "core/report/pdf_sheet.h"

namespace stepscope {

// How a table lies on paper: widths of its columns, and what is drawn of a row.
class PdfTable {
 public:
  // `width`: of the page's text. Columns take what their cells need; if that is too much, those of texts are made
  // narrower and broken into lines, then all.
  PdfTable(const PdfSheet& sheet, const Table& table, double width);

  double header_height(const PdfSheet& sheet) const;
  void draw_header(PdfSheet& sheet, double x, double y) const;
  double row_height(const PdfSheet& sheet, const TableRow& row) const;
  void draw_row(PdfSheet& sheet, const TableRow& row, double x, double y) const;

 private:
  double inner(std::size_t column, const TableRow* row) const;

  const Table& table_;
  std::vector<double> widths_;
};

}  // namespace stepscope
