// Replaces the global allocation functions by ones that count, for programs that report allocations per step.
// Linked as an object into programs; not built with sanitizers, which bring their own.
#include <cstdlib>
#include <new>

#include "core/probe/allocations.h"

namespace {

[[maybe_unused]] const bool linked = [] { return stepscope::internal::allocation_counter_linked = true; }();

void* counted(std::size_t size) {
  ++stepscope::internal::allocation_count;
  return std::malloc(size > 0 ? size : 1);
}

void* counted(std::size_t size, std::align_val_t alignment) {
  ++stepscope::internal::allocation_count;
  void* p = nullptr;
  const auto align = static_cast<std::size_t>(alignment);
  return posix_memalign(&p, align < sizeof(void*) ? sizeof(void*) : align, size > 0 ? size : 1) == 0 ? p : nullptr;
}

void* or_throw(void* p) {
  if (p == nullptr) throw std::bad_alloc();
  return p;
}

}  // namespace

void* operator new(std::size_t size) { return or_throw(counted(size)); }
void* operator new[](std::size_t size) { return or_throw(counted(size)); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return counted(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return counted(size); }
void* operator new(std::size_t size, std::align_val_t a) { return or_throw(counted(size, a)); }
void* operator new[](std::size_t size, std::align_val_t a) { return or_throw(counted(size, a)); }
void* operator new(std::size_t size, std::align_val_t a, const std::nothrow_t&) noexcept { return counted(size, a); }
void* operator new[](std::size_t size, std::align_val_t a, const std::nothrow_t&) noexcept { return counted(size, a); }
void operator delete(void* p) noexcept { std::free(p); }
void operator delete[](void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }
void operator delete[](void* p, std::size_t) noexcept { std::free(p); }
void operator delete(void* p, std::align_val_t) noexcept { std::free(p); }
void operator delete[](void* p, std::align_val_t) noexcept { std::free(p); }
void operator delete(void* p, std::size_t, std::align_val_t) noexcept { std::free(p); }
void operator delete[](void* p, std::size_t, std::align_val_t) noexcept { std::free(p); }
