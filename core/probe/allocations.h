#pragma once

#include <cstdint>

namespace stepscope {

// Heap allocations of the calling thread so far. Counts only in programs that link the counting operator new
// (target allocation_counter); always 0 elsewhere, and allocations_counted() says which it is.
std::int64_t thread_allocations();
bool allocations_counted();

namespace internal {
extern thread_local std::int64_t allocation_count;
extern bool allocation_counter_linked;
}  // namespace internal

}  // namespace stepscope
