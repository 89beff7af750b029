#pragma once

#include <string>

namespace stepscope {

// Whether MessagePack can be read into memory: well-formed, nested no deeper than a simulation log is (the reader calls
// itself for every level) and of a number of values that memory has room for. Empty: yes; otherwise the reason.
std::string msgpack_problem(const std::string& bytes);

}  // namespace stepscope
