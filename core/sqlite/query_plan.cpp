#include "core/sqlite/query_plan.h"

#include <map>
#include <utility>

#include "core/sqlite/database.h"

namespace stepscope {

namespace {

// Empty where SQLite refuses the text.
std::string explain(const Database& database, const std::string& sql) {
  auto statement = database.prepare("EXPLAIN QUERY PLAN " + sql);
  if (!statement.ok()) return {};
  Statement& s = statement.value();
  std::map<std::int64_t, std::size_t> depths;  // of the nodes; the root is 0
  std::string plan;
  for (;;) {
    const auto row = s.step();
    if (!row.ok()) return {};
    if (!row.value()) return plan;
    const auto parent = depths.find(s.integer(1));
    const std::size_t depth = parent == depths.end() ? 0 : parent->second + 1;
    depths[s.integer(0)] = depth;
    if (!plan.empty()) plan += '\n';
    plan.append(2 * depth, ' ').append(s.text(3));
  }
}

}  // namespace

Status explain_statements(const std::filesystem::path& file, std::vector<StatementText>& texts) {
  auto database = Database::open_read_only(file);
  if (!database.ok()) return database.error();
  for (StatementText& text : texts)
    if (text.plan.empty()) text.plan = explain(database.value(), text.sql);
  return {};
}

Status explain_statements(const std::filesystem::path& file, StatementLedger& ledger) {
  std::vector<StatementText> texts = ledger.log(ledger.executions()).texts;
  if (texts.empty()) return {};
  if (Status explained = explain_statements(file, texts); !explained.ok()) return explained;
  for (std::size_t i = 0; i < texts.size(); ++i) ledger.set_plan(i, std::move(texts[i].plan));
  return {};
}

}  // namespace stepscope
