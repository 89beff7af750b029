#include "core/report/document_of.h"
#include "core/report/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/report/sections.h"

namespace stepscope {

namespace {

std::string pairs_text(const std::map<std::string, std::string>& pairs) {
  std::string text;
  for (const auto& [key, value] : pairs) text += (text.empty() ? "" : ", ") + key + "=" + value;
  return text;
}

std::string fork_text(const ForkOrigin& fork) {
  std::string text =
      fmt::format("Goes on from step {} of run {}", fork.step, fork.parent.empty() ? "(not kept)" : fork.parent);
  for (std::size_t i = 0; i < fork.changes.size(); ++i) text += (i == 0 ? ", with " : "; ") + fork.changes[i];
  if (fork.changes.empty()) text += ", with nothing changed";
  return text +
         fmt::format(". Times below are of the steps from {} on; the ones before were made in that run.", fork.step);
}

void add_facts(Blocks& out, const RunFindings& f) {
  const RunFacts& facts = f.run().facts;
  std::string text = fmt::format("Scenario {} ({}) of log {}, map {}, {} iterations; controller {}", facts.token,
                                 facts.scenario_type, facts.log, facts.location, facts.iterations, facts.controller);
  if (!facts.agents.empty()) text += ", agents " + facts.agents;
  if (!facts.parameters.empty()) text += "; parameters " + pairs_text(facts.parameters);
  out.emplace_back(Paragraph{text + "."});
  if (facts.fork) out.emplace_back(Paragraph{fork_text(*facts.fork)});
  if (!f.reported.source.empty()) out.emplace_back(Paragraph{"From " + f.reported.source + "."});
}

std::string run_title(const RunFacts& facts) {
  return fmt::format("{}, {}, profile {}", facts.planner, facts.challenge, facts.profile);
}

// "failed: the model …"; "interrupted after step 5" says it all.
std::string why_it_ended(const RunFacts& facts) {
  if (facts.message.empty()) return facts.status;
  return facts.message.starts_with(facts.status) ? facts.message : facts.status + ": " + facts.message;
}

void add_run(Blocks& out, const RunFindings& f, const std::string& number) {
  const RunFacts& facts = f.run().facts;
  out.emplace_back(Heading{2, number + run_title(facts)});
  std::string bottom_line;
  for (const std::string& sentence : f.bottom_line) bottom_line += (bottom_line.empty() ? "" : " ") + sentence;
  out.emplace_back(Paragraph{bottom_line, Tone::kLead});
  add_facts(out, f);
  if (facts.status != "reached_end")
    out.emplace_back(
        Paragraph{fmt::format("The run did not reach its end: {}. Everything below is about the {} it made.",
                              why_it_ended(facts), counted(std::ssize(f.run().steps), "step")),
                  Tone::kWarning});
  if (f.run().own_steps().empty()) return;
  add_timing(out, f);
  add_bottlenecks(out, f);
  add_slow_steps(out, f);
  add_surprises(out, f);
  add_path(out, f);
  add_ledger(out, f);
  add_score(out, f);
  if (!facts.warnings.empty()) {
    out.emplace_back(Heading{3, "What the run noticed"});
    out.emplace_back(Items{facts.warnings});
  }
}

}  // namespace

std::string run_name(const BottleneckReport& report, std::size_t run) {
  using Part = std::string RunFacts::*;
  const RunFacts& facts = report.runs[run].run().facts;
  std::string name = fmt::format("{}: {}", run + 1, facts.planner);
  for (const Part part : {&RunFacts::profile, &RunFacts::challenge, &RunFacts::token})
    if (std::ranges::any_of(report.runs, [&](const RunFindings& f) { return f.run().facts.*part != facts.*part; }))
      name += ", " + facts.*part;
  return name;
}

Document document_of(const BottleneckReport& report) {
  Document document{.title = "Timing report", .blocks = {}};
  Blocks& out = document.blocks;
  out.emplace_back(Heading{1, document.title});
  if (report.runs.empty()) out.emplace_back(Paragraph{"No run was given."});
  if (report.runs.size() == 1) {
    add_run(out, report.runs.front(), "");
  } else {
    add_comparison(out, report);
    for (std::size_t i = 0; i < report.runs.size(); ++i) add_run(out, report.runs[i], fmt::format("{}: ", i + 1));
  }
  add_method(out, report);
  return document;
}

}  // namespace stepscope
