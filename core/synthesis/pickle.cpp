#include "core/synthesis/pickle.h"

#include <bit>
#include <cstdint>

namespace stepscope::synthesis {

namespace {

// Opcodes of the pickle machine.
constexpr char kProtocol = '\x80', kFrame = '\x95', kEmptyList = ']', kMemoize = '\x94', kMark = '(', kFloat = 'G',
               kAppends = 'e', kStop = '.';

void append_list(std::string& out, const std::vector<double>& values) {
  out += {kEmptyList, kMemoize, kMark};
  for (const double value : values) {
    out += kFloat;  // big-endian IEEE double
    const auto bits = std::bit_cast<std::uint64_t>(value);
    for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>((bits >> shift) & 0xFF);
  }
  out += kAppends;
}

std::string framed(std::string body) {
  body += kStop;
  std::string out{kProtocol, '\x04', kFrame};
  for (int shift = 0; shift < 64; shift += 8) {
    out += static_cast<char>((static_cast<std::uint64_t>(body.size()) >> shift) & 0xFF);
  }
  return out + body;
}

}  // namespace

std::string pickle_list(const std::vector<double>& values) {
  std::string body;
  append_list(body, values);
  return framed(std::move(body));
}

std::string pickle_matrix(const std::vector<std::vector<double>>& rows) {
  std::string body{kEmptyList, kMemoize, kMark};
  for (const std::vector<double>& row : rows) append_list(body, row);
  body += kAppends;
  return framed(std::move(body));
}

}  // namespace stepscope::synthesis
