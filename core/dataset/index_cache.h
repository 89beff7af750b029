#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "core/dataset/log_index.h"
#include "core/sqlite/database.h"

namespace stepscope {

// What tells that a log file is still the one that was summarised.
struct FileStamp {
  std::int64_t size{0};      // bytes
  std::int64_t modified{0};  // of the file system's clock
  bool operator==(const FileStamp&) const = default;
  // None if the file cannot be looked at.
  static std::optional<FileStamp> of(const std::filesystem::path& file);
};

// A summary and what its file was like before it was read: a file that changed meanwhile is read again next time.
struct StampedSummary {
  FileStamp stamp;
  const LogSummary* summary{nullptr};
};

// Summaries of logs in one SQLite file of our own. Never an error: what cannot be read is not in the cache, a damaged
// file or one of another version is started anew, and without a place to write everything goes on without it. A
// database of somebody else is left alone. One thread at a time; several processes may share the file.
class IndexCache {
 public:
  // No file is named: no cache.
  explicit IndexCache(std::filesystem::path file);

  // Of the logs whose path and stamp are unchanged; in the order of `logs`.
  std::vector<std::optional<LogSummary>> find(const std::vector<std::filesystem::path>& logs);
  // In one transaction. Replaces what is known about these logs.
  void store(const std::vector<StampedSummary>& summaries);

 private:
  enum class Opened { kReady, kDamaged, kUnusable };
  Opened open();
  void open_or_rebuild();
  Status read(const std::vector<std::filesystem::path>& logs, std::vector<std::optional<LogSummary>>& found);
  Status write(const std::vector<StampedSummary>& summaries);
  // After an error: a locked file is given up for now, any other is started anew.
  void recover(const Error& error);

  std::filesystem::path file_;
  std::optional<Database> database_;  // none: no cache
};

}  // namespace stepscope
