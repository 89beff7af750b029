#include "core/ablation/measured_savings.h"

#include "core/files/json_node.h"
#include "core/files/text_file.h"
#include "core/profile/engine_profile.h"

namespace stepscope {

namespace {

void take(const JsonNode& row, const char* column, const std::string& source, std::vector<MeasuredSaving>& out) {
  if (!row.json().contains(column)) return;
  const JsonNode cell = row.child(column);
  const auto flag = [&cell](const char* field) {
    const auto& value = cell.at(field);
    if (!value.is_boolean()) cell.fail(field, "is not true or false");
    return value.get<bool>();
  };
  MeasuredSaving none{.key = row.text("switch"), .from = row.text("off"), .to = row.text("on")};
  if (!flag("measured")) {
    none.why_not = cell.text_or("why_not", "");
    if (none.why_not != "not measured yet") out.push_back(std::move(none));
    return;
  }
  if (flag("void")) {
    none.why_not = "void: measured, but the outputs differ";
    out.push_back(std::move(none));
    return;
  }
  if (cell.at("saving_interval_ms").is_null()) return;
  const std::vector<double> interval = cell.numbers("saving_interval_ms");
  if (interval.size() != 2) cell.fail("saving_interval_ms", "has not two ends");
  out.push_back({.key = row.text("switch"),
                 .from = row.text("off"),
                 .to = row.text("on"),
                 .saving_ns = cell.number("saving_ms") * 1e6,
                 .low_ns = interval[0] * 1e6,
                 .high_ns = interval[1] * 1e6,
                 .pairs = cell.count("pairs"),
                 .source = source});
}

StoredSavings savings_from(const JsonNode& node) {
  if (node.text_or("kind", "") != "stepscope ablation") node.fail("kind", "is not an ablation");
  const JsonNode conditions = node.child("conditions");
  StoredSavings savings{.planner = conditions.text("planner"),
                        .challenge = conditions.text("challenge"),
                        .processor = conditions.text("processor"),
                        .alone = {},
                        .removed = {}};
  int number = 0;
  for (const auto& json : node.list("rows")) {
    const JsonNode row(json, "row " + std::to_string(++number));
    take(row, "alone", "switched on alone", savings.alone);
    take(row, "removed_from_fast", "against fast without it", savings.removed);
  }
  return savings;
}

std::size_t differing(const RunFacts& facts, const EngineProfile& profile) {
  std::size_t count = 0;
  for (const ProfileSwitch& s : switches_of(profile)) {
    const auto used = facts.switches.find(s.key);
    if (used != facts.switches.end() && used->second != s.value) ++count;
  }
  return count;
}

std::string other(const std::string& what, const std::string& theirs, const std::string& ours) {
  return theirs == ours ? std::string()
                        : "the ablation was measured with another " + what + " (" + theirs + ", here " + ours + ")";
}

}  // namespace

Result<StoredSavings> read_savings(const std::filesystem::path& place) {
  std::error_code code;
  const std::filesystem::path file = std::filesystem::is_directory(place, code) ? place / "ablation.json" : place;
  const auto text = read_file(file);
  if (!text.ok()) return text.error();
  const auto json = parse_json(text.value(), file);
  if (!json.ok()) return json.error();
  try {
    return savings_from(JsonNode(json.value(), ""));
  } catch (const JsonFault& fault) {
    return fault.in(file);
  }
}

std::string why_savings_do_not_fit(const StoredSavings& savings, const RunFacts& facts) {
  if (std::string why = other("planner", savings.planner, facts.planner); !why.empty()) return why;
  if (std::string why = other("challenge", savings.challenge, facts.challenge); !why.empty()) return why;
  return other("processor", savings.processor, facts.processor);
}

std::vector<MeasuredSaving> savings_for(const StoredSavings& savings, const RunFacts& facts) {
  return differing(facts, EngineProfile::baseline()) <= differing(facts, EngineProfile::fast()) ? savings.alone
                                                                                                : savings.removed;
}

void add_savings(const StoredSavings& savings, std::vector<ReportedRun>& runs) {
  for (ReportedRun& run : runs) {
    run.why_no_savings = why_savings_do_not_fit(savings, run.run->facts);
    if (run.why_no_savings.empty()) run.savings = savings_for(savings, run.run->facts);
  }
}

}  // namespace stepscope
