#include "core/store/row_inserter.h"

#include "core/store/row_bytes.h"
#include "core/store/row_check.h"
#include "core/store/schema.h"

namespace stepscope {

namespace {

constexpr std::int64_t kRowOverhead = 90;  // numbers, checks and headers of a step's row, about

Statement& bind_bytes(Statement& statement, int parameter, std::string_view bytes) {
  return statement.bind_blob(parameter, bytes.data(), bytes.size());
}

std::string insert_step() {
  std::string sql = std::string("INSERT OR REPLACE INTO step(") + kStepColumns + ") VALUES(?1";
  for (int parameter = 2; parameter <= 3 + kStepNumbers + kTimingBlobs + kSceneBlobs; ++parameter)
    sql += ", ?" + std::to_string(parameter);
  return sql + ")";
}

}  // namespace

Result<RowInserter> RowInserter::prepare(const Database& store) {
  RowInserter inserter;
  const std::tuple<std::string, const char*, std::optional<Statement>*> statements[] = {
      {insert_step(), "step", &inserter.step_},
      {"INSERT OR REPLACE INTO statement(id, sql, plan, crc) VALUES(?1, ?2, ?3, ?4)", "statement",
       &inserter.statement_},
      {"INSERT OR REPLACE INTO site(id, text, crc) VALUES(?1, ?2, ?3)", "site", &inserter.site_},
      {"INSERT OR REPLACE INTO executions(id, data, crc) VALUES(?1, ?2, ?3)", "executions", &inserter.executions_},
      {"INSERT OR REPLACE INTO background(id, data, crc) VALUES(?1, ?2, ?3)", "background", &inserter.background_}};
  for (const auto& [sql, place, statement] : statements) {
    auto prepared = store.prepare(sql, place);
    if (!prepared.ok()) return prepared.error();
    statement->emplace(std::move(prepared).value());
  }
  return inserter;
}

Status RowInserter::insert(RunId run, std::string_view rows, std::int64_t& bytes) {
  for (ByteReader in(rows); !in.at_end();)
    if (Status done = insert_row(run, in, bytes); !done.ok()) return done;
  return {};
}

void RowInserter::bind_step(ByteReader& in, std::size_t begin, std::int64_t& bytes) {
  Statement& row = *step_;
  const std::string_view number = in.since(begin);
  int parameter = 1;
  const auto bind_blobs = [&](int count) {
    for (int i = 0; i < count; ++i) {
      const std::string_view blob = in.blob();
      bind_bytes(row, ++parameter, blob);
      bytes += static_cast<std::int64_t>(blob.size());
    }
  };
  for (int i = 0; i < kStepNumbers; ++i) row.bind(++parameter, in.signed_number());
  bind_blobs(kTimingBlobs);
  const std::int64_t timing = check_of(in.since(begin));
  const std::size_t scene_begin = in.position();
  bind_blobs(kSceneBlobs);
  row.bind(parameter + 1, timing).bind(parameter + 2, check_of(number, in.since(scene_begin)));
  bytes += kRowOverhead;
}

Status RowInserter::insert_row(RunId run, ByteReader& in, std::int64_t& bytes) {
  const auto table = static_cast<RowTable>(in.unsigned_number());
  const std::size_t begin = in.position();
  const std::uint64_t number = in.unsigned_number();
  Statement* row = nullptr;
  switch (table) {
    case RowTable::kStep:
      row = &*step_;
      bind_step(in, begin, bytes);
      break;
    case RowTable::kStatement:
      row = &statement_->bind(2, in.blob());
      row->bind(3, in.blob());
      row->bind(4, check_of(in.since(begin)));
      break;
    case RowTable::kSite:
      row = &site_->bind(2, in.blob());
      row->bind(3, check_of(in.since(begin)));
      break;
    case RowTable::kExecutions:
    case RowTable::kBackground: {
      const std::string_view blob = in.blob();
      row = &bind_bytes(table == RowTable::kExecutions ? *executions_ : *background_, 2, blob);
      row->bind(3, check_of(in.since(begin)));
      bytes += static_cast<std::int64_t>(blob.size());
      break;
    }
  }
  if (row == nullptr || !in.ok() || number >> kRunShift != 0)
    return make_error("what waited for the run store makes no sense");
  return row->bind(1, first_row_of(run) + static_cast<std::int64_t>(number)).run();
}

}  // namespace stepscope
