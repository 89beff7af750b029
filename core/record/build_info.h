#pragma once

#include <string>

namespace stepscope {

// Of this program.
struct BuildInfo {
  std::string version;       // "0.1.0"
  std::string git_revision;  // at configure time; "unknown" outside a checkout
  std::string compiler;      // "GNU 12.2.0"
  std::string build_type;    // "Release"
};
const BuildInfo& build_info();

// Of the machine it runs on.
struct MachineInfo {
  std::string processor;  // model name
  int cores{0};
  double memory_gib{0.0};
  std::string system;  // kernel name and release
};
const MachineInfo& machine_info();
// How busy it was in the last minute: runnable threads, on average. Below 0: unknown.
double load_average();

}  // namespace stepscope
