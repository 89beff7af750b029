#include "core/synthesis/output_file.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "core/sqlite/database.h"
#include "core/synthesis/map_writer.h"

namespace stepscope::synthesis {

namespace {

constexpr const char* kNotOurs = "exists and was not written by the demo; choose another folder or move it away";

Error about(const std::filesystem::path& file, std::string reason) {
  return {.file = file.string(), .place = {}, .field = {}, .reason = std::move(reason)};
}

}  // namespace

Error not_ours(const std::filesystem::path& file) { return about(file, kNotOurs); }

namespace {

// The one value this query finds must be the demo's map name.
Status check_name(const std::filesystem::path& file, const char* query) {
  std::error_code code;
  if (!std::filesystem::exists(std::filesystem::symlink_status(file, code))) return {};
  const Result<Database> database = Database::open_read_only(file);
  if (!database.ok()) return not_ours(file);
  Result<Statement> statement = database.value().prepare(query);
  if (!statement.ok()) return not_ours(file);
  const Result<bool> row = statement.value().step();
  if (!row.ok() || !row.value() || statement.value().text(0) != kMapName) return not_ours(file);
  return {};
}

}  // namespace

Status write_whole(const std::filesystem::path& file,
                   const std::function<Status(const std::filesystem::path&)>& write) {
  const std::filesystem::path partial = file.parent_path() / (file.filename().string() + ".partial");
  std::error_code code;
  std::filesystem::create_directories(file.parent_path(), code);
  if (code) return about(file.parent_path(), "cannot create the folder: " + code.message());
  std::filesystem::remove(partial, code);
  if (Status written = write(partial); !written.ok()) {
    Error error = written.error();
    error.file = file.string();
    std::filesystem::remove(partial, code);
    return error;
  }
  std::filesystem::rename(partial, file, code);
  if (!code) return {};
  const std::string why = code.message();
  std::filesystem::remove(partial, code);
  return about(file, "cannot be put in place: " + why);
}

Status write_text(const std::filesystem::path& file, const std::string& text) {
  return write_whole(file, [&](const std::filesystem::path& partial) -> Status {
    std::ofstream out(partial, std::ios::binary);
    out << text;
    out.close();
    if (!out) return about(partial, "cannot be written");
    return {};
  });
}

Status check_replaceable_map(const std::filesystem::path& file) {
  return check_name(file, "SELECT value FROM meta WHERE key = 'location'");
}

Status check_replaceable_log(const std::filesystem::path& file) {
  return check_name(file, "SELECT map_version FROM log");
}

Status check_replaceable_index(const std::filesystem::path& file) {
  std::error_code code;
  if (!std::filesystem::exists(std::filesystem::symlink_status(file, code))) return {};
  std::ifstream in(file, std::ios::binary);
  std::ostringstream content;
  content << in.rdbuf();
  if (!in || content.str() != map_index_text()) return not_ours(file);
  return {};
}

std::string map_index_text() {
  return fmt::format("{{\n  \"{}\": {{\n    \"version\": \"{}\",\n    \"layers\": {{}}\n  }}\n}}\n", kMapName,
                     kMapVersion);
}

}  // namespace stepscope::synthesis
