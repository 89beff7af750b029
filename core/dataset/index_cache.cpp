#include "core/dataset/index_cache.h"

#include "core/dataset/summary_bytes.h"

namespace stepscope {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kApplicationId = 0x53545053;  // "STPS": the file is ours
constexpr std::int64_t kSchemaVersion = 2;           // raise when a summary's content or bytes change

Result<std::int64_t> one_number(const Database& database, std::string_view sql) {
  auto statement = database.prepare(sql);
  if (!statement.ok()) return statement.error();
  auto row = statement.value().step();
  if (!row.ok()) return row.error();
  return row.value() ? statement.value().integer(0) : 0;
}

bool is_locked(const Error& error) { return error.reason.find("locked") != std::string::npos; }

}  // namespace

std::optional<FileStamp> FileStamp::of(const fs::path& file) {
  std::error_code code;
  const std::uintmax_t size = fs::file_size(file, code);
  if (code) return std::nullopt;
  const fs::file_time_type modified = fs::last_write_time(file, code);
  if (code) return std::nullopt;
  return FileStamp{.size = static_cast<std::int64_t>(size),
                   .modified = static_cast<std::int64_t>(modified.time_since_epoch().count())};
}

IndexCache::IndexCache(fs::path file) : file_(std::move(file)) {
  if (!file_.empty()) open_or_rebuild();
}

void IndexCache::open_or_rebuild() {
  database_.reset();
  Opened opened = open();
  if (opened == Opened::kDamaged) {
    database_.reset();
    std::error_code ignored;
    fs::remove(file_, ignored);
    opened = open();
  }
  if (opened != Opened::kReady) database_.reset();
}

IndexCache::Opened IndexCache::open() {
  std::error_code code;
  if (file_.has_parent_path()) fs::create_directories(file_.parent_path(), code);
  if (fs::is_directory(file_, code)) return Opened::kUnusable;
  auto database = Database::open_read_write(file_);
  if (!database.ok()) return Opened::kUnusable;
  database_.emplace(std::move(database).value());
  if (!database_->execute("PRAGMA busy_timeout = 2000").ok()) return Opened::kUnusable;
  const auto judged = [](const Error& error) { return is_locked(error) ? Opened::kUnusable : Opened::kDamaged; };

  const auto owner = one_number(*database_, "PRAGMA application_id");
  if (!owner.ok()) return judged(owner.error());
  const auto tables = one_number(*database_, "SELECT COUNT(*) FROM sqlite_master");
  if (!tables.ok()) return judged(tables.error());
  if (tables.value() > 0 && owner.value() != kApplicationId) return Opened::kUnusable;
  const auto version = one_number(*database_, "PRAGMA user_version");
  if (!version.ok()) return judged(version.error());
  if (tables.value() > 0 && version.value() == kSchemaVersion) return Opened::kReady;
  const Status made = database_->execute(
      "BEGIN IMMEDIATE; DROP TABLE IF EXISTS log;"
      "CREATE TABLE log (path TEXT PRIMARY KEY, size INTEGER, modified INTEGER, summary BLOB);"
      "PRAGMA application_id = " +
      std::to_string(kApplicationId) + "; PRAGMA user_version = " + std::to_string(kSchemaVersion) + "; COMMIT");
  return made.ok() ? Opened::kReady : Opened::kUnusable;
}

void IndexCache::recover(const Error& error) {
  if (is_locked(error)) {
    database_.reset();
    return;
  }
  database_.reset();
  std::error_code ignored;
  fs::remove(file_, ignored);
  open_or_rebuild();
}

std::vector<std::optional<LogSummary>> IndexCache::find(const std::vector<fs::path>& logs) {
  std::vector<std::optional<LogSummary>> found(logs.size());
  if (!database_) return found;
  const Status status = read(logs, found);
  if (!status.ok()) recover(status.error());
  return found;
}

Status IndexCache::read(const std::vector<fs::path>& logs, std::vector<std::optional<LogSummary>>& found) {
  if (Status begun = database_->execute("BEGIN"); !begun.ok()) return begun;
  {
    auto statement = database_->prepare("SELECT size, modified, summary FROM log WHERE path = ?1");
    if (!statement.ok()) return statement.error();
    for (std::size_t i = 0; i < logs.size(); ++i) {
      const std::optional<FileStamp> stamp = FileStamp::of(logs[i]);
      if (!stamp) continue;
      statement.value().bind(1, std::string_view(logs[i].native()));
      auto row = statement.value().step();
      if (!row.ok()) return row.error();
      if (!row.value()) continue;
      if (*stamp == FileStamp{statement.value().integer(0), statement.value().integer(1)})
        found[i] = summary_from_bytes(statement.value().blob(2));
      if (found[i]) found[i]->db = logs[i];
      statement.value().reset();
    }
  }
  return database_->execute("COMMIT");
}

void IndexCache::store(const std::vector<StampedSummary>& summaries) {
  if (!database_ || summaries.empty()) return;
  const Status status = write(summaries);
  if (!status.ok()) database_.reset();  // no space, no permission, locked: the next run tries again
}

Status IndexCache::write(const std::vector<StampedSummary>& summaries) {
  if (Status begun = database_->execute("BEGIN IMMEDIATE"); !begun.ok()) return begun;
  {
    auto statement = database_->prepare("INSERT OR REPLACE INTO log VALUES (?1, ?2, ?3, ?4)");
    if (!statement.ok()) return statement.error();
    for (const auto& [stamp, summary] : summaries) {
      const std::string bytes = to_bytes(*summary);
      statement.value().bind(1, std::string_view(summary->db.native())).bind(2, stamp.size).bind(3, stamp.modified);
      statement.value().bind_blob(4, bytes.data(), bytes.size());
      if (Status stored = statement.value().run(); !stored.ok()) return stored;
    }
  }
  return database_->execute("COMMIT");
}

}  // namespace stepscope
