#include "app/cli/runs_table.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <ctime>

namespace stepscope::cli {

namespace {

using Row = std::vector<std::string>;

// Names come out of other people's files: nothing in them steers the terminal.
std::string plain(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
  return text;
}

std::string time_text(std::int64_t ms) {
  const std::time_t seconds = ms / 1000;
  std::tm local{};
  localtime_r(&seconds, &local);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S", &local);
  return text.data();
}

std::string ms_text(const std::optional<double>& ms) { return ms ? fmt::format("{:.3f}", *ms) : "-"; }

std::string status_text(const RunSummary& run) {
  if (run.status == "interrupted") return run.message;
  return run.deleted ? run.status + ", deleted" : run.status;
}

// "12@87": run 12 at step 87.
std::string fork_text(const std::optional<ForkSummary>& fork) {
  if (!fork) return "";
  return (fork->parent ? std::to_string(*fork->parent) : "?") + "@" + std::to_string(fork->step);
}

nlohmann::ordered_json fork_json(const std::optional<ForkSummary>& fork) {
  if (!fork) return nullptr;
  return {{"parent", fork->parent ? nlohmann::ordered_json(*fork->parent) : nullptr},
          {"parent_uuid", fork->parent_uuid},
          {"step", fork->step},
          {"changes", fork->changes}};
}

nlohmann::ordered_json or_null(const std::optional<double>& value) {
  return value ? nlohmann::ordered_json(*value) : nullptr;
}

}  // namespace

std::string size_text(std::int64_t bytes) {
  constexpr std::array<const char*, 5> kUnits{"B", "kB", "MB", "GB", "TB"};
  auto value = static_cast<double>(bytes);
  std::size_t unit = 0;
  while (value >= 999.95 && unit + 1 < kUnits.size()) {
    value /= 1000.0;
    ++unit;
  }
  return unit == 0 ? fmt::format("{} B", bytes) : fmt::format("{:.1f} {}", value, kUnits[unit]);
}

std::string runs_table(const std::vector<RunSummary>& runs) {
  std::vector<Row> rows{{"run", "fork of", "made", "planner", "challenge", "log", "scenario", "steps", "mean ms",
                         "p95 ms", "max ms", "score", "size", "status", "label"}};
  constexpr std::size_t kFirstNumber = 7, kLastNumber = 12, kStatus = 13;
  for (const RunSummary& run : runs) {
    if (run.status == kDamagedRun) {
      Row& row = rows.emplace_back(rows.front().size(), "-");
      row[0] = std::to_string(run.id);
      row[kStatus] = status_text(run);
      continue;
    }
    rows.push_back({std::to_string(run.id), fork_text(run.fork), time_text(run.created_ms), plain(run.planner),
                    plain(run.challenge), plain(run.log), plain(run.token), std::to_string(run.steps),
                    ms_text(run.mean_step_ms), ms_text(run.p95_step_ms), ms_text(run.max_step_ms),
                    run.final_score ? fmt::format("{:.4f}", *run.final_score) : "-", size_text(run.bytes),
                    plain(status_text(run)), plain(run.label)});
  }
  std::vector<std::size_t> widths(rows.front().size());
  for (const Row& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  std::string text;
  for (const Row& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool number = i == 0 || (i >= kFirstNumber && i <= kLastNumber);
      line += number ? fmt::format("{:>{}}  ", row[i], widths[i]) : fmt::format("{:<{}}  ", row[i], widths[i]);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  text.pop_back();
  return text;
}

std::string run_facts(const RunSummary& run, const std::vector<KeptBookmark>& bookmarks, const std::string& forks) {
  std::string text;
  const auto add = [&text](const char* name, const std::string& value) {
    if (!value.empty()) text += fmt::format("{:<12}{}\n", name, plain(value));
  };
  add("run", std::to_string(run.id));
  add("label", run.label);
  if (run.fork) {
    add("fork of", fmt::format("run {} at step {}{}", run.fork->parent ? std::to_string(*run.fork->parent) : "?",
                               run.fork->step, run.fork->parent ? "" : ", which is not in this store"));
    add("changed", run.fork->changes.empty() ? "nothing" : run.fork->changes);
  }
  if (!forks.empty()) add("forks", forks);
  add("made", time_text(run.created_ms) + ", " + std::string(run_source_key(run.source)));
  add("status", status_text(run));
  if (run.status != "interrupted") add("message", run.message);
  add("planner", run.planner);
  add("challenge", run.challenge);
  add("controller", run.controller);
  add("profile", run.profile);
  add("log", run.log);
  add("scenario", run.token + " " + run.scenario_type);
  add("location", run.location);
  add("steps", fmt::format("{} of {}", run.steps, run.iterations - 1));
  add("ms per step", fmt::format("mean {}, p95 {}, max {}", ms_text(run.mean_step_ms), ms_text(run.p95_step_ms),
                                 ms_text(run.max_step_ms)));
  if (run.final_score) add("score", fmt::format("{:.4f}", *run.final_score));
  add("size", size_text(run.bytes));
  add("uuid", run.uuid);
  for (const KeptBookmark& bookmark : bookmarks)
    add("bookmark", fmt::format("step {}: {}", bookmark.step, bookmark.note));
  text.pop_back();
  return text;
}

nlohmann::ordered_json run_json(const RunSummary& run) {
  return {{"run", run.id},
          {"uuid", run.uuid},
          {"label", run.label},
          {"source", run_source_key(run.source)},
          {"created_ms", run.created_ms},
          {"status", run.status},
          {"message", run.message},
          {"planner", run.planner},
          {"challenge", run.challenge},
          {"controller", run.controller},
          {"profile", run.profile},
          {"log", run.log},
          {"token", run.token},
          {"scenario_type", run.scenario_type},
          {"location", run.location},
          {"steps", run.steps},
          {"iterations", run.iterations},
          {"mean_step_ms", or_null(run.mean_step_ms)},
          {"p95_step_ms", or_null(run.p95_step_ms)},
          {"max_step_ms", or_null(run.max_step_ms)},
          {"final_score", or_null(run.final_score)},
          {"bytes", run.bytes},
          {"bookmarks", run.bookmarks},
          {"deleted", run.deleted},
          {"fork", fork_json(run.fork)}};
}

}  // namespace stepscope::cli
