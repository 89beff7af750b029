#include "core/ablation/ablation_document.h"

#include "core/ablation/ablation_tables.h"
#include "core/ablation/ablation_words.h"
#include "core/ablation/waterfall_chart.h"

namespace stepscope {

Document document_of(const AblationResult& result) {
  Document document{.title = "Ablation", .blocks = {}};
  std::vector<Block>& out = document.blocks;
  out.emplace_back(Heading{1, document.title});
  out.emplace_back(Paragraph{headline(result), Tone::kLead});
  for (const std::string& warning : warning_words(result)) out.emplace_back(Paragraph{warning, Tone::kWarning});
  out.emplace_back(Items{condition_words(result.conditions)});

  out.emplace_back(Heading{2, "What each optimisation saves"});
  out.emplace_back(Paragraph{column_words()});
  out.emplace_back(effect_table(result));
  out.emplace_back(Figure{waterfall_chart(result),
                          "From baseline to fast in the order of the list. A bar says what one more optimisation "
                          "changes on top of all above it."});
  out.emplace_back(Heading{2, "Do the effects add up?"});
  const std::string interaction = interaction_words(result);
  out.emplace_back(Paragraph{interaction.empty() ? "Not known yet." : interaction});
  if (const auto surprises = surprise_words(result); !surprises.empty()) {
    out.emplace_back(Heading{2, "Surprises"});
    out.emplace_back(Items{surprises});
  }
  out.emplace_back(Heading{2, "Intervals and verdicts of the other columns"});
  out.emplace_back(
      Paragraph{"Savings in milliseconds per step; cumulative: of everything up to the row against baseline. p is "
                "corrected for the "
                "rows of its column. Preparation: by how many milliseconds it becomes longer, once per run."});
  out.emplace_back(interval_table(result));
  if (Table table = processor_table(result); !table.rows.empty()) {
    out.emplace_back(Heading{2, "Processor time"});
    out.emplace_back(Paragraph{
        "Milliseconds per step that the simulation thread computes less, and the ratio. It scatters less than time on "
        "the clock where other programs run, and "
        "leaves "
        "out waiting, the log at the end and whatever other threads do, so it says nothing of 9 and less of 12."});
    out.emplace_back(std::move(table));
  }
  out.emplace_back(Heading{2, "Method"});
  out.emplace_back(Items{method_words(result)});
  return document;
}

}  // namespace stepscope
