#include <fmt/core.h>

#include <memory>
#include <string>

#include "app/cli/command.h"
#include "core/files/json_text.h"
#include "core/synthesis/demo.h"

namespace stepscope::cli {

Command add_demo_command(Parser& app) {
  struct Options {
    CommonOptions common;
    std::string out;
    DemoOptions demo;
    bool unless_current{false};
  };
  const auto options = std::make_shared<Options>();
  Parser* parser = app.add_subcommand("demo", "Writes the built-in synthetic city and traffic as a data root");
  parser->add_option("--out", options->out, "folder to write to")->required();
  parser->add_option("--seed", options->demo.seed, "another seed gives another city and other traffic")
      ->check(whole_number())
      ->capture_default_str();
  parser->add_option("--logs", options->demo.logs, "number of logs of 36 s")
      ->check(in_range(1, DemoOptions::kMostLogs))
      ->capture_default_str();
  parser->add_flag("--unless-current", options->unless_current,
                   "writes nothing if the folder holds this demo already, written by this generator");
  add_common_options(*parser, options->common);
  return {parser, [options] {
            Console console(options->common);
            const bool present = options->unless_current && current_demo(options->out) == options->demo;
            const Status status =
                present ? Status{}
                        : write_demo(options->out, options->demo, [&](double share, const std::string& what) {
                            console.progress(what, static_cast<std::size_t>(share * 100.0), 100);
                          });
            console.end_progress();
            if (!status.ok()) {
              console.error(status.error());
              return ExitCode::kBadInput;
            }
            console.result(fmt::format("demo data: {}{}", options->out, present ? " (as it was)" : ""));
            console.result_json(json_text(nlohmann::json{{"data", options->out},
                                                         {"logs", options->demo.logs},
                                                         {"seed", options->demo.seed},
                                                         {"written", !present}}));
            return ExitCode::kDone;
          }};
}

}  // namespace stepscope::cli
