#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace stepscope {

// One xz stream in the making, with the preset the reference uses, the fastest, and a smaller window. Several streams
// after one another in a file read as one.
class XzStream {
 public:
  XzStream();
  ~XzStream();
  XzStream(XzStream&&) noexcept;

  // Appends to `out` what is ready of the packed bytes. An error: out of memory.
  Status pack(std::string_view bytes, std::string& out);
  // The rest. Nothing may follow.
  Status finish(std::string& out);

 private:
  enum class More { kYes, kNo };
  Status code(std::string_view bytes, More more, std::string& out);
  struct State;
  std::unique_ptr<State> state_;
};

// A whole stream of these bytes.
Result<std::string> xz_stream_of(std::string_view bytes);

}  // namespace stepscope
