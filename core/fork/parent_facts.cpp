#include "core/fork/parent_facts.h"

#include <utility>

#include "core/rerun/stored_request.h"

namespace stepscope {

Result<ForkParent> parent_of(const ProfiledRun& run) {
  auto request = request_in(run.facts);
  if (!request.ok()) return request.error();
  auto profile = profile_in(run.facts);
  if (!profile.ok()) return profile.error();
  ForkParent parent{.name = {},
                    .uuid = {},
                    .request = std::move(request).value(),
                    .profile = std::move(profile).value(),
                    .origin = run.facts.fork,
                    .scenario = nullptr,
                    .frames = {},
                    .spans = run.spans};
  parent.controller = *parent.request.controller;  // a manifest names it
  // It was said only where it is not the challenge's own: so that a run made again is the same request.
  if (parent.controller == default_controller(parent.request.challenge)) parent.request.controller.reset();
  return parent;
}

}  // namespace stepscope
