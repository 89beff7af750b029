#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "app/cli/console.h"
#include "app/cli/parser.h"

namespace stepscope::cli {

// Where runs are stored.
struct StoreOptions {
  std::string store;  // --store, default default_store_file()
  bool none{false};   // --no-store
};
enum class StoreUse { kRecording, kReading };  // only who records may do without
void add_store_options(Parser& parser, StoreOptions& options, StoreUse use);

// Both say so when another program keeps this one from the store.

// Empty: nothing is to be stored.
std::filesystem::path recording_store(const StoreOptions& options, const Console& console);
// The store to read; if it is unusable, the one that runs went to instead, with a note.
std::filesystem::path reading_store(const StoreOptions& options, const Console& console);

// Says what went wrong with storing runs: each sentence once.
class StoreProblems {
 public:
  explicit StoreProblems(Console& console) : console_(console) {}
  void say(const std::string& problem) {
    if (!said_.insert(problem).second) return;
    console_.end_progress();
    console_.note("warning: " + problem);
  }

 private:
  Console& console_;
  std::set<std::string> said_;
};

}  // namespace stepscope::cli
