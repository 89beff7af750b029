#include "core/synthesis/demo_stamp.h"

#include <fmt/format.h>

#include <fstream>
#include <string>

#include "core/synthesis/output_file.h"

namespace stepscope::synthesis {

namespace {

constexpr std::string_view kFirstWord = "stepscope-demo";

}  // namespace

Status write_stamp(const std::filesystem::path& file, const DemoOptions& options) {
  return write_text(file,
                    fmt::format("{} {} seed {} logs {}\n", kFirstWord, generator_hash(), options.seed, options.logs));
}

std::optional<DemoOptions> read_stamp(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::string first, hash, seed, logs;
  DemoOptions options;
  if (!(in >> first >> hash >> seed >> options.seed >> logs >> options.logs)) return std::nullopt;
  if (first != kFirstWord || hash != generator_hash() || seed != "seed" || logs != "logs") return std::nullopt;
  if (options.logs < 1 || options.logs > DemoOptions::kMostLogs) return std::nullopt;
  return options;
}

Status check_replaceable_stamp(const std::filesystem::path& file) {
  std::error_code code;
  if (!std::filesystem::exists(std::filesystem::symlink_status(file, code))) return {};
  std::ifstream in(file);
  std::string first;
  if (!(in >> first) || first != kFirstWord) return not_ours(file);
  return {};
}

}  // namespace stepscope::synthesis
