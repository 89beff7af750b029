#include "core/learning/learning_library.h"

#include <dlfcn.h>

#include <cstdlib>
#include <string>

#include "core/learning/module_entry.h"
#include "core/learning/module_places.h"

namespace stepscope {

namespace {

Result<LearningLibrary*> load() {
  setenv("OMP_WAIT_POLICY", "passive", 0);  // for programs whose main() has not called let_openmp_sleep()
  std::string looked_at;
  for (const std::filesystem::path& file : module_places()) {
    std::error_code code;
    if (!std::filesystem::exists(file, code)) {
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
