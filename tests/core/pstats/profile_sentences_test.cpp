#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/pstats/python_profile.h"
#include "core/pstats/quantity.h"
#include "tests/core/pstats/marshal_text.h"

namespace stepscope {
namespace {

using test::called_by;
using test::function;
using test::sqlite_function;
using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::Not;

// The counts of the report that began it: 149 steps, 1 228 statements and connections, 21 691 resumptions.
ProfileTable origin() {
  ProfileTable table{{function("simulation.py", 120, "propagate", 149, 0.1, 14.2),
                      function("query_session.py", 7, "execute_many", 21691, 12.7, 18.6),
                      sqlite_function("execute", 1228),
                      function("~", 0, "<built-in method _sqlite3.connect>", 1228, 3.8, 3.8)}};
  table.functions[2].callers = {called_by(1, 1228, 6.8, 6.8)};
  return table;
}

TEST(ProfileSentences, Quantities) {
  EXPECT_EQ(count_text(7), "7");
  EXPECT_EQ(count_text(1228), "1\u2009228");
  EXPECT_EQ(count_text(-1234567), "-1\u2009234\u2009567");
  EXPECT_EQ(three_digits(145.577), "146");
  EXPECT_EQ(three_digits(8.2416), "8.24");
  EXPECT_EQ(three_digits(9.996), "10.0");
  EXPECT_EQ(three_digits(0.0), "0");
}

TEST(ProfileSentences, ExplainTheQueriesThatAreNone) {
  const auto sentences = profile_sentences(profile_of(origin(), "origin.stats"));
  EXPECT_THAT(sentences, Contains(AllOf(HasSubstr("Executed statements: 1\u2009228 (8.24 per step)"),
                                        HasSubstr("Connections opened: 1\u2009228 (8.24 per step)"))));
  EXPECT_THAT(sentences,
              Contains(AllOf(HasSubstr("execute_many (query_session.py:7) has 21\u2009691 (146 per step) calls"),
                             HasSubstr("no queries"), HasSubstr("20\u2009463 rows of 1\u2009228 statements"),
                             HasSubstr("17.7 times what was executed"))));
}

TEST(ProfileSentences, SayWhenAProfileIsOfSomethingElse) {
  ProfileTable table{{function("/usr/lib/python3/json/encoder.py", 205, "iterencode", 1, 0.1, 0.1)}};
  const auto sentences = profile_sentences(profile_of(std::move(table), "other.stats"));
  EXPECT_THAT(sentences.front(), HasSubstr("None of the 1 functions in other.stats is one of the reference simulator"));
  EXPECT_THAT(sentences.front(), HasSubstr("All of its time is unaccounted for"));
  // Importing modules and asking databases are in the rules; a program that does so is no simulator for that.
  ProfileTable importing{{function("script.py", 1, "<module>", 1, 0.1, 0.2),
                          function("<frozen importlib._bootstrap>", 1022, "_find_and_load", 7, 0.1, 0.1),
                          function("/srv/script.py", 9, "compute_trajectory", 5, 0.1, 0.1),
                          sqlite_function("execute", 4)}};
  const auto foreign = profile_sentences(profile_of(std::move(importing), "script.stats"));
  EXPECT_THAT(foreign.front(),
              AllOf(HasSubstr("None of the 4 functions in script.stats is one of the reference simulator"),
                    HasSubstr("what any program does")));
  EXPECT_THAT(profile_sentences(profile_of(origin(), "origin.stats")), Each(Not(HasSubstr("reference simulator:"))));
}

TEST(ProfileSentences, OfTheOlderLayerSayTheOpposite) {
  ProfileTable table{{function("simulation.py", 120, "propagate", 149, 0.1, 14.2),
                      function("/site/sqlalchemy/orm/strategies.py", 800, "_emit_lazyload", 18774, 0.5, 3.0),
                      sqlite_function("execute", 21560)}};
  const auto sentences = profile_sentences(profile_of(std::move(table), "orm.stats"));
  EXPECT_THAT(sentences, Contains(HasSubstr("Executed statements: 21\u2009560 (145 per step)")));
  EXPECT_THAT(sentences, Contains(AllOf(HasSubstr("older data layer"), HasSubstr("18\u2009774 (126 per step) objects"),
                                        HasSubstr("really executed"))));
  EXPECT_THAT(sentences, Each(Not(HasSubstr("no queries"))));
}

TEST(ProfileSentences, SayWhatTheProfileDoesNotHold) {
  ProfileTable table{{function("mine.py", 1, "work", 1, 1.0, 1.0)}};
  const auto sentences = profile_sentences(profile_of(table, "a.stats"));
  EXPECT_THAT(sentences, Contains(HasSubstr("number of steps is not in the profile")));
  EXPECT_THAT(sentences, Contains(HasSubstr("Built-in functions were not profiled")));
  EXPECT_THAT(profile_sentences(profile_of(table, "a.stats", 10)), Each(Not(HasSubstr("number of steps"))));
}

TEST(PythonProfile, StepsAreCountedWhereTheyHappenOnce) {
  EXPECT_EQ(profile_of(origin(), "a").steps, 149);
  EXPECT_EQ(profile_of(origin(), "a").steps_from, "calls of propagate");
  EXPECT_EQ(profile_of(origin(), "a", 10).steps, 10);
  ProfileTable planner_only{{function("abstract_planner.py", 90, "compute_trajectory", 80, 1.0, 2.0)}};
  EXPECT_EQ(profile_of(planner_only, "a").steps, 80);
}

TEST(PythonProfile, NamesAreOneLineWithoutControlCharacters) {
  EXPECT_EQ(function_text(function("/a/b/c.py", 7, "f\x1b[2J\ng", 1, 0, 0)), "f [2J g (c.py:7)");
  EXPECT_EQ(function_text(function("C:\\a\\c.py", 7, "f", 1, 0, 0)), "f (c.py:7)");
  EXPECT_EQ(function_text(function("~", 0, "<built-in method len>", 1, 0, 0)), "<built-in method len>");
}

}  // namespace
}  // namespace stepscope
