#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "core/base/result.h"
#include "core/pairing/pair_findings.h"
#include "core/report/document.h"

namespace stepscope::cli {

// A comparison as it is shown: for people, and for machines.
struct ShownComparison {
  Document document;
  std::string json;
};

// On the terminal, warnings red if it is one, or the JSON alone with --json.
void show(const Console& console, const ShownComparison& shown);

// 0, or 1 with a line on standard error for every scenario whose outputs differ though they must not and every gate
// that failed.
ExitCode judged(const PairFindings& findings, const Console& console);
ExitCode judged(std::span<const GateResult> gates, const Console& console);

// <name>.json, <name>.md and <name>.html in a folder (made if missing). An error names the file.
Status write_comparison(const std::filesystem::path& folder, const std::string& name, const ShownComparison& shown);

}  // namespace stepscope::cli
