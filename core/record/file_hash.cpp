#include "core/record/file_hash.h"

#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <tuple>
#include <vector>

namespace stepscope {

namespace {

Result<std::string> compute(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return Error{.file = file.string(), .place = {}, .field = {}, .reason = "cannot be read"};
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
  std::vector<char> chunk(1 << 20);
  while (in.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) || in.gcount() > 0)
    EVP_DigestUpdate(context.get(), chunk.data(), static_cast<std::size_t>(in.gcount()));
  if (in.bad()) return Error{.file = file.string(), .place = {}, .field = {}, .reason = "cannot be read to its end"};
  std::array<unsigned char, 32> digest{};
  EVP_DigestFinal_ex(context.get(), digest.data(), nullptr);
  static constexpr char kHex[] = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : digest) text += {kHex[byte >> 4], kHex[byte & 0xF]};
  return text;
}

}  // namespace

Result<std::string> sha256_of_file(const std::filesystem::path& file) {
  using Key = std::tuple<std::string, std::uintmax_t, std::filesystem::file_time_type>;
  static std::mutex mutex;
  static std::map<Key, std::string> known;  // guarded by mutex
  std::error_code code;
  const Key key{file.string(), std::filesystem::file_size(file, code), std::filesystem::last_write_time(file, code)};
  {
    const std::scoped_lock lock(mutex);
    if (const auto it = known.find(key); it != known.end()) return it->second;
  }
  auto hash = compute(file);
  if (hash.ok()) {
    const std::scoped_lock lock(mutex);
    known.emplace(key, hash.value());
  }
  return hash;
}

}  // namespace stepscope
