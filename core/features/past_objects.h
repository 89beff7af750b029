#pragma once

#include <span>

#include "core/world/history_buffer.h"

namespace stepscope {

// Objects of the sample nearest to a time, the older of two that are equally near. At least one sample.
std::span<const TrackedObject> objects_near(const HistoryBuffer& history, SimTime time);
// What the channel of past agents shows: the objects one second before the newest sample, or the oldest known.
std::span<const TrackedObject> objects_a_second_ago(const HistoryBuffer& history);

}  // namespace stepscope
