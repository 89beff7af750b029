#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "core/control/banded_profile_fit.h"
#include "core/control/dense_profile_fit.h"

namespace stepscope::test {

enum class Fit { kDense, kBanded };

inline std::unique_ptr<ProfileFit> make_fit(Fit fit) {
  if (fit == Fit::kDense) return std::make_unique<DenseProfileFit>();
  return std::make_unique<BandedProfileFit>();
}

inline std::string fit_name(const ::testing::TestParamInfo<Fit>& info) {
  return std::string(make_fit(info.param)->name());
}

}  // namespace stepscope::test
