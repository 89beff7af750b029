#include "core/sqlite/file_check.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <string>

namespace stepscope {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kHeaderBytes = 100;  // https://www.sqlite.org/fileformat2.html#the_database_header
constexpr std::array<char, 8> kJournalMagic{'\xd9', '\xd5', '\x05', '\xf9', '\x20', '\xa1', '\x63', '\xd7'};

Error file_error(const fs::path& file, std::string reason) {
  return {.file = file.string(), .place = {}, .field = {}, .reason = std::move(reason)};
}

std::uint32_t big_endian(const unsigned char* p, int bytes) {
  std::uint32_t value = 0;
  for (int i = 0; i < bytes; ++i) value = (value << 8) | p[i];
  return value;
}

Status check_kind(const fs::path& file) {
  std::error_code code;
  const fs::file_status status = fs::status(file, code);
  if (code == std::errc::permission_denied) return file_error(file, "cannot be reached: no permission for its folder");
  if (!fs::exists(status)) return file_error(file, "file does not exist");
  if (fs::is_directory(status)) return file_error(file, "is a folder, not a database");
  if (!fs::is_regular_file(status)) return file_error(file, "is not a plain file");
  return {};
}

enum class Size { kAny, kWhole };

Status check_header(const fs::path& file, Size size_wanted) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return file_error(file, "cannot be read: no permission");
  std::array<unsigned char, kHeaderBytes> header{};
  in.read(reinterpret_cast<char*>(header.data()), header.size());
  if (in.gcount() == 0) return file_error(file, "file is empty");
  if (in.gcount() < 16 || std::memcmp(header.data(), "SQLite format 3", 16) != 0)
    return file_error(file, "not an SQLite database");
  if (in.gcount() < static_cast<std::streamsize>(kHeaderBytes))
    return file_error(file, "truncated: shorter than an SQLite header");
  if (size_wanted == Size::kAny) return {};
  const std::uint64_t page_size = big_endian(&header[16], 2) == 1 ? 65536 : big_endian(&header[16], 2);
  const std::uint64_t pages = big_endian(&header[28], 4);
  const bool count_valid = big_endian(&header[24], 4) == big_endian(&header[92], 4);
  std::error_code code;
  const std::uint64_t size = fs::file_size(file, code);
  if (count_valid && pages > 0 && size < pages * page_size)
    return file_error(file, "truncated: " + std::to_string(size) + " bytes of " + std::to_string(pages * page_size));
  return {};
}

Status check_neighbours(const fs::path& file) {
  std::error_code code;
  const fs::path log = file.string() + "-wal";
  if (const std::uintmax_t size = fs::file_size(log, code); !code && size > 0)
    return file_error(file, "unfinished: changes of another program lie beside it in " + log.filename().string());
  const fs::path journal = file.string() + "-journal";
  std::array<char, kJournalMagic.size()> magic{};
  std::ifstream in(journal, std::ios::binary);
  if (in && in.read(magic.data(), magic.size()) && magic == kJournalMagic)
    return file_error(file, "unfinished: changes of another program lie beside it in " + journal.filename().string());
  return {};
}

}  // namespace

Status check_database_file(const fs::path& file) {
  if (Status kind = check_kind(file); !kind.ok()) return kind;
  if (Status header = check_header(file, Size::kWhole); !header.ok()) return header;
  return check_neighbours(file);
}

Status check_shared_database_file(const fs::path& file) {
  if (Status kind = check_kind(file); !kind.ok()) return kind;
  std::error_code code;
  const std::uintmax_t log = fs::file_size(file.string() + "-wal", code);
  return check_header(file, !code && log > 0 ? Size::kAny : Size::kWhole);
}

}  // namespace stepscope
