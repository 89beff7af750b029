#pragma once

namespace stepscope {

// Tells the SQLite library, once and before its first connection, to keep no statistics of its memory: they stand
// behind one lock, at which the simulation and the thread that stores its run met at every piece of memory.
// False if somebody else in the process has used the library before; all works then, with that lock.
bool set_up_sqlite();

}  // namespace stepscope
