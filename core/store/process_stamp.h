#pragma once

#include <cstdint>
#include <string>

namespace stepscope {

// Which process of which machine is recording a run, so that others can tell whether it still is. The time of its start
// (clock ticks since the machine's) tells it from a later process of the same number; the machine's name ends with
// which start of the machine it was.
struct ProcessStamp {
  std::int64_t id{0};
  std::int64_t start{0};
  std::string machine;

  bool operator==(const ProcessStamp&) const = default;
};

ProcessStamp this_process();
// False if it has ended. A file that is in use is in use on one machine (a write-ahead log needs its memory): processes
// of other machines, and of before this one was started, have ended. Those of another container cannot be seen: true.
bool may_be_running(const ProcessStamp& process);

}  // namespace stepscope
