#pragma once

#include <filesystem>
#include <utility>

#include "core/base/result.h"

namespace stepscope {

// Keeps other batches, in this process or another, from writing into a folder as long as it lives. The system takes it
// back when the process ends, however it ends.
class FolderLock {
 public:
  // An error says that the folder is in use, or that its lock file (batch.lock) cannot be made.
  static Result<FolderLock> take(const std::filesystem::path& folder);
  FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FolderLock& operator=(FolderLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~FolderLock();

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace stepscope
