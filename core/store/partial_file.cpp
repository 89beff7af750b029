#include "core/store/partial_file.h"

#include <charconv>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "core/base/fnv.h"
#include "core/store/process_stamp.h"

namespace stepscope {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kMark = ".partial-";
constexpr auto kForgotten = std::chrono::hours(24);

// Whose a file in the making is, by its name.
struct Maker {
  std::int64_t process{0}, start{0};
  std::uint64_t machine{0};
};

// A number and the "-" behind it.
template <typename Number>
bool take_number(std::string_view& text, Number& number) {
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  const auto length = static_cast<std::size_t>(end - text.data());
  if (fault != std::errc{} || number < Number{0} || length == text.size() || *end != '-') return false;
  text.remove_prefix(length + 1);
  return true;
}

std::optional<Maker> maker_of(const fs::path& file) {
  const std::string name = file.filename().string();
  const std::size_t mark = name.rfind(kMark);
  if (mark == std::string::npos) return std::nullopt;
  std::string_view rest = std::string_view(name).substr(mark + kMark.size());
  Maker maker;
  if (take_number(rest, maker.process) && take_number(rest, maker.start) && take_number(rest, maker.machine))
    return maker;
  return std::nullopt;
}

bool abandoned(const fs::path& file) {
  const auto maker = maker_of(file);
  if (!maker) return false;
  const ProcessStamp here = this_process();
  if (maker->machine == fnv1a(here.machine))
    return !may_be_running({.id = maker->process, .start = maker->start, .machine = here.machine});
  std::error_code code;
  const auto touched = fs::last_write_time(file, code);
  return !code && fs::file_time_type::clock::now() - touched > kForgotten;
}

}  // namespace

fs::path partial_file(const fs::path& out, std::string_view part) {
  const ProcessStamp here = this_process();
  // The machine by a number that its name and start have in every program.
  return out.string() + std::string(kMark) + std::to_string(here.id) + "-" + std::to_string(here.start) + "-" +
         std::to_string(fnv1a(here.machine)) + "-" + std::string(part);
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
