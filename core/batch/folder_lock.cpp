#include "core/batch/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace stepscope {

Result<FolderLock> FolderLock::take(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / "batch.lock";
  const auto problem = [&file](std::string reason) {
    return Error{.file = file.string(), .place = {}, .field = {}, .reason = std::move(reason)};
  };
  const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor < 0) return problem(std::string("cannot be created: ") + std::strerror(errno));
  FolderLock lock(descriptor);
  if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno == EWOULDBLOCK) return problem("another batch is writing into this folder");
  return problem(std::string("cannot be locked: ") + std::strerror(errno));
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace stepscope
