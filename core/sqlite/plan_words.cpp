#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>
#include <string_view>

#include "core/sqlite/query_plan.h"

namespace stepscope {

namespace {

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](unsigned char x, unsigned char y) { return std::toupper(x) == std::toupper(y); });
}

bool is_name(std::string_view token) {
  return !token.empty() && (std::isalpha(static_cast<unsigned char>(token.front())) != 0 || token.front() == '_');
}

// Names, and other characters one by one; what stands in quotes is left out.
std::vector<std::string_view> tokens_of(std::string_view sql) {
  std::vector<std::string_view> tokens;
  for (std::size_t i = 0; i < sql.size();) {
    const auto c = static_cast<unsigned char>(sql[i]);
    if (c == '\'' || c == '"') {
      const std::size_t end = sql.find(sql[i], i + 1);
      i = end == std::string_view::npos ? sql.size() : end + 1;
      continue;
    }
    std::size_t end = i + 1;
    if (std::isalnum(c) != 0 || c == '_')
      while (end < sql.size() && (std::isalnum(static_cast<unsigned char>(sql[end])) != 0 || sql[end] == '_')) ++end;
    if (std::isspace(c) == 0) tokens.push_back(sql.substr(i, end - i));
    i = end;
  }
  return tokens;
}

// What may follow a table's name without being its alias.
bool ends_table(std::string_view word) {
  static constexpr std::array<std::string_view, 19> kWords{
      "WHERE", "JOIN",  "ON",    "ORDER",  "GROUP",   "LEFT", "RIGHT",   "FULL", "INNER", "OUTER",
      "CROSS", "USING", "LIMIT", "HAVING", "NATURAL", "SET",  "INDEXED", "NOT",  "UNION"};
  return std::any_of(kWords.begin(), kWords.end(), [word](std::string_view w) { return same_word(w, word); });
}

// alias → table, of FROM table [AS] alias, JOIN table [AS] alias and FROM …, table [AS] alias.
std::map<std::string, std::string, std::less<>> aliases_of(std::string_view sql) {
  std::map<std::string, std::string, std::less<>> aliases;
  const std::vector<std::string_view> tokens = tokens_of(sql);
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    const bool table_follows = same_word(tokens[i], "FROM") || same_word(tokens[i], "JOIN");
    if ((!table_follows && tokens[i] != ",") || !is_name(tokens[i + 1])) continue;
    std::size_t alias = i + 2;
    if (same_word(tokens[alias], "AS")) ++alias;
    if (alias >= tokens.size() || !is_name(tokens[alias]) || ends_table(tokens[alias])) continue;
    if (table_follows)
      aliases.insert_or_assign(std::string(tokens[alias]), std::string(tokens[i + 1]));
    else
      aliases.try_emplace(std::string(tokens[alias]), std::string(tokens[i + 1]));
  }
  return aliases;
}

std::string_view word_at(std::string_view line, std::size_t at) {
  return line.substr(at, std::min(line.find(' ', at), line.size()) - at);
}

bool take(std::string_view& line, std::string_view beginning) {
  if (line.substr(0, beginning.size()) != beginning) return false;
  line.remove_prefix(beginning.size());
  return true;
}

std::string grouped(std::int64_t value) {
  std::string digits = std::to_string(value);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, " ");
  return digits;
}

std::string rows_text(std::int64_t rows) { return grouped(rows) + (rows == 1 ? " row" : " rows"); }

// What a scan went through and what came of it, per call.
std::string scan_text(const PlanFigures& figures) {
  if (figures.calls <= 0) return {};
  const std::int64_t scanned = figures.scanned / figures.calls + 1;  // SQLite counts the steps from row to row
  return ": about " + rows_text(scanned) + " gone through for " +
         grouped((figures.rows + figures.calls / 2) / figures.calls) + " returned, per call";
}

}  // namespace

std::vector<PlanNode> plan_nodes(const StatementText& text) {
  const auto aliases = aliases_of(text.sql);
  std::vector<PlanNode> nodes;
  std::set<std::string, std::less<>> results;  // names of intermediate results
  for (std::size_t begin = 0; begin < text.plan.size();) {
    const std::size_t end = std::min(text.plan.find('\n', begin), text.plan.size());
    std::string_view line = std::string_view(text.plan).substr(begin, end - begin);
    begin = end + 1;
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    if (take(line, "MATERIALIZE ") || take(line, "CO-ROUTINE ")) {
      results.emplace(line);
      continue;
    }
    if (take(line, "USE TEMP B-TREE FOR ")) {
      nodes.push_back({.access = PlanAccess::kSort, .table = std::string(line), .index = {}});
      continue;
    }
    const bool scan = take(line, "SCAN ");
    if (!scan && !take(line, "SEARCH ")) continue;
    take(line, "TABLE ");  // as older versions of SQLite say
    const std::string_view name = word_at(line, 0);
    const auto alias = aliases.find(name);
    PlanNode node{.access = scan ? PlanAccess::kScan : PlanAccess::kKey,
                  .table = alias != aliases.end() ? alias->second : std::string(name),
                  .index = {}};
    if (name.substr(0, 1) == "(" || results.count(name) > 0) {
      node = {.access = PlanAccess::kResultScan, .table = std::string(name), .index = {}};
    } else if (line.find(" USING AUTOMATIC ") != std::string_view::npos) {
      node.access = PlanAccess::kTemporaryIndex;
    } else if (const std::size_t at = line.find(" INDEX "); at != std::string_view::npos) {
      node.index = word_at(line, at + 7);
      const bool own = node.index.rfind("sqlite_autoindex_", 0) == 0;
      node.access = scan ? PlanAccess::kIndexScan : own ? PlanAccess::kKey : PlanAccess::kIndex;
    }
    nodes.push_back(std::move(node));
  }
  return nodes;
}

PlanVerdict plan_verdict(const StatementText& text, const PlanFigures& figures) {
  PlanVerdict verdict;
  if (text.plan.empty()) return verdict;
  verdict.grade = PlanGrade::kFine;
  const bool small = figures.calls > 0 && figures.scanned / figures.calls < kSmallScan;
  for (const PlanNode& node : plan_nodes(text)) {
    std::string words;
    switch (node.access) {
      case PlanAccess::kKey:
        words = "finds rows of " + node.table + " by their key";
        break;
      case PlanAccess::kIndex:
        words = "searches index " + node.index + " of " + node.table;
        break;
      case PlanAccess::kScan:
        words = "scans the whole table " + node.table;
        break;
      case PlanAccess::kIndexScan:
        words = "scans the whole index " + node.index + " of " + node.table;
        break;
      case PlanAccess::kResultScan:
        words = "goes through an intermediate result";
        break;
      case PlanAccess::kTemporaryIndex:
        words = "builds an index of " + node.table + " for every call";
        break;
      case PlanAccess::kSort:
        words = "sorts in memory (" + node.table + ")";
        break;
    }
    const bool whole = node.access == PlanAccess::kScan || node.access == PlanAccess::kIndexScan ||
                       node.access == PlanAccess::kTemporaryIndex;
    if (whole) {
      words += small ? ", which is small" + scan_text(figures) : scan_text(figures);
      if (!small) verdict.grade = PlanGrade::kScan;
    }
    if (!verdict.text.empty()) verdict.text += '\n';
    verdict.text += words;
  }
  return verdict;
}

}  // namespace stepscope
