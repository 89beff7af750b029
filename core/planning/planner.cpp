#include "core/planning/planner.h"

#include <exception>
#include <string>

#include "core/planning/plan_contract.h"
#include "core/planning/planner_list.h"

namespace stepscope {

Status Planner::plan(const PlannerInput& input, Trajectory& out) {
  const auto thrown = [this](std::string what) {
    return Error{.file = {},
                 .place = "planner " + std::string(planner_id(name())),
                 .field = "exception",
                 .reason = std::move(what)};
  };
  out.clear();
  try {
    if (Status planned = do_plan(input, out); !planned.ok()) return planned;
  } catch (const MapUnreadable& unreadable) {
    return unreadable.error();
  } catch (const std::exception& exception) {
    return thrown(exception.what());
  } catch (...) {
    return thrown("of an unknown kind");
  }
  return check_plan(planner_id(name()), input.ego(), out);
}

}  // namespace stepscope
