#include "core/planning/lead_search.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace stepscope {

namespace {

// How far the outline of a corridor's polygon may lie from the exact one, as a part of its half width: GEOS first drops
// vertices of the line that lie within 1 % of a straight one, and draws round joins as chords (1 − cos(π/64) = 0.12 %).
constexpr double kOutlineTolerance = 0.02;

double half_diagonal(const OrientedBox& box) { return std::hypot(box.length, box.width) / 2.0; }

// Contains the box whatever its heading.
Bounds round_bounds(const OrientedBox& box) { return Bounds::square(box.centre.position(), half_diagonal(box)); }

// Twice the y of the centre of a region's bounding rectangle.
double doubled_centre_y(const RingSet& region) { return region.bounds().min_y + region.bounds().max_y; }

CorridorMethod corridor_method(LeadSearchMethod method) {
  return method == LeadSearchMethod::kPolygon ? CorridorMethod::kGeos : CorridorMethod::kOutline;
}

}  // namespace

LeadSearch::LeadSearch(LeadSearchMethod method) : method_(method), corridor_(corridor_method(method)) {}

void LeadSearch::prepare(const Path& path, double ego_width, std::span<const Area* const> gates, std::size_t objects) {
  pieces_.assign(path);
  half_width_ = ego_width / 2.0;
  gates_.clear();
  gate_entries_.clear();
  gate_contacts_.clear();
  for (const Area* gate : gates) {
    gates_.emplace_back(*gate);
    gate_entries_.push_back(with_contacts({.region = gates_.size() - 1}, gate_contacts_));
  }
  constexpr std::size_t kUsualContacts = 16;
  entries_.reserve(objects + gates.size());
  box_contacts_.reserve(objects * kUsualContacts);
  boxes_.resize(std::max(boxes_.size(), objects), RingSet(OrientedBox{.centre = {}, .length = 1.0, .width = 1.0}));
  touches_polygon(boxes_.front(), path.start(), path.end());  // the longest there can be, for its memory
  polygons_built_ = 0;
}

LeadSearch::Entry LeadSearch::with_contacts(Entry entry, std::vector<PathContact>& contacts) const {
  entry.first_contact = contacts.size();
  if (method_ == LeadSearchMethod::kDistanceFirst) {
    const double reach = half_width_ * (std::numbers::sqrt2 + kOutlineTolerance);  // of the caps' corners
    pieces_.find(region_of(entry), reach, contacts);
  }
  entry.contact_count = contacts.size() - entry.first_contact;
  return entry;
}

std::span<const PathContact> LeadSearch::contacts_of(const Entry& entry) const {
  const auto& contacts = entry.object ? box_contacts_ : gate_contacts_;
  return std::span(contacts).subspan(entry.first_contact, entry.contact_count);
}

void LeadSearch::look_at(std::span<const TrackedObject> objects, std::span<const std::size_t> closed_gates,
                         const OrientedBox& ego, double radius) {
  entries_.clear();
  box_contacts_.clear();
  box_count_ = 0;
  for (const TrackedObject& object : objects) {
    if (distance(object.box.centre.position(), ego.centre.position()) < radius) add(object, ego);
  }
  for (const std::size_t gate : closed_gates) entries_.push_back(gate_entries_[gate]);
}

// Adds the object unless it lies so far from the path and from the ego that nothing can make it a lead.
void LeadSearch::add(const TrackedObject& object, const OrientedBox& ego) {
  if (method_ == LeadSearchMethod::kDistanceFirst) {
    const Bounds bounds = round_bounds(object.box);
    const double reach = half_diagonal(ego) + half_width_ * kOutlineTolerance;  // more than the corridor's
    if (!pieces_.reaches(bounds, reach) && !bounds.overlaps(round_bounds(ego))) return;
  }
  if (box_count_ == boxes_.size()) boxes_.emplace_back();
  RingSet& box = boxes_[box_count_];
  box.clear();
  box.add(object.box);
  entries_.push_back(with_contacts({.object = &object, .region = box_count_++}, box_contacts_));
}

std::optional<Lead> LeadSearch::find(double from, double to, const OrientedBox& ego) {
  const Path& path = pieces_.path();
  from = std::clamp(from, path.start(), path.end());
  to = std::clamp(to, path.start(), path.end());
  if (from >= path.end()) from = path.progress()[path.progress().size() - 2];
  ego_.clear();
  ego_.add(ego);
  corridor_current_ = false;

  std::optional<Lead> lead;
  const RingSet* nearest = nullptr;
  for (const Entry& entry : entries_) {
    const RingSet& region = region_of(entry);
    const bool overlaps = region.bounds().overlaps(ego_.bounds()) && intersects(region, ego_);
    if (!overlaps && lead.has_value() && lead->distance == 0.0) continue;
    if (!overlaps && !in_corridor(entry, from, to)) continue;
    const double limit = lead.has_value() ? lead->distance : std::numeric_limits<double>::infinity();
    const double d = overlaps ? 0.0 : distance(region, ego_, limit);
    const bool tied = d == 0.0 && nearest != nullptr && lead->distance == 0.0;
    if (tied ? doubled_centre_y(region) < doubled_centre_y(*nearest) : !lead.has_value() || d < lead->distance) {
      lead = Lead{.object = entry.object, .distance = d};
      nearest = &region;
    }
  }
  return lead;
}

bool LeadSearch::in_corridor(const Entry& entry, double from, double to) {
  const RingSet& region = region_of(entry);
  if (method_ == LeadSearchMethod::kPolygon) return touches_polygon(region, from, to);
  const auto contacts = contacts_of(entry);
  if (contacts.empty()) return false;
  const double tolerance = half_width_ * kOutlineTolerance;
  const double d = pieces_.distance(contacts, region, from, to);
  if (d < half_width_ - tolerance) return true;
  // Beside the path the corridor ends here; at its ends the corners of the caps reach further.
  const double corner = half_width_ * std::numbers::sqrt2 + tolerance;
  if (d > corner) return false;
  if (d > half_width_ + tolerance && stepscope::distance(region, pieces_.path().point_at(from)) > corner &&
      stepscope::distance(region, pieces_.path().point_at(to)) > corner)
    return false;
  return touches_polygon(region, from, to);
}

bool LeadSearch::touches_polygon(const RingSet& region, double from, double to) {
  if (!corridor_current_) {
    pieces_.path().trim(from, to, line_);
    corridor_.assign(line_, half_width_, CapStyle::kSquare);
    corridor_current_ = true;
    ++polygons_built_;
  }
  return corridor_.intersects(region);
}

}  // namespace stepscope
