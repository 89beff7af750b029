#include "core/pairing/handicap.h"

#include "core/base/clock.h"

namespace stepscope {

namespace {

// What reading the clock costs, ns: that is wasted, too.
double reading_ns(const Clock& clock) {
  constexpr int kReadings = 200;
  const std::int64_t begin_ns = clock.thread_cpu_ns();
  std::int64_t end_ns = begin_ns;
  for (int i = 0; i < kReadings; ++i) end_ns = clock.thread_cpu_ns();
  return static_cast<double>(end_ns - begin_ns) / kReadings;
}

class HandicappedPlanner final : public Planner {
 public:
  HandicappedPlanner(std::unique_ptr<Planner> inner, double share)
      : inner_(std::move(inner)), share_(share), reading_ns_(reading_ns(clock_)) {}

  std::string_view name() const override { return inner_->name(); }
  Status initialise(const PlannerContext& context) override { return inner_->initialise(context); }
  const PlannerModel* model() const override { return inner_->model(); }
  std::vector<std::string> notes() const override { return inner_->notes(); }

 private:
  Status do_plan(const PlannerInput& input, Trajectory& out) override {
    if (Status planned = plan_unchecked(*inner_, input, out); !planned.ok()) return planned;
    std::int64_t now_ns = clock_.thread_cpu_ns();
    if (ended_ns_ > 0) {
      const double step_ns = static_cast<double>(now_ns - ended_ns_);
      const std::int64_t until_ns = now_ns + static_cast<std::int64_t>(share_ * step_ns - reading_ns_);
      while (now_ns < until_ns) now_ns = clock_.thread_cpu_ns();
    }
    ended_ns_ = now_ns;
    return {};
  }

  std::unique_ptr<Planner> inner_;
  double share_;
  SteadyClock clock_;
  double reading_ns_;
  std::int64_t ended_ns_{0};  // when the last plan was there; 0: none yet
};

}  // namespace

std::unique_ptr<Planner> handicapped(std::unique_ptr<Planner> inner, double share) {
  return std::make_unique<HandicappedPlanner>(std::move(inner), share);
}

}  // namespace stepscope
