#include "core/observation/packed_tree.h"

#include <geos_c.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "core/base/random.h"

namespace stepscope {
namespace {

// GEOS's own tree over the same rectangles; the distance of two of them is that of the rectangles.
class GeosTree {
 public:
  explicit GeosTree(const std::vector<Bounds>& items) {
    tree_ = GEOSSTRtree_create_r(handle_, 10);
    for (const Bounds& b : items) items_.push_back({b, rectangle(b)});
    for (Item& item : items_) GEOSSTRtree_insert_r(handle_, tree_, item.geometry, &item);
  }
  ~GeosTree() {
    for (Item& item : items_) GEOSGeom_destroy_r(handle_, item.geometry);
    GEOSSTRtree_destroy_r(handle_, tree_);
    GEOS_finish_r(handle_);
  }
  GeosTree(const GeosTree&) = delete;
  GeosTree& operator=(const GeosTree&) = delete;

  static double gap(const Bounds& a, const Bounds& b) {
    const double dx = std::max({0.0, a.min_x - b.max_x, b.min_x - a.max_x});
    const double dy = std::max({0.0, a.min_y - b.max_y, b.min_y - a.max_y});
    return std::sqrt(dx * dx + dy * dy);
  }
  std::size_t nearest(const Bounds& query) {
    Item asked{query, rectangle(query)};
    const void* found = GEOSSTRtree_nearest_generic_r(handle_, tree_, &asked, asked.geometry, &distance, nullptr);
    GEOSGeom_destroy_r(handle_, asked.geometry);
    return static_cast<std::size_t>(static_cast<const Item*>(found) - items_.data());
  }

 private:
  struct Item {
    Bounds bounds;
    GEOSGeometry* geometry;
  };
  GEOSGeometry* rectangle(const Bounds& b) const {
    return GEOSGeom_createRectangle_r(handle_, b.min_x, b.min_y, b.max_x, b.max_y);
  }
  static int distance(const void* a, const void* b, double* out, void*) {
    *out = gap(static_cast<const Item*>(a)->bounds, static_cast<const Item*>(b)->bounds);
    return 1;
  }
  GEOSContextHandle_t handle_{GEOS_init_r()};
  GEOSSTRtree* tree_{nullptr};
  std::vector<Item> items_;
};

TEST(PackedTree, FindsTheEntryThatGeosFindsEvenAmongSeveralAtDistanceZero) {
  Random random(17);
  int ambiguous = 0;
  for (int round = 0; round < 4000; ++round) {
    const int count = 1 + random.below(round % 2 == 0 ? 10 : 150);
    std::vector<Bounds> items;
    const auto random_bounds = [&random] {
      const double x = random.uniform(0, 40), y = random.uniform(0, 40);
      return Bounds{x, y, x + random.uniform(0, 15), y + random.uniform(0, 15)};
    };
    for (int i = 0; i < count; ++i) items.push_back(random_bounds());
    const Bounds query = random_bounds();
    std::vector<TreeEntry> entries;
    int touching = 0;
    for (const Bounds& item : items) {
      entries.push_back({item, GeosTree::gap(item, query)});
      touching += entries.back().distance == 0.0;
    }
    ambiguous += touching > 1;
    ASSERT_EQ(nearest_in_packed_tree(entries, query), GeosTree(items).nearest(query)) << "round " << round;
  }
  EXPECT_GT(ambiguous, 1500);
}

}  // namespace
}  // namespace stepscope
