#pragma once

#include <string>
#include <vector>

#include "core/ablation/ablation_result.h"

namespace stepscope {

// One sentence: baseline against fast.
std::string headline(const AblationResult& result);
// Do single effects add up? One sentence; empty where it is not known.
std::string interaction_words(const AblationResult& result);
// What nobody would have expected, worst first, one sentence each: estimates above the whole step, switches without
// effect or with the opposite one. Perhaps nothing.
std::vector<std::string> surprise_words(const AblationResult& result);
// What is wrong with the measurement: incomplete, a busy machine, drift, an A/A that differs, outputs that differ.
std::vector<std::string> warning_words(const AblationResult& result);
// How it was measured and computed.
std::vector<std::string> method_words(const AblationResult& result);
// Planner, challenge, scenarios, machine.
std::vector<std::string> condition_words(const AblationConditions& conditions);

}  // namespace stepscope
