#include "core/record/npy_bytes.h"

#include <bit>
#include <cstdint>

namespace stepscope {

namespace {

void append_little_endian(std::string& out, std::uint32_t number, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(number >> (8 * i) & 0xFF);
}

}  // namespace

std::string npy_bytes(std::span<const float> values, std::span<const std::size_t> shape) {
  std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (";
  for (const std::size_t extent : shape) header += std::to_string(extent) + ", ";
  header += "), }";
  constexpr std::size_t kPrelude = 10;                       // magic, version, length of the header
  header.append(63 - (kPrelude + header.size()) % 64, ' ');  // so that the values begin at a multiple of 64
  header += '\n';
  std::string out = "\x93NUMPY";
  out += '\1';
  out += '\0';
  append_little_endian(out, static_cast<std::uint32_t>(header.size()), 2);
  out += header;
  out.reserve(out.size() + values.size() * sizeof(float));
  for (const float value : values) append_little_endian(out, std::bit_cast<std::uint32_t>(value), 4);
  return out;
}

}  // namespace stepscope
