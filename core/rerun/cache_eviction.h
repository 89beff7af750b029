#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace stepscope {

// Makes the processor forget: after walk() its data caches hold this object's buffer. What the branch predictor knows
// and what the operating system keeps of files stays.
class CacheEviction {
 public:
  // Twice the last-level cache that the system names, within 16 … 128 MiB; 64 MiB if it names none.
  CacheEviction();
  void walk();
  std::size_t bytes() const { return buffer_.size(); }

 private:
  std::vector<std::uint8_t> buffer_;
};

}  // namespace stepscope
