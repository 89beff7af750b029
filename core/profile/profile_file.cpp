#include "core/profile/profile_file.h"

#include <nlohmann/json.hpp>

#include "core/files/json_node.h"
#include "core/files/json_text.h"
#include "core/files/text_file.h"

namespace stepscope {

namespace {

EngineProfile take_profile(const JsonNode& node) {
  for (const auto& [field, value] : node.json().items())
    if (field != "name" && field != "based_on" && field != "switches")
      node.fail(field, "is no field of a profile; known: name, based_on, switches");
  const std::string base = node.text_or("based_on", "fast");
  auto named = EngineProfile::named(base);
  if (!named.ok()) node.fail("based_on", named.error().reason);
  EngineProfile profile = std::move(named).value();
  profile.name = node.text("name");
  if (profile.name.empty()) node.fail("name", "is empty");
  if (node.json().contains("switches"))
    for (const auto& [key, value] : node.texts("switches"))
      if (Status set = set_switch(profile, key, value); !set.ok()) node.fail("switches." + key, set.error().reason);
  if (auto other = EngineProfile::named(profile.name); other.ok() && other.value() != profile)
    node.fail("name", "\"" + profile.name + "\" is a profile with other switches that comes with the program");
  return profile;
}

}  // namespace

std::string profile_text(const EngineProfile& profile) {
  nlohmann::ordered_json switches;
  for (const ProfileSwitch& one : switches_of(profile)) switches[one.key] = one.value;
  return json_text(nlohmann::ordered_json{{"name", profile.name}, {"based_on", "fast"}, {"switches", switches}}, 1) +
         "\n";
}

Result<EngineProfile> parse_profile(const std::string& text, const std::filesystem::path& file) {
  const auto json = parse_json(text, file);
  if (!json.ok()) return json.error();
  try {
    return take_profile(JsonNode(json.value(), {}));
  } catch (const JsonFault& fault) {
    return fault.in(file);
  }
}

Result<EngineProfile> read_profile_file(const std::filesystem::path& file) {
  auto text = read_file(file);
  if (!text.ok()) return text.error();
  return parse_profile(text.value(), file);
}

Status write_profile_file(const EngineProfile& profile, const std::filesystem::path& file) {
  return write_file(file, profile_text(profile));
}

Result<EngineProfile> profile_called(const std::string& name_or_file) {
  auto named = EngineProfile::named(name_or_file);
  if (named.ok()) return named;
  std::error_code code;
  if (std::filesystem::exists(name_or_file, code)) return read_profile_file(name_or_file);
  Error error = named.error();
  error.reason += ", or a file";
  return error;
}

std::string name_of_switches(const EngineProfile& profile) {
  for (const std::string_view name : EngineProfile::names()) {
    EngineProfile named = EngineProfile::named(name).value();
    named.name = profile.name;
    if (named == profile) return std::string(name);
  }
  return {};
}

}  // namespace stepscope
