#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "core/pstats/profile_table.h"

namespace stepscope::test {

// Values in Python's marshal format, written by hand.
std::string marshal_int(std::int32_t value);
std::string marshal_real(double value);
std::string marshal_text(std::string_view text);  // as version 4 writes short ASCII
std::string marshal_tuple(std::initializer_list<std::string> values);
std::string marshal_dict(std::initializer_list<std::string> keys_and_values);

// A function for tables made by hand.
ProfiledFunction function(std::string file, std::int64_t line, std::string name, std::int64_t calls, double own_s,
                          double cumulative_s);
// `f` called by the functions at these places; times of each.
CallerShare called_by(std::size_t caller, std::int64_t calls, double own_s, double cumulative_s);
// A built-in function of a database.
ProfiledFunction sqlite_function(std::string_view name, std::int64_t calls);

}  // namespace stepscope::test
