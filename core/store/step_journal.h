#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace stepscope {

// The steps of a run that wait for the store's tables, in a file beside the store: "<store>-steps-<uuid of the run>".
// Appending some hundred bytes there takes a tenth of a commit, and is as safe: a program that is killed loses nothing
// of it.
//
// The file is a sequence of blocks: bytes and a number that grows by one from block to block, with a checksum over
// both. After restart() the next block overwrites the first; older ones behind the last are told by their numbers.
class StepJournal {
 public:
  static Result<StepJournal> create(const std::filesystem::path& file);
  ~StepJournal();
  StepJournal(StepJournal&& other) noexcept;
  StepJournal& operator=(StepJournal&&) = delete;

  // An error: the disk is full, …; what was appended before is still there.
  Status append(std::string_view bytes);
  // What was appended is not needed any more.
  void restart() { position_ = 0; }
  // The file goes away. Without, it stays.
  void remove();

 private:
  StepJournal(std::filesystem::path file, int descriptor) : file_(std::move(file)), descriptor_(descriptor) {}

  std::filesystem::path file_;
  int descriptor_;  // −1: moved away, or removed
  std::uint64_t position_{0}, number_{0};
  std::string block_;  // buffer
};

std::filesystem::path journal_file(const std::filesystem::path& store, const std::string& uuid);

// What a journal holds that was left behind: the bytes of all blocks since the last restart, but for one that is not
// whole. Empty: there is no such file, or it is no journal.
std::string read_journal(const std::filesystem::path& file);

}  // namespace stepscope
