#include "core/store/step_journal.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "core/files/text_file.h"
#include "core/store/bytes.h"
#include "core/store/row_check.h"

namespace stepscope {

namespace {

constexpr std::uint64_t kMark = 0x314E524A53535453;  // "STSSJRN1"
constexpr std::size_t kHead = 32;                    // mark, number, size, checksum: 8 bytes each

std::uint64_t checksum_of(std::uint64_t number, std::string_view bytes) {
  ByteWriter head;
  head.fixed(number);
  head.fixed(bytes.size());
  return static_cast<std::uint64_t>(check_of(head.bytes(), bytes));
}

}  // namespace

Result<StepJournal> StepJournal::create(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (descriptor < 0) return Error{.file = file.string(), .place = {}, .field = {}, .reason = std::strerror(errno)};
  return StepJournal(file, descriptor);
}

StepJournal::StepJournal(StepJournal&& other) noexcept
    : file_(std::move(other.file_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      position_(other.position_),
      number_(other.number_),
      block_(std::move(other.block_)) {}

StepJournal::~StepJournal() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Status StepJournal::append(std::string_view bytes) {
  ByteWriter head;
  for (const std::uint64_t value : {kMark, number_ + 1, std::uint64_t{bytes.size()}, checksum_of(number_ + 1, bytes)})
    head.fixed(value);
  block_.assign(head.bytes()).append(bytes);
  for (std::size_t done = 0; done < block_.size();) {
    const ssize_t written =
        ::pwrite(descriptor_, block_.data() + done, block_.size() - done, static_cast<off_t>(position_ + done));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0)
      return Error{
          .file = file_.string(), .place = {}, .field = {}, .reason = std::strerror(written < 0 ? errno : ENOSPC)};
    done += static_cast<std::size_t>(written);
  }
  ++number_;
  position_ += block_.size();
  return {};
}

void StepJournal::remove() {
  if (descriptor_ < 0) return;
  ::close(std::exchange(descriptor_, -1));
  std::error_code ignored;
  std::filesystem::remove(file_, ignored);
}

std::filesystem::path journal_file(const std::filesystem::path& store, const std::string& uuid) {
  std::error_code code;  // one store may have two names
  const std::filesystem::path real = std::filesystem::weakly_canonical(store, code);
  return (code ? store : real).string() + "-steps-" + uuid;
}

std::string read_journal(const std::filesystem::path& file) {
  std::string rows;
  const auto content = read_file(file);
  if (!content.ok()) return rows;
  std::string_view left = content.value();
  for (std::uint64_t expected = 0; left.size() >= kHead;) {
    ByteReader head(left.substr(0, kHead));
    const std::uint64_t mark = head.fixed(), number = head.fixed(), size = head.fixed(), checksum = head.fixed();
    if (mark != kMark || (expected != 0 && number != expected) || size > left.size() - kHead) break;
    const std::string_view bytes = left.substr(kHead, size);
    if (checksum_of(number, bytes) != checksum) break;
    rows += bytes;
    left.remove_prefix(kHead + size);
    expected = number + 1;
  }
  return rows;
}

}  // namespace stepscope
