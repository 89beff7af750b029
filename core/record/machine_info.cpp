#include <sys/utsname.h>
#include <unistd.h>
#include <cstdlib>

#include <fstream>
#include <thread>

#include "core/record/build_info.h"

namespace stepscope {

namespace {

std::string processor_name() {
  std::ifstream in("/proc/cpuinfo");
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("model name", 0) != 0) continue;
    const std::size_t colon = line.find(": ");
    if (colon != std::string::npos) return line.substr(colon + 2);
  }
  return "unknown";
}

}  // namespace

const MachineInfo& machine_info() {
  static const MachineInfo info = [] {
    MachineInfo m;
    m.processor = processor_name();
    m.cores = static_cast<int>(std::thread::hardware_concurrency());
    m.memory_gib = static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE)) /
                   static_cast<double>(1 << 30);
    utsname name{};
    if (uname(&name) == 0) m.system = std::string(name.sysname) + " " + name.release;
    return m;
  }();
  return info;
}

double load_average() {
  double load = -1.0;
  return getloadavg(&load, 1) == 1 ? load : -1.0;
}

}  // namespace stepscope
