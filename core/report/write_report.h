#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/report/bottleneck_report.h"

namespace stepscope {

enum class ReportFormat { kMarkdown, kHtml, kPdf, kJson, kCsv, kTrace };
inline constexpr ReportFormat kReportFormats[] = {ReportFormat::kMarkdown, ReportFormat::kHtml, ReportFormat::kPdf,
                                                  ReportFormat::kJson,     ReportFormat::kCsv,  ReportFormat::kTrace};
std::string_view format_key(ReportFormat format);  // "md", "html", "pdf", "json", "csv", "trace"

// "md,html": in the order given, each once. The error names the unknown one and those there are.
Result<std::vector<ReportFormat>> formats_of(std::string_view list);

struct WrittenReport {
  std::vector<std::filesystem::path> files;
  std::vector<std::string> notes;  // what was left out, one sentence each
};

// Writes the report into `folder` (created if missing): report.md, report.html, report.pdf, report.json,
// report_steps.csv, report_stages.csv and report_breakdown.csv, trace.json (runs without spans are left out of it;
// without any there is no file). An error names the file and the system's reason; files written before it stay.
Result<WrittenReport> write_report(const BottleneckReport& report, std::span<const ReportFormat> formats,
                                   const std::filesystem::path& folder);

}  // namespace stepscope
