#include "core/learning/module_places.h"

#include <cstdlib>

#include "core/learning/module_entry.h"

namespace stepscope {

namespace fs = std::filesystem;

fs::path own_program() {
  std::error_code code;
  fs::path program = fs::read_symlink("/proc/self/exe", code);
  return code ? fs::path() : program;
}

std::vector<fs::path> module_places() {
  if (const char* named = std::getenv("STEPSCOPE_LEARNING_MODULE")) return {named};
  const fs::path program = own_program();
  if (program.empty()) return {};
  return {program.parent_path() / kLearningModuleFile,
          program.parent_path().parent_path() / "lib" / "stepscope" / kLearningModuleFile};
}

}  // namespace stepscope
