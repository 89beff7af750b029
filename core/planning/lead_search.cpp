#include "core/planning/lead_search.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/probe/counting.h"

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

// A power of two, at least twice as many as there are objects.
std::size_t slots_for(std::size_t objects) { return std::bit_ceil(2 * objects + 2); }

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
  seen_.reserve(objects);
  track_slots_.reserve(slots_for(objects));
  box_contacts_.reserve(objects * kUsualContacts);
  boxes_.resize(std::max(boxes_.size(), objects), RingSet(OrientedBox{.centre = {}, .length = 1.0, .width = 1.0}));
  unsure_.reserve(objects + gates.size());
  line_.reserve(path.poses().size() + 2);
  corridor_.reserve(path.poses().size() + 2);
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
  seen_.clear();
  track_slots_.assign(slots_for(objects.size()), 0);
  for (const TrackedObject& object : objects) {
    const Point2 gap = object.box.centre.position() - ego.centre.position();
    if (gap.x * gap.x + gap.y * gap.y < radius * radius) note(object);
  }
  for (const TrackedObject* object : seen_)
    if (object->box.has_area()) add(*object, ego);
  for (const std::size_t gate : closed_gates) entries_.push_back(gate_entries_[gate]);
}

void LeadSearch::note(const TrackedObject& object) {
  const std::size_t mask = track_slots_.size() - 1;
  std::size_t slot = (object.track.value * 0x9E3779B97F4A7C15ULL >> 32) & mask;
  for (; track_slots_[slot] != 0; slot = (slot + 1) & mask) {
    const TrackedObject*& known = seen_[track_slots_[slot] - 1];
    if (known->track != object.track) continue;
    known = &object;
    return;
  }
  seen_.push_back(&object);
  track_slots_[slot] = static_cast<std::uint32_t>(seen_.size());
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
  Question question{.from = from, .to = to};
  unsure_.clear();
  const bool ask_polygon = method_ == LeadSearchMethod::kPolygon;
  for (const Entry& entry : entries_) consider(entry, question, ask_polygon);
  // Only those that would be nearer than what is certain are worth a polygon.
  for (const Entry* entry : unsure_) consider(*entry, question, true);
  count_in_step(&StepCounters::lead_checks, question.looked_at);
  if (question.lead == nullptr) return std::nullopt;
  return Lead{.object = question.lead->object, .distance = question.distance};
}

// Makes the entry the lead if it is in the way and nearer than the one so far, or as near and before it.
void LeadSearch::consider(const Entry& entry, Question& question, bool ask_polygon) {
  const RingSet& region = region_of(entry);
  if (squared_gap(region.bounds(), ego_.bounds()) > question.distance * question.distance) return;
  ++question.looked_at;
  if (region.bounds().overlaps(ego_.bounds()) && intersects(region, ego_)) {
    if (question.distance > 0.0 || comes_before(entry, *question.lead)) question.lead = &entry;
    question.distance = 0.0;
    return;
  }
  if (!ask_polygon) {
    const Answer answer = in_corridor(entry, question);
    if (answer == Answer::kUnsure) unsure_.push_back(&entry);
    if (answer != Answer::kYes) return;
  }
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const double d = distance(region, ego_, std::nextafter(question.distance, kInfinity));  // exact up to a tie
  if (d > question.distance || (d == question.distance && !comes_before(entry, *question.lead))) return;
  if (ask_polygon && !touches_polygon(region, question)) return;
  question.lead = &entry;
  question.distance = d;
}

bool LeadSearch::comes_before(const Entry& entry, const Entry& other) const {
  const double y = doubled_centre_y(region_of(entry)), other_y = doubled_centre_y(region_of(other));
  return y < other_y || (y == other_y && &entry < &other);
}

LeadSearch::Answer LeadSearch::in_corridor(const Entry& entry, const Question& question) const {
  const auto contacts = contacts_of(entry);
  if (contacts.empty()) return Answer::kNo;
  const RingSet& region = region_of(entry);
  const double tolerance = half_width_ * kOutlineTolerance;
  const double d = pieces_.distance(contacts, region, question.from, question.to);
  if (d < half_width_ - tolerance) return Answer::kYes;
  // Beside the path the corridor ends here; at its ends the corners of the caps reach further.
  const double corner = half_width_ * std::numbers::sqrt2 + tolerance;
  if (d > corner) return Answer::kNo;
  const auto off_the_end = [&](double progress) {
    return stepscope::distance(region, pieces_.path().point_at(progress)) > corner;
  };
  const bool outside = d > half_width_ + tolerance && off_the_end(question.from) && off_the_end(question.to);
  return outside ? Answer::kNo : Answer::kUnsure;
}

bool LeadSearch::touches_polygon(const RingSet& region, Question& question) {
  if (!question.corridor_built) {
    pieces_.path().trim(question.from, question.to, line_);
    corridor_.assign(line_, half_width_, CapStyle::kSquare);
    question.corridor_built = true;
    ++polygons_built_;
  }
  return corridor_.intersects(region);
}

}  // namespace stepscope
