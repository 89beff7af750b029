#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>

#include "core/record/run_folder.h"
#include "core/record/stored_manifest.h"
#include "tests/reference/golden_run.h"
#include "tests/support/files.h"

namespace stepscope::test {

// A closed-loop run on the small log, written into a folder.
class SavedRun : public testing::Test {
 protected:
  void SetUp() override {
    for (const GoldenRun& golden : golden_runs()) {
      if (golden.name != "synthetic-mini-01__8__simple__closed_loop_nonreactive") continue;
      auto loaded = load(golden);
      ASSERT_TRUE(loaded.ok()) << loaded.error().text();
      request_ = loaded.value().request;
      maps_ = golden.data_root / "maps";
      auto run = AssembledRun::assemble(request_, profile_, loaded.value().scenario);
      ASSERT_TRUE(run.ok()) << run.error().text();
      run_ = std::move(run).value();
    }
    ASSERT_NE(run_, nullptr);
    RunControl control;
    const RunOutcome outcome = run_->run(control);
    const Status status = write_run_folder(folder(), {.run = *run_, .outcome = outcome});
    ASSERT_TRUE(status.ok()) << status.error().text();
  }

  std::filesystem::path folder() const { return temporary_.path() / "run"; }
  PlannedRun planned() const {
    const Scenario& scenario = *run_->scenario();
    return {.scenario = scenario.id(),
            .type = scenario.type(),
            .location = scenario.map_name(),
            .extraction = scenario.extraction(),
            .request = request_,
            .profile = profile_,
            .maps = maps_};
  }

  TemporaryFolder temporary_;
  RunRequest request_;
  EngineProfile profile_;
  std::filesystem::path maps_;
  std::unique_ptr<AssembledRun> run_;
};

}  // namespace stepscope::test
