#include "core/pstats/query_counts.h"

#include <algorithm>
#include <map>

#include "core/pstats/stage_rules.h"

namespace stepscope {

namespace {

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

bool of_sqlite(const ProfiledFunction& function) { return function.built_in() && holds(function.name, "sqlite3"); }
bool executes(const ProfiledFunction& function) {
  return of_sqlite(function) && holds(function.name, "method 'execute");  // execute, executemany, executescript
}
bool connects(const ProfiledFunction& function) {
  return of_sqlite(function) && holds(function.name, "sqlite3.connect");
}
bool fetches(const ProfiledFunction& function) { return of_sqlite(function) && holds(function.name, "method 'fetch"); }

// Generators that nuplan-devkit is known to have. Any other function with more calls than statements may be a cache.
bool known_generator(const ProfiledFunction& function) {
  return function.name == "execute_many" && file_fits(function.file, "query_session.py");
}

class Counter {
 public:
  explicit Counter(const ProfileTable& table) : table_(table) {}

  QueryCounts run() {
    for (const ProfiledFunction& function : table_.functions) count(function);
    for (const auto& [caller, statements] : executed_by_) add_generator(caller, statements);
    add_layers();
    std::sort(counts_.generators.begin(), counts_.generators.end(), [](const RowGenerator& a, const RowGenerator& b) {
      return a.calls != b.calls ? a.calls > b.calls : a.function < b.function;
    });
    return std::move(counts_);
  }

 private:
  void count(const ProfiledFunction& function) {
    counts_.built_ins |= function.built_in();
    counts_.object_relational |= file_fits(function.file, "sqlalchemy/");
    if (function.name == "_emit_lazyload" && holds(function.file, "sqlalchemy")) counts_.lazy_loads += function.calls;
    if (connects(function)) counts_.connections += function.calls;
    if (fetches(function)) {
      counts_.fetches += function.calls;
      for (const CallerShare& share : function.callers) fetched_by_[share.caller] += share.calls;
    }
    if (!executes(function)) return;
    counts_.statements += function.calls;
    for (const CallerShare& share : function.callers)
      if (share.caller != CallerShare::kUnknown) executed_by_[share.caller] += share.calls;
  }

  void add_generator(std::size_t caller, std::int64_t statements) {
    const ProfiledFunction& function = table_.functions[caller];
    if (known_generator(function)) {
      counts_.generators.push_back({caller, RowGenerator::Kind::kExecutes, function.calls, statements});
      counts_.resumptions += function.calls;
      counts_.rows += std::max<std::int64_t>(0, function.calls - statements);
      return;
    }
    if (fetched_by_.contains(caller)) counts_.single_rows += std::min(statements, fetched_by_.at(caller));
    if (function.calls >= 2 * statements && statements > 0)
      counts_.generators.push_back({caller, RowGenerator::Kind::kUnknown, function.calls, statements});
  }

  // Who asks a generator for rows is a generator itself if it is entered about as often as it asks: it hands on row by
  // row. One that collects the rows of a statement in a loop is entered once and asks many times.
  void add_layers() {
    for (std::size_t known = 0; known < counts_.generators.size(); ++known) {
      const RowGenerator below = counts_.generators[known];
      if (below.kind == RowGenerator::Kind::kUnknown) continue;
      for (const CallerShare& share : table_.functions[below.function].callers) {
        if (share.caller == CallerShare::kUnknown || share.caller == below.function || share.calls < 3) continue;
        const ProfiledFunction& above = table_.functions[share.caller];
        const bool in_data_layer = file_fits(above.file, "nuplan_scenario_queries.py") || holds(above.name, "_from_db");
        if (!in_data_layer || is_listed(share.caller) || 4 * above.calls < 3 * share.calls) continue;
        counts_.generators.push_back({share.caller, RowGenerator::Kind::kHandsOn, above.calls, 0});
      }
    }
  }
  bool is_listed(std::size_t function) const {
    return std::any_of(counts_.generators.begin(), counts_.generators.end(),
                       [function](const RowGenerator& g) { return g.function == function; });
  }

  const ProfileTable& table_;
  QueryCounts counts_;
  std::map<std::size_t, std::int64_t> executed_by_, fetched_by_;  // by calling function
};

}  // namespace

QueryCounts count_queries(const ProfileTable& table) { return Counter(table).run(); }

}  // namespace stepscope
