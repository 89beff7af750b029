#include "core/learning/learning_library.h"

#include <dlfcn.h>

#include <cstdlib>
#include <filesystem>
#include <vector>

#include "core/learning/module_entry.h"

namespace stepscope {

namespace {

namespace fs = std::filesystem;

// Beside the program where it was built, or where the package puts it.
std::vector<fs::path> places() {
  std::vector<fs::path> list;
  if (const char* named = std::getenv("STEPSCOPE_LEARNING_MODULE")) return {named};
  std::error_code code;
  const fs::path program = fs::read_symlink("/proc/self/exe", code);
  if (!code) {
    list.push_back(program.parent_path() / kLearningModuleFile);
    list.push_back(program.parent_path().parent_path() / "lib" / "stepscope" / kLearningModuleFile);
  }
  return list;
}

Result<LearningLibrary*> load() {
  // LibTorch's OpenMP threads would otherwise spin while another program has their core; it is read when they load.
  setenv("OMP_WAIT_POLICY", "passive", 0);
  std::string looked_at;
  for (const fs::path& file : places()) {
    std::error_code code;
    if (!fs::exists(file, code)) {
      looked_at += (looked_at.empty() ? "" : ", ") + file.string();
      continue;
    }
    void* const module = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (module == nullptr)
      return Error{
          .file = file.string(), .place = {}, .field = {}, .reason = std::string("cannot be loaded: ") + dlerror()};
    const auto entry = reinterpret_cast<LearningModuleEntry>(dlsym(module, kLearningModuleSymbol));
    if (entry == nullptr)
      return Error{.file = file.string(), .place = {}, .field = {}, .reason = "is not Stepscope's learning module"};
    return entry();  // never unloaded: LibTorch's threads would be left without code
  }
  return Error{.file = {},
               .place = {},
               .field = {},
               .reason = "networks need the learning module, and this build has none (looked for " + looked_at + ")"};
}

}  // namespace

Result<LearningLibrary*> learning_library() {
  static const Result<LearningLibrary*> library = load();
  return library;
}

}  // namespace stepscope
