#include "app/cli/store_options.h"

#include "core/sqlite/turn.h"
#include "core/store/store_opening.h"
#include "core/store/store_place.h"

namespace stepscope::cli {

namespace {

std::filesystem::path named_or_default(const StoreOptions& options) {
  return options.store.empty() ? default_store_file() : std::filesystem::path(options.store);
}

void tell_of_waiting(const Console& console) {
  set_wait_notice([console](const std::string& file) {
    console.note("waiting for " + file + ": another program is writing to it");
  });
}

}  // namespace

void add_store_options(Parser& parser, StoreOptions& options, StoreUse use) {
  Option* store =
      parser.add_option("--store", options.store,
                        "file of the run store (default $STEPSCOPE_STORE, else ~/.local/share/stepscope/runs.db)");
  if (use == StoreUse::kRecording)
    parser.add_flag("--no-store", options.none, "do not keep the runs in the run store")->excludes(store);
}

std::filesystem::path recording_store(const StoreOptions& options, const Console& console) {
  tell_of_waiting(console);
  return options.none ? std::filesystem::path() : named_or_default(options);
}

std::filesystem::path reading_store(const StoreOptions& options, const Console& console) {
  tell_of_waiting(console);
  const UsableStore usable = usable_store(named_or_default(options));
  if (!usable.note.empty()) console.note("warning: " + usable.note);
  return usable.file;
}

}  // namespace stepscope::cli
