#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/base/token.h"
#include "core/geometry/pose2.h"
#include "core/sqlite/database.h"

namespace stepscope {

// What a scene says about the drive.
struct SceneRow {
  std::optional<Pose2> goal;       // rear axle
  std::vector<std::string> route;  // roadblock_ids, split at single spaces
};

// An error if there is no such scene or its goal refers to an ego pose that does not exist. A scene without route is
// reported in `warnings`.
Result<SceneRow> read_scene(const Database& log, Token scene, std::vector<std::string>& warnings);

}  // namespace stepscope
