#include "core/record/csv.h"

#include <utility>

namespace stepscope {

std::vector<std::vector<std::string>> parse_csv(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row;
  std::string field;
  bool quoted = false;
  bool anything = false;  // in this row
  const auto end_field = [&] { row.push_back(std::exchange(field, {})); };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c != '"') {
        field += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        field += '"';
        ++i;
      } else {
        quoted = false;
      }
      continue;
    }
    if (c == '\r') continue;
    if (c == '\n') {
      if (anything) {
        end_field();
        rows.push_back(std::exchange(row, {}));
      }
      anything = false;
      continue;
    }
    anything = true;
    if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      end_field();
    } else {
      field += c;
    }
  }
  if (anything) {
    end_field();
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace stepscope
