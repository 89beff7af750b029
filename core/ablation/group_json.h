#pragma once

#include "core/ablation/measured_group.h"
#include "core/files/json_node.h"

namespace stepscope {

JsonNode::Json json_of(const MeasuredGroup& group);
// Throws JsonFault.
MeasuredGroup group_from(const JsonNode& node);

}  // namespace stepscope
