#include <fmt/format.h>

#include <algorithm>

#include "core/report/clean_text.h"
#include "core/report/number_text.h"
#include "core/report/sections.h"
#include "core/report/stage_rows.h"

namespace stepscope {

namespace {

constexpr std::size_t kStatementLetters = 160;

std::string worst_text(const Bottleneck& b) {
  std::string text = "Worst steps: ";
  for (std::size_t i = 0; i < b.worst.size(); ++i) {
    const WorstStep& w = b.worst[i];
    text += fmt::format("{}step {} at {:.1f} s with {} of {}", i > 0 ? ", " : "", w.step, w.time_s,
                        duration_text(static_cast<double>(w.self_ns)), duration_text(static_cast<double>(w.wall_ns)));
  }
  return text + ".";
}

std::string contrast_text(const Bottleneck& b) {
  if (b.contrasts.empty())
    return "Nothing that is counted is unusual in its slowest twentieth of steps: a slow moment rather than a slow "
           "scene.";
  std::string text = "In its slowest twentieth of steps: ";
  for (std::size_t i = 0; i < b.contrasts.size(); ++i) {
    const CounterContrast& c = b.contrasts[i];
    text += fmt::format("{}{} {} where {} are usual (r = {:.2f})", i > 0 ? ", " : "", short_number(c.in_worst), c.title,
                        short_number(c.usual), c.correlation);
  }
  return text + ". r is the correlation with its time over all steps; it is no proof of a cause.";
}

std::string statement_text(const StatementCost& cost) {
  std::string text =
      fmt::format("{} in {} calls, {} rows, {} connections opened", duration_text(static_cast<double>(cost.total_ns)),
                  cost.calls, cost.rows, cost.connections);
  if (cost.repeats > 0) text += fmt::format(", with parameters seen before: {}", cost.repeats);
  return text + "; " + cut_text(cost.sql, kStatementLetters);
}

void add_one(Blocks& out, const RunFindings& f, std::size_t rank) {
  const Bottleneck& b = f.bottlenecks[rank];
  const Distribution& self = b.row.self;
  Items items;
  items.texts.push_back(fmt::format("{}. {}: {} of the time; {} per step (median {}, p95 {}, longest {}).", rank + 1,
                                    row_title(b.row.stage), percent_text(b.row.share), duration_text(self.mean),
                                    duration_text(self.p50), duration_text(self.p95), duration_text(self.max)));
  out.emplace_back(Paragraph{items.texts.front(), Tone::kLead});
  items.texts.clear();
  items.texts.push_back(b.cause);
  if (!b.worst.empty()) items.texts.push_back(worst_text(b));
  items.texts.push_back(contrast_text(b));
  if (!b.statements.empty() && b.row.stage != Stage::kDatabase)
    items.texts.push_back("It asks the log as well; that time counts as database:");
  for (const StatementCost& cost : b.statements) items.texts.push_back(statement_text(cost));
  out.emplace_back(std::move(items));
  if (b.worst.empty()) return;
  const std::size_t worst = b.worst.front().step;
  for (const ThumbnailOfStep& scene : f.scenes) {
    const bool drawn_before = std::any_of(
        f.bottlenecks.begin(), f.bottlenecks.begin() + static_cast<std::ptrdiff_t>(rank),
        [worst](const Bottleneck& earlier) { return !earlier.worst.empty() && earlier.worst.front().step == worst; });
    if (scene.step == worst && !drawn_before)
      out.emplace_back(Figure{scene.picture,
                              fmt::format("The scene at step {}: ego, other road users, the plan made there.", worst)});
  }
}

}  // namespace

void add_bottlenecks(Blocks& out, const RunFindings& f) {
  out.emplace_back(Heading{3, "Bottlenecks"});
  if (f.bottlenecks.empty()) {
    out.emplace_back(Paragraph{"No stage takes 1 % of the time."});
    return;
  }
  out.emplace_back(Paragraph{"Stages by their own time, longest first; those below 1 % are left out."});
  for (std::size_t rank = 0; rank < f.bottlenecks.size(); ++rank) add_one(out, f, rank);
  if (f.scenes.empty()) out.emplace_back(Paragraph{"Without pictures of the scenes: " + f.reported.why_no_scene + "."});
}

}  // namespace stepscope
