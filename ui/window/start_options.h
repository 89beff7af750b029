#pragma once

#include <QString>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/assembly/run_request.h"

namespace stepscope::ui {

// What the command line asks of the window.
struct StartOptions {
  std::filesystem::path data;  // folder or .db to open
  std::filesystem::path maps;  // maps folder where it lies elsewhere
  std::filesystem::path demo;  // folder of the demo city: written if missing or outdated, opened if nothing else is
  std::optional<std::filesystem::path> store;  // where runs are kept; empty: nowhere; none: the user's own store
  std::string scenario;                        // hex token of the scenario to choose; empty: an interesting one
  QString panel;  // name of the one to bring forward for the picture; empty: as the layout has it
  std::optional<std::string> planner;
  std::optional<Challenge> challenge;
  std::map<std::string, std::string> parameters;  // of the planner, name → value
  std::vector<std::string> compare;               // planners to run, or kept runs to open, side by side; A first
  std::optional<double> speed;                    // 0 = as fast as it goes
  bool autoplay{false};                           // run as soon as a scenario is there
  QString theme;                                  // "light", "dark", "system"; empty: as last time
  std::optional<int> width, height;               // of the window
  std::filesystem::path python_profile;           // .stats file to show beside the run
  QString screenshot;            // file to save a picture of the window to when the first run has ended; then quit
  std::optional<int> show_step;  // step under the cursor in that picture
  int quit_after_ms{0};          // 0: never
};

}  // namespace stepscope::ui
