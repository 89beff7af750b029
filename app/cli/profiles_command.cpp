#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "app/cli/command.h"
#include "core/files/json_text.h"
#include "core/profile/optimisation.h"
#include "core/profile/profile_file.h"

namespace stepscope::cli {

namespace {

struct Options {
  CommonOptions common;
  std::string show;
};

using Json = nlohmann::ordered_json;

const Optimisation* optimisation_of(const std::string& key) {
  const auto found = std::ranges::find(optimisations(), key, &Optimisation::key);
  return found == optimisations().end() ? nullptr : &*found;
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
  return all;
}

// Every switch: its choices, what it is in every named profile, and what it means.
void list(const Console& console) {
  std::vector<std::vector<ProfileSwitch>> columns;
  const auto names = EngineProfile::names();
  for (const std::string_view name : names) columns.push_back(switches_of(EngineProfile::named(name).value()));
  std::string head = fmt::format("{:>3}  {:<18}", "no.", "switch");
  for (const std::string_view name : names) head += fmt::format(" {:<13}", name);
  console.result(head);
  for (std::size_t i = 0; i < columns.front().size(); ++i) {
    const ProfileSwitch& one = columns.front()[i];
    const Optimisation* optimisation = optimisation_of(one.key);
    std::string line =
        fmt::format("{:>3}  {:<18}", optimisation == nullptr ? "" : std::to_string(optimisation->number), one.key);
    for (const auto& column : columns) line += fmt::format(" {:<13}", column[i].value);
    console.result(line);
    console.result(fmt::format("       {} [{}]", one.explanation, joined(one.choices)));
  }
  Json json{{"profiles", Json::object()}, {"switches", Json::array()}};
  for (std::size_t p = 0; p < names.size(); ++p)
    for (const ProfileSwitch& one : columns[p]) json["profiles"][std::string(names[p])][one.key] = one.value;
  for (const ProfileSwitch& one : columns.front()) {
    const Optimisation* optimisation = optimisation_of(one.key);
    json["switches"].push_back({{"key", one.key},
                                {"choices", one.choices},
                                {"explanation", one.explanation},
                                {"optimisation", optimisation == nullptr ? Json() : Json(optimisation->number)}});
  }
  console.result_json(json_text(json, 1));
}

ExitCode run(const Options& options) {
  const Console console(options.common);
  if (options.show.empty()) {
    list(console);
    return ExitCode::kDone;
  }
  const auto profile = profile_called(options.show);
  if (!profile.ok()) {
    console.error(profile.error());
    return refusal_code(profile.error());
  }
  const std::string text = profile_text(profile.value());
  console.result(std::string_view(text).substr(0, text.size() - 1));
  console.result_json(text);
  return ExitCode::kDone;
}

}  // namespace

Command add_profiles_command(Parser& app) {
  const auto options = std::make_shared<Options>();
  Parser* parser = app.add_subcommand("profiles", "Lists engine profiles and what each of their switches means");
  parser->add_option("--show", options->show,
                     "one profile, or the file of one, as the text of a file that --profile takes");
  add_common_options(*parser, options->common);
  return {parser, [options] { return run(*options); }};
}

}  // namespace stepscope::cli
