#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "core/ablation/ablation_plan.h"
#include "core/ablation/measured_group.h"
#include "core/base/result.h"

namespace stepscope {

// Everything that measured groups must have in common to belong together, word by word: "seed" → "1".
using AblationIdentity = std::vector<std::pair<std::string, std::string>>;
// Of the plan, this machine and this program. Others add files and their hashes.
AblationIdentity identity_of(const AblationPlan& plan);
// 16 hex digits that tell identities apart, the same in every program: what each line of a file carries.
std::string hash_of(const AblationIdentity& identity);

// The file that an ablation keeps its finished groups in: JSON lines, the identity first, then one line per group of
// runs, each with the identity's hash. Lines are only ever added, so that whatever ends the program leaves all but the
// last one whole.
class AblationState {
 public:
  // A new file; an error if there is one already.
  static Result<AblationState> begin(const std::filesystem::path& file, const AblationIdentity& identity);
  // An existing one, to go on with. What a last line without end holds is dropped. An error says in what the file's
  // identity is another, or which line cannot be read; the file is unharmed then.
  static Result<AblationState> resume(const std::filesystem::path& file, const AblationIdentity& identity,
                                      const AblationPlan& plan);

  const std::vector<MeasuredGroup>& groups() const { return groups_; }  // read on resuming
  bool dropped() const { return dropped_; }                             // there was a last line without end
  // On the disk, or an error that names the file.
  Status add(const MeasuredGroup& group);

 private:
  AblationState(std::filesystem::path file, std::string hash) : file_(std::move(file)), hash_(std::move(hash)) {}
  Status open();

  std::filesystem::path file_;
  std::string hash_;
  std::vector<MeasuredGroup> groups_;
  bool dropped_{false};
  std::ofstream out_;
};

}  // namespace stepscope
