#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace stepscope {

inline constexpr std::string_view kShippedModel = "demo-driver";
inline constexpr std::string_view kRandomResNet = "resnet50-random";  // for timing; LearningLibrary::random_resnet50

// Which model a user means.
struct ModelChoice {
  std::string name;            // "demo-driver.pt", "resnet50-random"
  std::filesystem::path file;  // empty: there is none, the library makes the network
};

// Where the models that come with the program are: $STEPSCOPE_MODELS and nowhere else, if it is set; else
// resources/models in a folder above the program, and share/stepscope/models where it is installed.
std::vector<std::filesystem::path> model_folders();
// TorchScript files in these folders, by name. A name that an earlier folder has hides the same name in a later one.
std::vector<std::filesystem::path> shipped_models();

// `text`: path of a file, name of a model that comes with the program ("demo-driver"), or "resnet50-random". The error
// has no file: it says what was looked for.
Result<ModelChoice> choose_model(const std::string& text);

}  // namespace stepscope
