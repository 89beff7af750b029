#include "core/pstats/attribution.h"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/core/pstats/marshal_text.h"

namespace stepscope {
namespace {

using test::called_by;
using test::function;

double total(const Attribution& made, ProfilePart part) { return made.total_s[index_of(part)]; }
double sum(const PartTimes& times) { return std::accumulate(times.begin(), times.end(), 0.0); }

ProfiledFunction propagate() { return function("simulation.py", 1, "propagate", 10, 1.0, 4.0); }
ProfiledFunction plan() { return function("simulation/planner/p.py", 1, "compute_planner_trajectory", 10, 2.0, 5.0); }

//  propagate 1 s ──3 s──> helper 4 s <──1 s── planner 2 s
TEST(Attribution, AnUnnamedFunctionsOwnTimeGoesToItsCallersByWhatTheirCallsTook) {
  ProfileTable table{{propagate(), plan(), function("h.py", 1, "helper", 4, 4.0, 4.0)}};
  table.functions[2].callers = {called_by(0, 1, 3.0, 3.0), called_by(1, 3, 1.0, 1.0)};
  const Attribution made = attribute(table);
  EXPECT_DOUBLE_EQ(total(made, ProfilePart::kPropagation), 1.0 + 3.0);
  EXPECT_DOUBLE_EQ(total(made, ProfilePart::kPlanner), 2.0 + 1.0);
  EXPECT_DOUBLE_EQ(total(made, ProfilePart::kUnaccounted), 0.0);
  EXPECT_EQ(largest_part(made.own_s[2]), ProfilePart::kPropagation);
}

//  propagate ──> helper ──> sin 8 s: by the helper's cumulative time, 6 s on behalf of propagate, 2 s of the planner
TEST(Attribution, AnUnnamedCallerStandsForItsCallers) {
  ProfileTable table{{propagate(), plan(), function("h.py", 1, "helper", 4, 0.0, 8.0),
                      function("~", 0, "<built-in method math.sin>", 99, 8.0, 8.0)}};
  table.functions[2].callers = {called_by(0, 1, 0.0, 6.0), called_by(1, 3, 0.0, 2.0)};
  table.functions[3].callers = {called_by(2, 99, 8.0, 8.0)};
  const Attribution made = attribute(table);
  EXPECT_DOUBLE_EQ(total(made, ProfilePart::kPropagation), 1.0 + 6.0);
  EXPECT_DOUBLE_EQ(total(made, ProfilePart::kPlanner), 2.0 + 2.0);
}

TEST(Attribution, ANamedFunctionKeepsItsTimeWhoeverCallsIt) {
  ProfileTable table{{propagate(), function("query_session.py", 1, "execute_many", 5, 3.0, 3.0)}};
  table.functions[1].callers = {called_by(0, 5, 3.0, 3.0)};
  const Attribution made = attribute(table);
  EXPECT_DOUBLE_EQ(total(made, ProfilePart::kDatabase), 3.0);
  EXPECT_DOUBLE_EQ(total(made, ProfilePart::kPropagation), 1.0);
}

//  main (nobody named above it) ──1 s──> helper 4 s <──2 s── propagate; 1 s of the helper's calls came from nowhere
TEST(Attribution, WhatReachesNoNamedFunctionIsUnaccounted) {
  ProfileTable table{
      {function("m.py", 1, "main", 1, 0.5, 9.0), propagate(), function("h.py", 1, "helper", 4, 4.0, 4.0)}};
  table.functions[2].callers = {called_by(0, 1, 1.0, 1.0), called_by(1, 2, 2.0, 2.0)};
  const Attribution made = attribute(table);
  EXPECT_DOUBLE_EQ(total(made, ProfilePart::kUnaccounted), 0.5 + 1.0 + 1.0);
  EXPECT_DOUBLE_EQ(total(made, ProfilePart::kPropagation), 1.0 + 2.0);
  EXPECT_DOUBLE_EQ(sum(made.total_s), table.own_s());
}

//  propagate ──> walk ⇄ visit, walk also calls itself: the circle belongs to who entered it
TEST(Attribution, CirclesBelongToWhoeverEntersThem) {
  ProfileTable table{
      {propagate(), function("t.py", 1, "walk", 50, 3.0, 5.0), function("t.py", 9, "visit", 40, 2.0, 4.0)}};
  table.functions[1].callers = {called_by(0, 1, 0.5, 5.0), called_by(2, 40, 2.0, 3.5), called_by(1, 9, 0.5, 1.0)};
  table.functions[2].callers = {called_by(1, 40, 2.0, 4.0)};
  const Attribution made = attribute(table);
  EXPECT_NEAR(total(made, ProfilePart::kPropagation), 1.0 + 3.0 + 2.0, 1e-6);
  EXPECT_NEAR(total(made, ProfilePart::kUnaccounted), 0.0, 1e-6);
}

TEST(Attribution, ACircleThatNobodyEntersIsUnaccounted) {
  ProfileTable table{{function("t.py", 1, "a", 1, 3.0, 3.0), function("t.py", 9, "b", 1, 2.0, 2.0)}};
  table.functions[0].callers = {called_by(1, 1, 3.0, 3.0)};
  table.functions[1].callers = {called_by(0, 1, 2.0, 2.0)};
  const Attribution made = attribute(table);
  EXPECT_DOUBLE_EQ(total(made, ProfilePart::kUnaccounted), 5.0);
}

//  "sum" runs the generator expressions of both; each belongs to the function it stands in
TEST(Attribution, ComprehensionsBelongToTheFunctionTheyStandIn) {
  ProfileTable table{{propagate(), plan(), function("~", 0, "<built-in method builtins.sum>", 2, 0.0, 7.0),
                      function("simulation.py", 3, "<genexpr>", 9, 5.0, 5.0),
                      function("simulation/planner/p.py", 2, "<lambda>", 9, 2.0, 2.0),
                      function("h.py", 8, "<listcomp>", 1, 1.0, 1.0), function("h.py", 4, "helper", 1, 0.0, 1.0)}};
  table.functions[2].callers = {called_by(0, 1, 0.0, 1.0), called_by(1, 1, 0.0, 6.0)};
  table.functions[3].callers = {called_by(2, 9, 5.0, 5.0)};
  table.functions[4].callers = {called_by(2, 9, 2.0, 2.0)};
  table.functions[5].callers = {called_by(2, 1, 1.0, 1.0)};
  table.functions[6].callers = {called_by(1, 1, 0.0, 1.0)};
  const Attribution made = attribute(table);
  EXPECT_DOUBLE_EQ(total(made, ProfilePart::kPropagation), 1.0 + 5.0);
  EXPECT_DOUBLE_EQ(total(made, ProfilePart::kPlanner), 2.0 + 2.0 + 1.0) << "h.py's helper works for the planner";
}

TEST(Attribution, WithoutTimesOfPairsTheNumberOfCallsDecides) {
  ProfileTable table{{propagate(), plan(), function("h.py", 1, "helper", 4, 4.0, 4.0)}};
  table.functions[2].callers = {{.caller = 0, .calls = 1, .timed = false}, {.caller = 1, .calls = 3, .timed = false}};
  const Attribution made = attribute(table);
  EXPECT_DOUBLE_EQ(total(made, ProfilePart::kPropagation), 1.0 + 1.0);
  EXPECT_DOUBLE_EQ(total(made, ProfilePart::kPlanner), 2.0 + 3.0);
}

}  // namespace
}  // namespace stepscope
