#pragma once

#include <unistd.h>

#include <filesystem>

namespace stepscope::test {

// Lets everybody look into a folder.
inline void open_to_all(const std::filesystem::path& folder) {
  using std::filesystem::perms;
  permissions(folder, perms::group_read | perms::group_exec | perms::others_read | perms::others_exec,
              std::filesystem::perm_options::add);
}

// The superuser may read everything; while this lives, the test runs as somebody who may not. Does nothing for others.
class OrdinaryUser {
 public:
  OrdinaryUser() : changed_(geteuid() == 0 && seteuid(kNobody) == 0) {}
  ~OrdinaryUser() {
    if (changed_ && seteuid(0) != 0) _exit(1);  // the rest of the tests would run as somebody else
  }
  OrdinaryUser(const OrdinaryUser&) = delete;
  OrdinaryUser& operator=(const OrdinaryUser&) = delete;

 private:
  static constexpr uid_t kNobody = 65534;
  bool changed_;
};

}  // namespace stepscope::test
