// Damaged profiles: each gives a table or an error, never more. Run under AddressSanitizer by ./test --asan.
#include <gtest/gtest.h>

#include <random>

#include "core/pstats/python_profile.h"
#include "tests/core/pstats/marshal_text.h"

namespace stepscope {
namespace {

using test::marshal_dict;
using test::marshal_int;
using test::marshal_real;
using test::marshal_text;
using test::marshal_tuple;

std::string key(const char* file, int line, const char* name) {
  return marshal_tuple({marshal_text(file), marshal_int(line), marshal_text(name)});
}
std::string numbers(int calls, double own, double cumulative, const std::string& callers) {
  return marshal_tuple({marshal_int(calls), marshal_int(calls), marshal_real(own), marshal_real(cumulative), callers});
}
std::string call(int calls, double own, double cumulative) {
  return marshal_tuple({marshal_int(calls), marshal_int(calls), marshal_real(own), marshal_real(cumulative)});
}

// propagate calls execute_many and a helper, which call each other; both execute.
std::string small_profile() {
  const std::string propagate = key("a/simulation.py", 5, "propagate"),
                    many = key("query_session.py", 7, "execute_many");
  const std::string helper = key("h.py", 1, "helper"), execute = key("~", 0, "<method 'execute' of 'sqlite3.Cursor'>");
  return marshal_dict({propagate, numbers(3, 0.5, 2.0, "{0"), many,
                       numbers(30, 0.5, 1.0, marshal_dict({propagate, call(20, 0.3, 0.6), helper, call(10, 0.2, 0.4)})),
                       helper,
                       numbers(9, 0.25, 0.5, marshal_dict({propagate, call(6, 0.2, 0.4), many, call(3, 0.05, 0.1)})),
                       execute, numbers(6, 0.5, 0.5, marshal_dict({many, call(6, 0.5, 0.5)}))});
}

void use(std::string content) {
  auto table = parse_profile(std::move(content), "damaged.stats");
  if (!table.ok()) {
    EXPECT_FALSE(table.error().reason.empty());
    return;
  }
  const PythonProfile profile = profile_of(std::move(table).value(), "damaged.stats");
  double sum = 0.0;
  for (const double part_s : profile.attribution.total_s) {
    EXPECT_GE(part_s, 0.0);
    sum += part_s;
  }
  EXPECT_NEAR(sum, profile.table.own_s(), 1e-9 * std::max(1.0, sum));
  EXPECT_FALSE(profile_sentences(profile).empty());
}

TEST(DamagedProfile, BytesChanged) {
  const std::string whole = small_profile();
  ASSERT_TRUE(parse_profile(whole, "a.stats").ok());
  std::mt19937 random(7);
  for (int round = 0; round < 60000; ++round) {
    std::string damaged = whole;
    const int changes = 1 + static_cast<int>(random() % 4);
    for (int i = 0; i < changes; ++i) damaged[random() % damaged.size()] = static_cast<char>(random());
    use(std::move(damaged));
  }
}

TEST(DamagedProfile, BytesLeftOutPutInAndRepeated) {
  const std::string whole = small_profile();
  std::mt19937 random(8);
  for (int round = 0; round < 40000; ++round) {
    std::string damaged = whole;
    const std::size_t at = random() % damaged.size(), length = random() % 40;
    switch (random() % 3) {
      case 0:
        damaged.erase(at, length);
        break;
      case 1:
        damaged.insert(at, whole.substr(random() % whole.size(), length));
        break;
      default:
        damaged.replace(at, std::min(length, damaged.size() - at), whole.substr(random() % whole.size(), length));
    }
    use(std::move(damaged));
  }
}

TEST(DamagedProfile, TypesOfValuesChanged) {
  // Only bytes that begin a value are changed, to begin another: the mutations that get deepest.
  const std::string whole = small_profile();
  const std::string types = "NTFiIlfgzZaAutsr()[{0c<";
  std::mt19937 random(9);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const char type : types) {
      for (const int flag : {0, 0x80}) {
        std::string damaged = whole;
        damaged[at] = static_cast<char>(type | flag);
        use(damaged);
        damaged[random() % damaged.size()] = static_cast<char>(random());
        use(std::move(damaged));
      }
    }
  }
}

TEST(DamagedProfile, SharedValuesTakeNoMoreThanTheFileHolds) {
  // A thousand functions whose tables of callers are one and the same, referred to: a million pairs in 40 kB.
  std::string bytes = "{";
  const auto reference = [](int number) { return "r" + marshal_int(number).substr(1); };
  const int functions = 1000;
  std::string callers = "\xfb";
  for (int f = 0; f < functions; ++f) {
    callers += key("a.py", f, "f") + call(1, 0.0, 0.0);
  }
  callers += "0";
  for (int f = 0; f < functions; ++f)
    bytes += key("a.py", f, "f") + numbers(1, 0.0, 0.0, f == 0 ? callers : reference(0));
  const auto table = parse_profile(bytes + "0", "a.stats");
  ASSERT_FALSE(table.ok());
  EXPECT_NE(table.error().text().find("more callers than the file has room for"), std::string::npos)
      << table.error().text();
}

TEST(DamagedProfile, LongNamesReferredToTakeNoMoreThanTheFileHolds) {
  const std::string name(5000, 'x');
  std::string bytes = "{";
  for (int f = 0; f < 2000; ++f) {
    bytes +=
        std::string(")\x03") + (f == 0 ? "\xe1" + marshal_int(5000).substr(1) + name : "r" + marshal_int(0).substr(1));
    bytes += marshal_int(f) + marshal_text("f") + numbers(1, 0.0, 0.0, "{0");
  }
  const auto table = parse_profile(bytes + "0", "a.stats");
  ASSERT_FALSE(table.ok());
  EXPECT_NE(table.error().text().find("longer names than the file has room for"), std::string::npos);
}

}  // namespace
}  // namespace stepscope
