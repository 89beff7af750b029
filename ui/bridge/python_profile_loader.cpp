#include "ui/bridge/python_profile_loader.h"

#include <utility>

#include "core/files/text_file.h"
#include "core/report/profile_markdown.h"

namespace stepscope::ui {

PythonProfileLoader::PythonProfileLoader(QObject* parent) : QObject(parent), background_(*this) {}

void PythonProfileLoader::load(const std::filesystem::path& file) {
  const int number = ++latest_;
  Q_EMIT busyChanged(true);
  background_.run([file] { return import_python_profile(file); },
                  [this, number](Result<PythonProfile> profile) {
                    if (number != latest_) return;
                    Q_EMIT busyChanged(false);
                    if (profile.ok())
                      Q_EMIT loaded(std::make_shared<const PythonProfile>(std::move(profile).value()));
                    else
                      Q_EMIT failed(profile.error());
                  });
}

Status save_profile(const PythonProfile& profile, const std::optional<RunStatistics>& run, const std::string& run_name,
                    const std::filesystem::path& file) {
  return write_file(file, profile_markdown(profile, run ? &*run : nullptr, run_name));
}

}  // namespace stepscope::ui
