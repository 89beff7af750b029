#include <algorithm>
#include <cassert>
#include <map>

#include "core/dataset/scenario_list.h"

namespace stepscope {

namespace {

// Leaves the tags of scenarios, each once, with types numbered in the order of their names; types that are not used go.
void sort_tags(ScenarioFacts& facts) {
  std::erase_if(facts.tags, [&](const ScenarioFacts::Tag& tag) { return !facts.is_scenario[tag.frame]; });
  std::vector<std::uint32_t> by_name;
  std::vector<bool> used(facts.types.size(), false);
  for (const ScenarioFacts::Tag& tag : facts.tags) used[tag.type] = true;
  for (std::uint32_t type = 0; type < facts.types.size(); ++type)
    if (used[type]) by_name.push_back(type);
  std::sort(by_name.begin(), by_name.end(),
            [&](std::uint32_t a, std::uint32_t b) { return facts.types[a] < facts.types[b]; });
  std::vector<std::uint32_t> rank(facts.types.size(), 0);
  std::vector<std::string> sorted;
  for (const std::uint32_t type : by_name) {
    if (sorted.empty() || sorted.back() != facts.types[type]) sorted.push_back(std::move(facts.types[type]));
    rank[type] = static_cast<std::uint32_t>(sorted.size() - 1);
  }
  facts.types = std::move(sorted);
  for (ScenarioFacts::Tag& tag : facts.tags) tag.type = rank[tag.type];
  std::sort(facts.tags.begin(), facts.tags.end());
  facts.tags.erase(std::unique(facts.tags.begin(), facts.tags.end()), facts.tags.end());
}

}  // namespace

ScenarioList make_scenario_list(ScenarioFacts facts) {
  sort_tags(facts);
  ScenarioColumns columns{.tokens = std::move(facts.tokens),
                          .times = std::move(facts.times),
                          .agents = std::move(facts.agents),
                          .types = std::move(facts.types)};
  std::map<std::vector<std::uint32_t>, std::uint32_t> sets;
  std::vector<std::uint32_t> set;
  for (auto tag = facts.tags.begin(); tag != facts.tags.end();) {
    const std::uint32_t frame = tag->frame;
    for (set.clear(); tag != facts.tags.end() && tag->frame == frame; ++tag) set.push_back(tag->type);
    const auto [known, added] = sets.emplace(set, static_cast<std::uint32_t>(sets.size() + 1));
    if (added) {
      columns.set_types.insert(columns.set_types.end(), set.begin(), set.end());
      columns.set_begins.push_back(static_cast<std::uint32_t>(columns.set_types.size()));
    }
    columns.frames.push_back(frame);
    columns.row_sets.push_back(known->second);
    facts.is_scenario[frame] = false;  // listed: what is left is untagged
  }
  for (std::uint32_t frame = 0; frame < facts.is_scenario.size(); ++frame)
    if (facts.is_scenario[frame]) columns.frames.push_back(frame);
  for (std::vector<std::uint32_t>* column :
       {&columns.agents, &columns.frames, &columns.row_sets, &columns.set_begins, &columns.set_types})
    column->shrink_to_fit();
  columns.tokens.shrink_to_fit();
  columns.times.shrink_to_fit();
  std::optional<ScenarioList> list = ScenarioList::of(std::move(columns));
  assert(list && "frames must be in the order of their times");
  return std::move(*list);
}

}  // namespace stepscope
