#include "core/store/row_inserter.h"

#include "core/store/row_bytes.h"
#include "core/store/schema.h"

namespace stepscope {

namespace {

constexpr std::int64_t kRowOverhead = 80;  // numbers and headers of a step's row, about

Statement& bind_bytes(Statement& statement, int parameter, std::string_view bytes) {
  return statement.bind_blob(parameter, bytes.data(), bytes.size());
}

}  // namespace

Result<RowInserter> RowInserter::prepare(const Database& store) {
  RowInserter inserter;
  for (const auto& [sql, place, statement] :
       {std::tuple{"INSERT OR REPLACE INTO step VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "
                   "?15, ?16, ?17, ?18)",
                   "step", &inserter.step_},
        {"INSERT OR REPLACE INTO statement VALUES(?1, ?2, ?3)", "statement", &inserter.statement_},
        {"INSERT OR REPLACE INTO site VALUES(?1, ?2)", "site", &inserter.site_},
        {"INSERT OR REPLACE INTO executions VALUES(?1, ?2)", "executions", &inserter.executions_},
        {"INSERT OR REPLACE INTO background VALUES(?1, ?2)", "background", &inserter.background_}}) {
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

Status RowInserter::insert_row(RunId run, ByteReader& in, std::int64_t& bytes) {
  const auto table = static_cast<RowTable>(in.unsigned_number());
  const std::uint64_t number = in.unsigned_number();
  Statement* row = nullptr;
  switch (table) {
    case RowTable::kStep: {
      row = &*step_;
      for (int parameter = 2; parameter < 2 + kStepNumbers; ++parameter) row->bind(parameter, in.signed_number());
      bytes += kRowOverhead;
      for (int i = 0; i < kStepBlobs; ++i) {
        const std::string_view blob = in.blob();
        bind_bytes(*row, 2 + kStepNumbers + i, blob);
        bytes += static_cast<std::int64_t>(blob.size());
      }
      break;
    }
    case RowTable::kStatement:
      row = &statement_->bind(2, in.blob());
      row->bind(3, in.blob());
      break;
    case RowTable::kSite:
      row = &site_->bind(2, in.blob());
      break;
    case RowTable::kExecutions:
    case RowTable::kBackground: {
      const std::string_view blob = in.blob();
      row = &bind_bytes(table == RowTable::kExecutions ? *executions_ : *background_, 2, blob);
      bytes += static_cast<std::int64_t>(blob.size());
      break;
    }
  }
  if (row == nullptr || !in.ok() || number >> kRunShift != 0)
    return make_error("what waited for the run store makes no sense");
  return row->bind(1, first_row_of(run) + static_cast<std::int64_t>(number)).run();
}

}  // namespace stepscope
