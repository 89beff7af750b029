#include "core/sqlite/library_setup.h"

#include <sqlite3.h>

namespace stepscope {

bool set_up_sqlite() {
  static const int result = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  return result == SQLITE_OK;
}

}  // namespace stepscope
