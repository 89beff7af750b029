#include "core/learning/wait_policy.h"

#include <dlfcn.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include "tests/support/files.h"

namespace stepscope {
namespace {

constexpr const char* kSecondStart = "STEPSCOPE_TEST_SECOND_START";
constexpr int kWentOn = 3;
constexpr int kNoOpenMp = 4;

// In a process of its own, with OpenMP loaded and a module to be found: its exit code.
int let_sleep_in_child(const char* policy, const std::string& filter) {
  const test::TemporaryFolder folder;
  const std::string module = (folder.path() / "module.so").string();
  std::ofstream(module) << "there";
  const pid_t child = fork();
  if (child == 0) {
    setenv(kSecondStart, "1", 1);
    setenv("STEPSCOPE_LEARNING_MODULE", module.c_str(), 1);
    unsetenv("OMP_WAIT_POLICY");
    if (policy != nullptr) setenv("OMP_WAIT_POLICY", policy, 1);
    if (dlopen("libgomp.so.1", RTLD_NOW) == nullptr) _exit(kNoOpenMp);
    std::string name = "test_learning";
    std::string only = "--gtest_filter=" + filter;
    char* arguments[] = {name.data(), only.data(), nullptr};
    let_openmp_sleep(arguments);
    _exit(std::getenv("OMP_WAIT_POLICY") == std::string("active") ? kWentOn : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(WaitPolicyTest, ProgramStartsAnewWhereOpenMpWasThereBefore) {
  if (std::getenv(kSecondStart) != nullptr) {  // as the program that was started anew
    EXPECT_STREQ(std::getenv("OMP_WAIT_POLICY"), "passive");
    return;
  }
  const int code = let_sleep_in_child(nullptr, "WaitPolicyTest.ProgramStartsAnew*");
  if (code == kNoOpenMp) GTEST_SKIP() << "no libgomp.so.1 on this machine";
  EXPECT_EQ(code, 0);
}

TEST(WaitPolicyTest, ChoiceOfTheUserStays) {
  const int code = let_sleep_in_child("active", "WaitPolicyTest.NoSuchTest");
  if (code == kNoOpenMp) GTEST_SKIP() << "no libgomp.so.1 on this machine";
  EXPECT_EQ(code, kWentOn);
}

}  // namespace
}  // namespace stepscope
