#pragma once

#include <cstdint>
#include <string>

namespace stepscope {

// Which process of which machine is recording a run, so that others can tell whether it still is. The time of its start
// (clock ticks since the machine's) tells it from a later process of the same number; the machine's name includes which
// start of the machine it was.
struct ProcessStamp {
  std::int64_t id{0};
  std::int64_t start{0};
  std::string machine;

  bool operator==(const ProcessStamp&) const = default;
};

ProcessStamp this_process();
// False if it has certainly ended. Of other machines nothing is known: true.
bool may_be_running(const ProcessStamp& process);

}  // namespace stepscope
