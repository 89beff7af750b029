#include "core/store/zlib_bytes.h"

#include <zlib.h>

#include "core/store/bytes.h"

namespace stepscope {

namespace {
constexpr std::uint64_t kGreatestRatio = 1100;  // zlib cannot do better than 1032
}

std::string deflated(std::string_view bytes, int level) {
  ByteWriter head;
  head.unsigned_number(bytes.size());
  std::string out(head.bytes());
  uLongf size = compressBound(bytes.size());
  const std::size_t begin = out.size();
  out.resize(begin + size);
  compress2(reinterpret_cast<Bytef*>(out.data() + begin), &size, reinterpret_cast<const Bytef*>(bytes.data()),
            bytes.size(), level);
  out.resize(begin + size);
  return out;
}

std::optional<std::string> inflated(std::string_view bytes) {
  ByteReader head(bytes);
  const std::uint64_t size = head.unsigned_number();
  const std::string_view rest = bytes.substr(bytes.size() - head.left());
  if (!head.ok() || size > rest.size() * kGreatestRatio) return std::nullopt;
  std::string out(size, '\0');
  uLongf written = size;
  const int code = uncompress(reinterpret_cast<Bytef*>(out.data()), &written,
                              reinterpret_cast<const Bytef*>(rest.data()), rest.size());
  if (code != Z_OK || written != size) return std::nullopt;
  return out;
}

}  // namespace stepscope
