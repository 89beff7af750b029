#include "tests/core/learning/script_models.h"

namespace stepscope::test {

bool write_script_model(const std::filesystem::path&, const ScriptModel&) { return false; }

}  // namespace stepscope::test
