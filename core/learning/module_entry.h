#pragma once

namespace stepscope {

class LearningLibrary;

// What the module exports: a C function that returns the one library object, never null.
using LearningModuleEntry = LearningLibrary* (*)();
inline constexpr const char* kLearningModuleSymbol = "stepscope_learning_library";
inline constexpr const char* kLearningModuleFile = "libstepscope_torch.so";

}  // namespace stepscope
