#include "app/cli/comparison_output.h"

#include <unistd.h>

#include "core/files/text_file.h"
#include "core/pairing/output_words.h"
#include "core/report/html.h"
#include "core/report/markdown.h"
#include "core/report/plain_text.h"

namespace stepscope::cli {

void show(const Console& console, const ShownComparison& shown) {
  const bool terminal = isatty(STDOUT_FILENO) != 0;
  console.result(plain_text_of(shown.document, terminal ? TextColours::kTerminal : TextColours::kNone));
  console.result_json(shown.json);
}

ExitCode judged(std::span<const GateResult> gates, const Console& console) {
  ExitCode code = ExitCode::kDone;
  for (const GateResult& gate : gates) {
    if (gate.passed) continue;
    console.error({.file = {}, .place = {}, .field = {}, .reason = gate_words(gate)});
    code = ExitCode::kGateFailed;
  }
  return code;
}

ExitCode judged(const PairFindings& findings, const Console& console) {
  ExitCode code = judged(findings.gates, console);
  for (const PairedScenario& scenario : findings.scenarios) {
    if (scenario.verdict != OutputVerdict::kVoid) continue;
    console.error({.file = {},
                   .place = "scenario " + scenario.facts_a.token,
                   .field = {},
                   .reason = output_headline(scenario.outputs, findings.promise)});
    code = ExitCode::kGateFailed;
  }
  return code;
}

Status write_comparison(const std::filesystem::path& folder, const std::string& name, const ShownComparison& shown) {
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  if (code)
    return Error{.file = folder.string(), .place = {}, .field = {}, .reason = "cannot be created: " + code.message()};
  if (Status done = write_file(folder / (name + ".json"), shown.json + "\n"); !done.ok()) return done;
  if (Status done = write_file(folder / (name + ".md"), markdown_of(shown.document)); !done.ok()) return done;
  return write_file(folder / (name + ".html"), html_of(shown.document));
}

}  // namespace stepscope::cli
