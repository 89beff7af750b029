#pragma once

#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "core/geometry/corridor.h"
#include "core/planning/lead_search_method.h"
#include "core/planning/path_contacts.h"
#include "core/world/tracked_object.h"

namespace stepscope {

// What is nearest to the ego of all that stands in its way.
struct Lead {
  const TrackedObject* object{nullptr};  // null: a closed gate (a red light)
  double distance{0.0};                  // between its area and the ego's box, m; 0 if they overlap
};

// Looks along a path for what stands in the ego's way: what touches the corridor of the ego's width around a part of
// the path, with square caps, or touches the ego's box. Of these the one nearest to the box is the lead.
//
// Several may be equally near, most of all at distance 0, when the box overlaps them. Then the lead is the one whose
// bounding rectangle has its centre furthest south (least y), and of those the first object, gates last. It is the
// order in which the search tree of the reference visits up to ten entries.
class LeadSearch {
 public:
  explicit LeadSearch(LeadSearchMethod method = LeadSearchMethod::kDistanceFirst);

  // Areas that can be closed to the ego for a while. Path and areas must outlive this object. `objects` says how many
  // objects to have memory for; more are possible, but allocate.
  void prepare(const Path& path, double ego_width, std::span<const Area* const> gates, std::size_t objects);

  // What is there now: objects whose centre is nearer than `radius` to the ego's, and the gates (by index) that are
  // closed. Of several objects of one track the last one counts, in the place of the first: the reference keeps them by
  // track. Objects without length or width are never in the way. The spans must live until the next call.
  void look_at(std::span<const TrackedObject> objects, std::span<const std::size_t> closed_gates,
               const OrientedBox& ego, double radius);
  // The lead on the part of the path between two progresses, which are clamped to it; at or past its end, on the last
  // piece of the path. None if nothing is in the way.
  std::optional<Lead> find(double from, double to, const OrientedBox& ego);

  // How many polygons had to be built so far.
  std::int64_t polygons_built() const { return polygons_built_; }
  // How often it had to ask GEOS so far.
  std::int64_t geos_calls() const { return corridor_.geos_calls(); }

 private:
  struct Entry {
    const TrackedObject* object{nullptr};            // null: a gate
    std::size_t region{0};                           // in boxes_ or gates_
    std::size_t first_contact{0}, contact_count{0};  // in box_contacts_ or gate_contacts_
  };
  const RingSet& region_of(const Entry& entry) const {
    return entry.object ? boxes_[entry.region] : gates_[entry.region];
  }
  std::span<const PathContact> contacts_of(const Entry& entry) const;
  Entry with_contacts(Entry entry, std::vector<PathContact>& contacts) const;
  void note(const TrackedObject& object);
  void add(const TrackedObject& object, const OrientedBox& ego);
  enum class Answer { kNo, kYes, kUnsure };
  struct Question {  // the part of the path, and the best answer so far
    double from{0.0}, to{0.0};
    const Entry* lead{nullptr};
    double distance{std::numeric_limits<double>::infinity()};
    bool corridor_built{false};
    std::size_t looked_at{0};
  };
  void consider(const Entry& entry, Question& question, bool ask_polygon);
  bool comes_before(const Entry& entry, const Entry& other) const;  // both equally near
  Answer in_corridor(const Entry& entry, const Question& question) const;
  bool touches_polygon(const RingSet& region, Question& question);

  LeadSearchMethod method_;
  PathContacts pieces_;
  double half_width_{0.0};
  std::vector<RingSet> gates_;
  std::vector<Entry> gate_entries_;
  std::vector<PathContact> gate_contacts_;

  std::vector<const TrackedObject*> seen_;  // within the radius, one of each track
  std::vector<std::uint32_t> track_slots_;  // hash table over tracks: 0, or 1 + the index in seen_
  std::vector<Entry> entries_;              // what there is now
  std::vector<RingSet> boxes_;              // of objects; the first box_count_ are in use, the others keep their memory
  std::size_t box_count_{0};
  std::vector<PathContact> box_contacts_;

  RingSet ego_;
  Corridor corridor_;
  std::vector<const Entry*> unsure_;
  std::vector<Point2> line_;
  std::int64_t polygons_built_{0};
};

}  // namespace stepscope
