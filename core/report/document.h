#pragma once

#include <string>
#include <variant>
#include <vector>

#include "core/report/picture.h"

namespace stepscope {

// The report as a text to read, before any format: blocks in order. All texts are plain; each writer escapes them.
struct Heading {
  int level{1};  // 1 … 3
  std::string text;
};
enum class Tone { kNormal, kLead, kWarning };
struct Paragraph {
  std::string text;
  Tone tone{Tone::kNormal};
};
struct Items {
  std::vector<std::string> texts;
};
enum class Align { kLeft, kRight };
struct TableColumn {
  std::string title;
  Align align{Align::kRight};
  bool code{false};  // SQL
};
struct TableRow {
  std::vector<std::string> cells;  // one per column
  int indent{0};                   // of the first cell
  bool strong{false};
};
struct Table {
  std::vector<TableColumn> columns;
  std::vector<TableRow> rows;
};
struct Figure {
  Picture picture;
  std::string caption;
};

using Block = std::variant<Heading, Paragraph, Items, Table, Figure>;

struct Document {
  std::string title;
  std::vector<Block> blocks;
};

}  // namespace stepscope
