#include "core/record/csv_table.h"

#include <algorithm>
#include <charconv>

#include "core/files/text_file.h"
#include "core/record/csv.h"

namespace stepscope {

namespace {

constexpr std::int64_t kLargest = 1'000'000'000'000'000;  // 11 days in ns

}  // namespace

Result<CsvTable> CsvTable::read(const std::filesystem::path& file) {
  auto text = read_file(file);
  if (!text.ok()) return text.error();
  CsvTable table;
  table.file_ = file.string();
  table.rows_ = parse_csv(text.value());
  if (table.rows_.empty()) return table.problem(0, "", "file has no header");
  for (std::size_t i = 1; i < table.rows_.size(); ++i)
    if (table.rows_[i].size() != table.rows_[0].size()) return table.problem(i, "", "wrong number of fields");
  return table;
}

Status CsvTable::has(const std::string& field) const {
  if (std::find(rows_[0].begin(), rows_[0].end(), field) != rows_[0].end()) return {};
  return problem(0, field, "column is missing");
}

const std::string* CsvTable::cell(std::size_t row, const std::string& field) const {
  const auto it = std::find(rows_[0].begin(), rows_[0].end(), field);
  return it == rows_[0].end() ? nullptr : &rows_[row + 1][static_cast<std::size_t>(it - rows_[0].begin())];
}

Result<std::string> CsvTable::text(std::size_t row, const std::string& field) const {
  if (const std::string* found = cell(row, field); found != nullptr) return *found;
  return problem(0, field, "column is missing");
}

Status CsvTable::integer(std::size_t row, const std::string& field, std::int64_t& out) const {
  const std::string* digits = cell(row, field);
  if (digits == nullptr) return problem(0, field, "column is missing");
  const auto [end, code] = std::from_chars(digits->data(), digits->data() + digits->size(), out);
  if (code != std::errc{} || end != digits->data() + digits->size())
    return problem(row + 1, field, "\"" + *digits + "\" is not a whole number");
  return {};
}

Status CsvTable::count(std::size_t row, const std::string& field, std::int64_t& out) const {
  if (Status status = integer(row, field, out); !status.ok()) return status;
  if (out >= 0 && out <= kLargest) return {};
  return problem(row + 1, field, std::to_string(out) + " is not within 0 … " + std::to_string(kLargest));
}

Error CsvTable::problem(std::size_t line, const std::string& field, std::string reason) const {
  return {.file = file_, .place = "line " + std::to_string(line + 1), .field = field, .reason = std::move(reason)};
}

}  // namespace stepscope
