#include "core/base/error.h"

namespace stepscope {

std::string Error::text() const {
  std::string out;
  const auto add = [&out](const std::string& part, const char* separator) {
    if (part.empty()) return;
    if (!out.empty()) out += separator;
    out += part;
  };
  add(file, ": ");
  add(place, ": ");
  add(field, place.empty() ? ": " : ", ");
  add(reason, ": ");
  return out;
}

Error make_error(std::string reason) {
  return Error{.file = {}, .place = {}, .field = {}, .reason = std::move(reason)};
}

}  // namespace stepscope
