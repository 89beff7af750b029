#include "core/report/write_report.h"

#include <algorithm>
#include <optional>

#include "core/files/text_file.h"
#include "core/record/trace_json.h"
#include "core/report/document_of.h"
#include "core/report/html.h"
#include "core/report/markdown.h"
#include "core/report/pdf.h"
#include "core/report/report_json.h"
#include "core/report/report_tables.h"

namespace stepscope {

namespace {

namespace fs = std::filesystem;

class ReportWriter {
 public:
  ReportWriter(const BottleneckReport& report, const fs::path& folder) : report_(report), folder_(folder) {}

  Status write(ReportFormat format) {
    switch (format) {
      case ReportFormat::kMarkdown:
        return file("report.md", markdown_of(document()));
      case ReportFormat::kHtml:
        return file("report.html", html_of(document()));
      case ReportFormat::kPdf:
        return pdf();
      case ReportFormat::kJson:
        return file("report.json", report_json(report_));
      case ReportFormat::kCsv:
        if (Status status = file("report_steps.csv", report_steps_csv(report_)); !status.ok()) return status;
        if (Status status = file("report_stages.csv", report_stages_csv(report_)); !status.ok()) return status;
        return file("report_breakdown.csv", report_breakdown_csv(report_));
      case ReportFormat::kTrace:
        return trace();
    }
    return {};
  }

  WrittenReport written;

 private:
  const Document& document() {
    if (!document_) document_ = document_of(report_);
    return *document_;
  }

  Status file(const char* name, const std::string& text) {
    if (Status status = write_file(folder_ / name, text); !status.ok()) return status;
    written.files.push_back(folder_ / name);
    return {};
  }

  Status pdf() {
    const auto bytes = pdf_of(document());
    if (!bytes.ok()) {
      Error error = bytes.error();
      error.file = (folder_ / "report.pdf").string();
      return error;
    }
    return file("report.pdf", bytes.value());
  }

  Status trace() {
    std::vector<TracedRun> runs;
    for (const RunFindings& f : report_.runs) {
      const ProfiledRun& run = f.run();
      if (!run.spans || run.spans->steps() == 0) {
        written.notes.push_back("the run of " + run.facts.planner + " on " + run.facts.log +
                                " has no spans: it is not in the trace");
        continue;
      }
      runs.push_back({.title = "stepscope " + run.facts.planner + ", " + run.facts.challenge + ", " +
                               run.facts.profile + " on " + run.facts.log,
                      .spans = run.spans.get(),
                      .background = run.background,
                      .steps = run.steps,
                      .statements = &run.statement_log});
    }
    return runs.empty() ? Status() : file("trace.json", trace_json(runs));
  }

  const BottleneckReport& report_;
  fs::path folder_;
  std::optional<Document> document_;
};

constexpr std::string_view kKeys[] = {"md", "html", "pdf", "json", "csv", "trace"};

}  // namespace

std::string_view format_key(ReportFormat format) { return kKeys[static_cast<std::size_t>(format)]; }

Result<std::vector<ReportFormat>> formats_of(std::string_view list) {
  std::vector<ReportFormat> formats;
  while (true) {
    const std::size_t comma = std::min(list.find(','), list.size());
    const std::string_view key = list.substr(0, comma);
    const auto found = std::ranges::find(kKeys, key);
    if (found == std::end(kKeys))
      return Error{.file = {},
                   .place = {},
                   .field = "format",
                   .reason = "\"" + std::string(key) + "\" is not one of md, html, pdf, json, csv, trace"};
    const auto format = static_cast<ReportFormat>(found - std::begin(kKeys));
    if (std::ranges::find(formats, format) == formats.end()) formats.push_back(format);
    if (comma == list.size()) return formats;
    list.remove_prefix(comma + 1);
  }
}

Result<WrittenReport> write_report(const BottleneckReport& report, std::span<const ReportFormat> formats,
                                   const fs::path& folder) {
  std::error_code code;
  fs::create_directories(folder, code);
  if (code)
    return Error{.file = folder.string(), .place = {}, .field = {}, .reason = "cannot be created: " + code.message()};
  ReportWriter writer(report, folder);
  for (const ReportFormat format : formats)
    if (Status status = writer.write(format); !status.ok()) return status.error();
  return std::move(writer.written);
}

}  // namespace stepscope
