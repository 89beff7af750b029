#include "core/store/partial_file.h"

#include <chrono>
#include <regex>
#include <string>
#include <vector>

#include "core/base/fnv.h"
#include "core/store/process_stamp.h"

namespace stepscope {

namespace fs = std::filesystem;

namespace {

constexpr const char* kMark = ".partial-";
constexpr auto kForgotten = std::chrono::hours(24);

// Of the machine's name and start: the same in every program.
std::string machine_number(const std::string& machine) { return std::to_string(fnv1a(machine)); }

bool abandoned(const fs::path& file) {
  static const std::regex form(R"(.*\.partial-(\d{1,18})-(\d{1,18})-(\d{1,20})-.*)");
  const std::string name = file.filename().string();
  std::smatch found;
  if (!std::regex_match(name, found, form)) return false;
  const ProcessStamp here = this_process();
  if (found[3] == machine_number(here.machine))
    return !may_be_running({.id = std::stoll(found[1]), .start = std::stoll(found[2]), .machine = here.machine});
  std::error_code code;
  const auto touched = fs::last_write_time(file, code);
  return !code && fs::file_time_type::clock::now() - touched > kForgotten;
}

}  // namespace

fs::path partial_file(const fs::path& out, std::string_view part) {
  const ProcessStamp here = this_process();
  return out.string() + kMark + std::to_string(here.id) + "-" + std::to_string(here.start) + "-" +
         machine_number(here.machine) + "-" + std::string(part);
}

void remove_abandoned_partial_files(const fs::path& folder) {
  std::error_code code;
  std::vector<fs::path> found;
  for (fs::directory_iterator entry(folder.empty() ? fs::path(".") : folder, code), end; !code && entry != end;
       entry.increment(code))
    if (entry->is_regular_file(code) && abandoned(entry->path())) found.push_back(entry->path());
  for (const fs::path& file : found) fs::remove(file, code);
}

}  // namespace stepscope
