#include <fmt/format.h>

#include <algorithm>

#include "core/report/clean_text.h"
#include "core/report/number_text.h"
#include "core/report/sections.h"
#include "core/report/stage_rows.h"

namespace stepscope {

namespace {

constexpr std::size_t kStatementLetters = 160;

std::string step_text(const WorstStep& w) {
  return fmt::format("step {} at {:.1f} s with {} of {}", w.step, w.time_s,
                     duration_text(static_cast<double>(w.self_ns)), duration_text(static_cast<double>(w.wall_ns)));
}

// Whether the longest of the steps that worked took clearly longer than usual.
bool worked_longer(const Bottleneck& b) {
  return !b.worst.empty() && static_cast<double>(b.worst.front().self_ns) > 1.1 * b.row.self.p50;
}

std::string worst_text(const Bottleneck& b) {
  std::string text;
  if (worked_longer(b)) {
    for (const WorstStep& w : b.worst) text += (text.empty() ? "Worst steps: " : ", ") + step_text(w);
    text += ".";
  } else {
    text = "No step that worked took clearly longer than usual in it.";
  }
  if (!b.waited.empty())
    text += fmt::format(" Longer, but in steps that waited for the processor: {} ({} of it off the processor){}.",
                        step_text(b.waited.front()), duration_text(static_cast<double>(b.waited.front().off_cpu_ns)),
                        b.waited.size() > 1 ? fmt::format(" and {} more", b.waited.size() - 1) : std::string());
  if (b.cold_ns > (b.worst.empty() ? 0 : b.worst.front().self_ns))
    text += fmt::format(" The cold first step: {}.", duration_text(static_cast<double>(b.cold_ns)));
  return text;
}

std::string contrast_text(const Bottleneck& b) {
  std::string text;
  for (const CounterContrast& c : b.contrasts)
    text += fmt::format("{}{} {} where {} are usual (r = {:.2f})",
                        text.empty() ? "In its slowest twentieth of steps: " : ", ", short_number(c.in_worst), c.title,
                        short_number(c.usual), c.correlation);
  if (!text.empty()) text += ". r is the correlation with its time over the steps; it is no proof of a cause.";
  if (b.waiting_share >= 0.5)
    return text + fmt::format(
                      "{}{} of what its slowest twentieth of steps took more can be waiting for the processor: slow "
                      "moments rather than slow scenes.",
                      text.empty() ? "" : " ", percent_text(b.waiting_share));
  if (!text.empty()) return text;
  return worked_longer(b)
             ? "Nothing that is counted is unusual in its slowest twentieth of steps: the counters do not say "
               "why these are slow."
             : "It takes much the same in every step.";
}

std::string statement_text(const StatementCost& cost) {
  std::string text =
      fmt::format("{} in {}, {}, {} opened", duration_text(static_cast<double>(cost.total_ns)),
                  counted(cost.calls, "call"), counted(cost.rows, "row"), counted(cost.connections, "connection"));
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
  items.texts.push_back(worst_text(b));
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
