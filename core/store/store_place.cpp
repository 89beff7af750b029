#include "core/store/store_place.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

namespace stepscope {

namespace fs = std::filesystem;

namespace {

fs::path from_environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? fs::path(value) : fs::path();
}

// A service may run without the variable.
fs::path home_in_passwd() {
  const passwd* user = getpwuid(getuid());
  return user != nullptr && user->pw_dir != nullptr ? fs::path(user->pw_dir) : fs::path();
}

}  // namespace

fs::path default_store_file() {
  if (fs::path file = from_environment("STEPSCOPE_STORE"); !file.empty()) return file;
  if (const fs::path data = from_environment("XDG_DATA_HOME"); data.is_absolute())
    return data / "stepscope" / "runs.db";
  fs::path home = from_environment("HOME");
  if (home.empty()) home = home_in_passwd();
  return home.empty() ? fs::path() : home / ".local" / "share" / "stepscope" / "runs.db";
}

fs::path store_beside(const fs::path& file, int n) {
  return file.parent_path() / (file.stem().string() + "-" + std::to_string(n) + file.extension().string());
}

}  // namespace stepscope
