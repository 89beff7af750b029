#include "core/base/mailbox.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <thread>

namespace stepscope {
namespace {

TEST(Mailbox, DeliversInOrderAndOnce) {
  Mailbox<int> mailbox(4);
  for (const int value : {3, 1, 2}) mailbox.post(value);
  std::vector<int> got{99};
  mailbox.drain(got);
  EXPECT_EQ(got, (std::vector<int>{3, 1, 2}));
  mailbox.drain(got);
  EXPECT_TRUE(got.empty());
}

TEST(Mailbox, TakesMoreThanExpected) {
  Mailbox<int> mailbox(2);
  for (int value = 0; value < 100; ++value) mailbox.post(value);
  std::vector<int> got;
  mailbox.drain(got);
  ASSERT_EQ(got.size(), 100U);
  EXPECT_EQ(got.back(), 99);
}

TEST(Mailbox, HandsOverWhatCannotBeCopied) {
  Mailbox<std::unique_ptr<int>> mailbox(1);
  mailbox.post(std::make_unique<int>(5));
  std::vector<std::unique_ptr<int>> got;
  mailbox.drain(got);
  ASSERT_EQ(got.size(), 1U);
  EXPECT_EQ(*got[0], 5);
}

// Draining gives the sender storage as large as what was there before, so that posting goes on without growing.
TEST(Mailbox, KeepsTheRoomItWasPromised) {
  Mailbox<int> mailbox(64);
  std::vector<int> got;
  for (int round = 0; round < 3; ++round) {
    mailbox.post(round);
    mailbox.drain(got);
    EXPECT_GE(got.capacity(), 64U) << round;
  }
}

TEST(Mailbox, LosesAndDoublesNothingBetweenThreads) {
  constexpr int kSenders = 3, kEach = 20'000;
  Mailbox<std::pair<int, int>> mailbox(16);
  std::vector<std::thread> senders;
  for (int sender = 0; sender < kSenders; ++sender)
    senders.emplace_back([&mailbox, sender] {
      for (int value = 0; value < kEach; ++value) mailbox.post({sender, value});
    });
  std::map<int, int> next;  // sender → value expected next
  std::vector<std::pair<int, int>> got;
  for (int received = 0; received < kSenders * kEach;) {
    mailbox.drain(got);
    for (const auto& [sender, value] : got) ASSERT_EQ(value, next[sender]++);
    received += static_cast<int>(got.size());
    if (got.empty()) std::this_thread::yield();
  }
  for (std::thread& sender : senders) sender.join();
  mailbox.drain(got);
  EXPECT_TRUE(got.empty());
}

}  // namespace
}  // namespace stepscope
