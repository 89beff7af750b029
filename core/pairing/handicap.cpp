#include "core/pairing/handicap.h"

#include "core/base/clock.h"

namespace stepscope {

namespace {

class HandicappedPlanner final : public Planner {
 public:
  HandicappedPlanner(std::unique_ptr<Planner> inner, double share) : inner_(std::move(inner)), share_(share) {}

  std::string_view name() const override { return inner_->name(); }
  Status initialise(const PlannerContext& context) override { return inner_->initialise(context); }
  const PlannerModel* model() const override { return inner_->model(); }
  std::vector<std::string> notes() const override { return inner_->notes(); }

 private:
  Status do_plan(const PlannerInput& input, Trajectory& out) override {
    const std::int64_t begin_ns = clock_.now_ns();
    const std::int64_t step_ns = began_ns_ == 0 ? 0 : begin_ns - began_ns_ - wasted_ns_;  // of the step before
    began_ns_ = begin_ns;
    wasted_ns_ = 0;
    if (Status planned = plan_unchecked(*inner_, input, out); !planned.ok()) return planned;
    const std::int64_t from_ns = clock_.now_ns();
    const auto until_ns = from_ns + static_cast<std::int64_t>(share_ * static_cast<double>(step_ns));
    std::int64_t now_ns = from_ns;
    while (now_ns < until_ns) now_ns = clock_.now_ns();
    wasted_ns_ = now_ns - from_ns;
    return {};
  }

  std::unique_ptr<Planner> inner_;
  double share_;
  SteadyClock clock_;
  std::int64_t began_ns_{0};   // the last plan; 0: none yet
  std::int64_t wasted_ns_{0};  // in it
};

}  // namespace

std::unique_ptr<Planner> handicapped(std::unique_ptr<Planner> inner, double share) {
  return std::make_unique<HandicappedPlanner>(std::move(inner), share);
}

}  // namespace stepscope
