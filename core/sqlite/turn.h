#pragma once

#include <functional>
#include <string>

namespace stepscope {

// Called once for every wait of more than half a second for a file that another connection is writing; `file` is its
// path. From the thread that waits: it may be any, and several at a time. Set before connections are opened.
using WaitNotice = std::function<void(const std::string& file)>;
void set_wait_notice(WaitNotice notice);

// What SQLite asks a patient connection (its handle is `connection`) whether it should try again, when it has asked
// `count` times in this wait: sleeps a little and says yes for ten seconds.
int try_turn_again(void* connection, int count);

}  // namespace stepscope
