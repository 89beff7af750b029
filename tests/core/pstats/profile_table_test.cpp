#include "core/pstats/profile_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/pstats/marshal_text.h"
#include "tests/support/files.h"

namespace stepscope {
namespace {

using test::marshal_dict;
using test::marshal_int;
using test::marshal_real;
using test::marshal_text;
using test::marshal_tuple;
using testing::HasSubstr;

const std::string kKey = marshal_tuple({marshal_text("a.py"), marshal_int(3), marshal_text("f")});
const std::string kCaller = marshal_tuple({marshal_text("a.py"), marshal_int(9), marshal_text("g")});
std::string entry(const std::string& callers) {
  return marshal_tuple({marshal_int(2), marshal_int(5), marshal_real(0.5), marshal_real(1.5), callers});
}
std::string reason(const std::string& bytes) {
  const auto table = parse_profile(bytes, "a.stats");
  return table.ok() ? "no error" : table.error().text();
}

TEST(ProfileTable, ReadsFunctionsAndWhoCalledThem) {
  const std::string callers =
      marshal_dict({kCaller, marshal_tuple({marshal_int(4), marshal_int(2), marshal_real(0.25), marshal_real(0.75)})});
  const auto table = parse_profile(marshal_dict({kKey, entry(callers), kCaller, entry("{0")}), "a.stats");
  ASSERT_TRUE(table.ok()) << table.error().text();
  ASSERT_EQ(table.value().functions.size(), 2u);
  const ProfiledFunction& f = table.value().functions[0];
  EXPECT_EQ(f.file, "a.py");
  EXPECT_EQ(f.line, 3);
  EXPECT_EQ(f.name, "f");
  EXPECT_EQ(f.primitive_calls, 2);
  EXPECT_EQ(f.calls, 5);
  EXPECT_DOUBLE_EQ(f.own_s, 0.5);
  EXPECT_DOUBLE_EQ(f.cumulative_s, 1.5);
  ASSERT_EQ(f.callers.size(), 1u);
  EXPECT_EQ(f.callers[0].caller, 1u);
  EXPECT_EQ(f.callers[0].calls, 4) << "a pair has its calls before its primitive ones";
  EXPECT_DOUBLE_EQ(f.callers[0].own_s, 0.25);
  EXPECT_DOUBLE_EQ(table.value().own_s(), 1.0);
  EXPECT_EQ(table.value().calls(), 10);
}

TEST(ProfileTable, CallersOfThePurePythonProfilerAreCounts) {
  const auto table = parse_profile(marshal_dict({kKey, entry(marshal_dict({kCaller, marshal_int(5)}))}), "a.stats");
  ASSERT_TRUE(table.ok()) << table.error().text();
  const CallerShare& share = table.value().functions[0].callers[0];
  EXPECT_EQ(share.calls, 5);
  EXPECT_FALSE(share.timed);
  EXPECT_EQ(share.caller, CallerShare::kUnknown) << "g is not in the table itself";
}

TEST(ProfileTable, SaysWhatIsNoProfile) {
  EXPECT_THAT(reason("SQLite format 3"), HasSubstr("a.stats: byte 0: is no profile of Python's cProfile"));
  EXPECT_THAT(reason("\x7f"
                     "ELF"),
              HasSubstr("is no profile"));
  EXPECT_THAT(reason("c" + std::string(40, '\0')), HasSubstr("is no profile"));
  EXPECT_THAT(reason("{0"), HasSubstr("empty: nothing was profiled"));
  EXPECT_THAT(reason("{\"json\": 1}"), HasSubstr("byte 1"));
}

TEST(ProfileTable, NamesEntryAndField) {
  const auto with = [](const std::string& values) { return reason(marshal_dict({kKey, values})); };
  EXPECT_THAT(reason(marshal_dict({marshal_text("f"), entry("{0")})), HasSubstr("entry 1"));
  EXPECT_THAT(with(marshal_int(1)), HasSubstr("entry 1 (a.py:3 f)"));
  EXPECT_THAT(with(marshal_tuple({marshal_int(-1), marshal_int(5), marshal_real(0), marshal_real(0), "{0"})),
              HasSubstr("primitive calls"));
  EXPECT_THAT(with(marshal_tuple({marshal_int(1), marshal_text("x"), marshal_real(0), marshal_real(0), "{0"})),
              HasSubstr("calls: is not a count"));
  EXPECT_THAT(with(marshal_tuple({marshal_int(1), marshal_int(1), marshal_real(std::nan("")), marshal_real(0), "{0"})),
              HasSubstr("own time"));
  EXPECT_THAT(with(marshal_tuple({marshal_int(1), marshal_int(1), marshal_real(0), marshal_real(-5.0), "{0"})),
              HasSubstr("cumulative time"));
  EXPECT_THAT(with(entry("N")), HasSubstr("is not a table of callers"));
  EXPECT_THAT(with(entry(marshal_dict({"N", marshal_int(1)}))), HasSubstr("a caller is not a file, a line and a name"));
  EXPECT_THAT(with(entry(marshal_dict({kCaller, "T"}))), HasSubstr("has not the values of a call"));
  EXPECT_THAT(reason(marshal_dict({kKey, entry("{0"), kKey, entry("{0")})), HasSubstr("twice"));
}

TEST(ProfileTable, FilesThatCannotBeRead) {
  const test::TemporaryFolder folder;
  const auto missing = read_profile(folder.path() / "gone.stats");
  ASSERT_FALSE(missing.ok());
  EXPECT_THAT(missing.error().text(), HasSubstr("gone.stats: cannot be read: No such file"));
  const auto no_file = read_profile(folder.path());
  ASSERT_FALSE(no_file.ok());
  EXPECT_THAT(no_file.error().text(), HasSubstr("cannot be read"));
}

}  // namespace
}  // namespace stepscope
