#include "core/record/png_bytes.h"

#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace stepscope {

namespace {

std::string big_endian(std::uint32_t number) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(number >> shift & 0xFF);
  return out;
}

const Bytef* bytes_of(const std::string& text) { return reinterpret_cast<const Bytef*>(text.data()); }

// Length, type, data, check sum of type and data (PNG specification, 5.3).
void append_chunk(std::string& out, std::string_view type, std::string_view data) {
  std::string content(type);
  content += data;
  out += big_endian(static_cast<std::uint32_t>(data.size())) + content;
  out += big_endian(static_cast<std::uint32_t>(crc32(0, bytes_of(content), static_cast<uInt>(content.size()))));
}

char grey(float value) {
  const float clamped = value > 0.0F ? std::min(value, 1.0F) : 0.0F;
  return static_cast<char>(static_cast<std::uint8_t>(std::lround(clamped * 255.0F)));
}

}  // namespace

Result<std::string> png_bytes(std::span<const float> values, int width) {
  const auto columns = static_cast<std::size_t>(width);
  std::string rows;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i % columns == 0) rows += '\0';  // the row as it is, no filter
    rows += grey(values[i]);
  }
  uLongf size = compressBound(rows.size());
  std::string packed(size, '\0');
  if (compress(reinterpret_cast<Bytef*>(packed.data()), &size, bytes_of(rows), rows.size()) != Z_OK)
    return make_error("the picture cannot be compressed");
  packed.resize(size);
  std::string header = big_endian(static_cast<std::uint32_t>(width));
  header += big_endian(static_cast<std::uint32_t>(values.size() / columns));
  header += std::string("\x08\x00\x00\x00\x00", 5);  // 8 bits, grey, the one compression, filter and interlace method
  std::string out = "\x89PNG\r\n\x1a\n";
  append_chunk(out, "IHDR", header);
  append_chunk(out, "IDAT", packed);
  append_chunk(out, "IEND", "");
  return out;
}

}  // namespace stepscope
