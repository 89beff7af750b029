#pragma once

#include <cstdint>
#include <string_view>

namespace stepscope {

// FNV-1a, 64 bits (Fowler, Noll and Vo; draft-eastlake-fnv): the same in every program and on every machine, so it may
// be written down. Tells texts apart that nobody chose in order to mislead; protects from nothing.
constexpr std::uint64_t fnv1a(std::string_view bytes) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
  return hash;
}

}  // namespace stepscope
