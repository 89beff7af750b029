#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace stepscope {

// A CSV file with a header, its fields found by name. Rows are numbered from 0, without the header; errors name file,
// line and field.
class CsvTable {
 public:
  // An error if the file cannot be read, has no header, or a row has another number of fields than that.
  static Result<CsvTable> read(const std::filesystem::path& file);

  std::size_t rows() const { return rows_.size() - 1; }
  Status has(const std::string& field) const;
  Result<std::string> text(std::size_t row, const std::string& field) const;
  Status integer(std::size_t row, const std::string& field, std::int64_t& out) const;
  // 0 … 10^15: nanoseconds and counts whose sums stay whole numbers.
  Status count(std::size_t row, const std::string& field, std::int64_t& out) const;
  Error problem(std::size_t line, const std::string& field, std::string reason) const;  // line 0: the header

 private:
  const std::string* cell(std::size_t row, const std::string& field) const;  // null: there is no such column

  std::string file_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace stepscope
