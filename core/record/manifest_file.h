#pragma once

#include <filesystem>

#include "core/files/json_node.h"
#include "core/files/text_file.h"

namespace stepscope {

// What `take` makes of a manifest's text. An error names the file and the field.
template <typename Take>
auto take_manifest_text(const std::string& text, const std::filesystem::path& file, const Take& take)
    -> Result<decltype(take(std::declval<JsonNode>()))> {
  const auto json = parse_json(text, file);
  if (!json.ok()) return json.error();
  try {
    return take(JsonNode(json.value(), {}));
  } catch (const JsonFault& fault) {
    return fault.in(file);
  }
}

// The same of the manifest of a run folder.
template <typename Take>
auto read_manifest_file(const std::filesystem::path& run_folder, const Take& take)
    -> Result<decltype(take(std::declval<JsonNode>()))> {
  const std::filesystem::path file = run_folder / "manifest.json";
  auto text = read_file(file);
  if (!text.ok()) {
    Error error = text.error();
    error.reason += " (not a run folder, or its run was never finished)";
    return error;
  }
  return take_manifest_text(text.value(), file, take);
}

}  // namespace stepscope
