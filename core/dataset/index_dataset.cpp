#include <cstdlib>

#include "core/dataset/data_root.h"
#include "core/dataset/index_cache.h"

namespace stepscope {

namespace {

constexpr std::size_t kLogsPerTransaction = 32;  // what a crash or a kill loses at most

}  // namespace

std::filesystem::path default_index_cache() {
  const auto below = [](const char* variable) -> std::filesystem::path {
    const char* value = std::getenv(variable);
    return value != nullptr && *value != '\0' ? std::filesystem::path(value) : std::filesystem::path();
  };
  std::filesystem::path folder = below("XDG_CACHE_HOME");
  if (folder.empty()) {
    const std::filesystem::path home = below("HOME");
    if (home.empty()) return {};
    folder = home / ".cache";
  }
  return folder / "stepscope" / "index.sqlite";
}

DatasetPtr index_dataset(const DataRootPaths& paths, const std::filesystem::path& cache_file,
                         const std::function<void(const IndexProgress&)>& progress,
                         const std::atomic<bool>* cancelled) {
  const auto dataset = std::make_shared<Dataset>();
  dataset->paths = paths;
  IndexCache cache(cache_file);
  std::vector<std::optional<LogSummary>> summaries = cache.find(paths.logs);

  IndexProgress state{.total = paths.logs.size()};
  for (const auto& summary : summaries)
    if (summary) ++state.from_cache;
  state.done = state.from_cache;
  const auto report = [&](std::string current) {
    state.current = std::move(current);
    if (progress) progress(state);
  };

  std::vector<StampedSummary> to_store;
  const auto stop = [cancelled] { return cancelled != nullptr && cancelled->load(std::memory_order_relaxed); };
  for (std::size_t i = 0; i < paths.logs.size() && !stop(); ++i) {
    if (summaries[i]) continue;
    report(paths.logs[i].stem().string());
    const std::optional<FileStamp> stamp = FileStamp::of(paths.logs[i]);  // before reading
    auto summary = summarise_log(paths.logs[i]);
    ++state.done;
    if (!summary.ok()) {
      dataset->problems.push_back({.db = paths.logs[i], .error = summary.error()});
      continue;
    }
    const LogSummary& stored = summaries[i].emplace(std::move(summary).value());
    if (stamp) to_store.push_back({*stamp, &stored});
    if (to_store.size() < kLogsPerTransaction) continue;
    cache.store(to_store);
    to_store.clear();
  }
  cache.store(to_store);
  report({});

  for (auto& summary : summaries)
    if (summary) dataset->logs.push_back(std::move(*summary));
  return dataset;
}

}  // namespace stepscope
