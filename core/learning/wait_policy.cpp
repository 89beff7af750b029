#include "core/learning/wait_policy.h"

#include <dlfcn.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "core/learning/module_places.h"

namespace stepscope {

void let_openmp_sleep(char** arguments) {
  if (std::getenv("OMP_WAIT_POLICY") != nullptr) return;  // the user's choice, or this is the second start
  const auto places = module_places();
  std::error_code code;
  if (std::none_of(places.begin(), places.end(), [&](const auto& file) { return std::filesystem::exists(file, code); }))
    return;
  setenv("OMP_WAIT_POLICY", "passive", 1);
  if (dlopen("libgomp.so.1", RTLD_LAZY | RTLD_NOLOAD) == nullptr) return;
  execv(own_program().c_str(), arguments);  // returns only if it failed: then threads spin, and all else works
}

}  // namespace stepscope
