#pragma once

#include <optional>

#include "core/assembly/assembled_run.h"
#include "core/pairing/output_difference.h"

namespace stepscope {

// Draws every step of A's run by A's means and by B's and counts the pixels that differ. None where one of them asks no
// network, where the networks look at other pictures, or where both profiles draw by the same code. Takes as long as
// drawing the whole run twice.
std::optional<RasterDifference> raster_difference(const AssembledRun& a, const AssembledRun& b);

}  // namespace stepscope
