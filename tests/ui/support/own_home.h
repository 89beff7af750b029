#pragma once

#include "tests/support/files.h"

namespace stepscope::test {

// A home of its own for a program that tests: nothing of the user's own settings, caches and data is read or written.
// One at a time.
class OwnHome {
 public:
  OwnHome();
  const std::filesystem::path& path() const { return folder_.path(); }

 private:
  TemporaryFolder folder_;
};

}  // namespace stepscope::test
