#include "core/ablation/write_ablation.h"

#include "core/ablation/ablation_document.h"
#include "core/ablation/ablation_json.h"
#include "core/ablation/ablation_tables.h"
#include "core/files/json_text.h"
#include "core/files/text_file.h"
#include "core/report/html.h"
#include "core/report/markdown.h"

namespace stepscope {

Result<std::vector<std::filesystem::path>> write_ablation(const AblationResult& result,
                                                          const std::filesystem::path& folder) {
  const Document document = document_of(result);
  const std::pair<const char*, std::string> files[] = {{"ablation.json", json_text(ablation_json(result), 1) + "\n"},
                                                       {"ablation.md", markdown_of(document)},
                                                       {"ablation.html", html_of(document)},
                                                       {"ablation.csv", ablation_csv(result)}};
  std::vector<std::filesystem::path> written;
  for (const auto& [name, text] : files) {
    written.push_back(folder / name);
    if (Status status = write_file(written.back(), text); !status.ok()) return status.error();
  }
  return written;
}

}  // namespace stepscope
