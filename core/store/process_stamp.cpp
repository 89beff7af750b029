#include "core/store/process_stamp.h"

#include <unistd.h>

#include <fstream>
#include <sstream>

namespace stepscope {

namespace {

std::string first_line(const std::string& file) {
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  return line;
}

// Field 22 of /proc/<id>/stat, see proc(5). The second field is the program's name in brackets and may hold anything.
// 0: there is no such process.
std::int64_t start_of(std::int64_t id) {
  constexpr int kFieldsBetween = 19;  // from the third, after the name, to the one before the 22nd
  const std::string line = first_line("/proc/" + std::to_string(id) + "/stat");
  const std::size_t name_end = line.rfind(')');
  if (name_end == std::string::npos) return 0;
  std::istringstream fields(line.substr(name_end + 1));
  std::string state;
  fields >> state;
  if (state == "Z" || state == "X") return 0;  // has ended, nobody has asked how yet
  std::string skipped;
  for (int i = 1; i < kFieldsBetween; ++i) fields >> skipped;
  std::int64_t start = 0;
  fields >> start;
  return start;
}

std::string machine() {
  char name[256] = {};
  gethostname(name, sizeof name - 1);
  return std::string(name) + " " + first_line("/proc/sys/kernel/random/boot_id");
}

}  // namespace

ProcessStamp this_process() {
  static const std::string here = machine();
  return {.id = getpid(), .start = start_of(getpid()), .machine = here};
}

bool may_be_running(const ProcessStamp& process) {
  const std::string here = machine();
  const auto boot = [](const std::string& text) { return text.substr(text.rfind(' ') + 1); };
  if (boot(process.machine) != boot(here)) return false;
  if (process.machine != here) return true;  // another container of this machine
  return start_of(process.id) == process.start;
}

}  // namespace stepscope
