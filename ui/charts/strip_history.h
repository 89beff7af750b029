#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace stepscope::ui {

// What of the step strip the user has chosen to see.
struct StripView {
  double lower{0.0}, upper{0.0};                 // steps in sight
  bool zoomed{false};                            // otherwise all are, whatever comes
  std::optional<std::pair<int, int>> selection;  // first and last step
  bool operator==(const StripView&) const = default;
};

enum class StripChange : std::uint8_t { kZoom, kPan, kShowAll, kSelection };

// The views before this one, and those taken back. Turning a wheel makes many views: changes of the same kind within
// 0.7 s are one.
class StripHistory {
 public:
  // `before`: the view as it was; `now_ms` ascends.
  void record(const StripView& before, StripChange change, std::int64_t now_ms);
  // The view to return to, given the present one; none if there is nothing to take back, or to do again.
  std::optional<StripView> undo(const StripView& present);
  std::optional<StripView> redo(const StripView& present);
  bool can_undo() const { return !past_.empty(); }
  bool can_redo() const { return !future_.empty(); }
  void clear() { *this = StripHistory{}; }

 private:
  std::optional<StripView> take(std::vector<StripView>& from, std::vector<StripView>& to, const StripView& present);

  std::vector<StripView> past_, future_;
  std::optional<StripChange> last_;
  std::int64_t last_ms_{0};
};

}  // namespace stepscope::ui
