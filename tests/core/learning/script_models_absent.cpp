#include "tests/core/learning/script_models.h"

namespace stepscope::test {

bool write_script_model(const std::filesystem::path&, const std::string&, int, int) { return false; }

}  // namespace stepscope::test
