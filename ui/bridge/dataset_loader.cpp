#include "ui/bridge/dataset_loader.h"

#include "core/synthesis/demo.h"
#include "ui/bridge/text.h"

namespace stepscope::ui {

namespace {

constexpr qint64 kReportEveryMs = 50;

// Thrown through write_demo's progress callback: the only way to leave it early. Files of the demo appear under their
// names when complete, so that nothing half-written stays.
struct DemoCancelled {};

}  // namespace

struct DatasetLoader::Job {
  std::filesystem::path what;
  std::filesystem::path maps;
  std::atomic<bool> cancelled{false};
  QElapsedTimer clock;
  qint64 last_report_ms{-kReportEveryMs};  // worker only
};

DatasetLoader::DatasetLoader(std::filesystem::path cache_file, QObject* parent)
    : QObject(parent), cache_file_(std::move(cache_file)), background_(*this) {}

DatasetLoader::~DatasetLoader() {
  if (job_) job_->cancelled = true;
}

void DatasetLoader::open(const std::filesystem::path& folder_or_db, const std::filesystem::path& maps) {
  begin(folder_or_db, maps, Prepare::kNothing);
}

void DatasetLoader::open_demo(const std::filesystem::path& folder) { begin(folder, {}, Prepare::kWriteDemo); }

void DatasetLoader::begin(const std::filesystem::path& folder_or_db, const std::filesystem::path& maps,
                          Prepare prepare) {
  if (job_) job_->cancelled = true;
  auto job = std::make_shared<Job>();
  job->what = folder_or_db;
  job->maps = maps;
  job->clock.start();
  job_ = job;
  Q_EMIT started(path_text(folder_or_db));
  background_.run([this, job, prepare] { return work(job, prepare); },
                  [this, job](Result<DatasetPtr> result) { finish(job, std::move(result)); });
}

void DatasetLoader::cancel() {
  if (!job_) return;
  job_->cancelled = true;
  job_.reset();
  Q_EMIT cancelled();
}

void DatasetLoader::report(const std::shared_ptr<Job>& job, const QString& what, qint64 done, qint64 total) {
  const qint64 now = job->clock.elapsed();
  if (now - job->last_report_ms < kReportEveryMs && done != total) return;
  job->last_report_ms = now;
  QMetaObject::invokeMethod(
      this,
      [this, job, progress = LoadProgress{what, done, total, now}] {
        if (job == job_) Q_EMIT progressed(progress);
      },
      Qt::QueuedConnection);
}

Result<DatasetPtr> DatasetLoader::work(const std::shared_ptr<Job>& job, Prepare prepare) {
  if (job->cancelled) return make_error("cancelled");
  if (prepare == Prepare::kWriteDemo && !current_demo(job->what)) {
    try {
      const auto status = write_demo(job->what, DemoOptions{}, [&](double share, const std::string& what) {
        if (job->cancelled) throw DemoCancelled{};
        report(job, tr("Building the demo city: %1").arg(to_qt(what)), static_cast<qint64>(share * 1000.0), 1000);
      });
      if (!status.ok()) return status.error();
    } catch (const DemoCancelled&) {
      return make_error("cancelled");
    }
  }
  report(job, tr("Looking for logs"), 0, 0);
  const auto paths = find_data_root(job->what, job->maps);
  if (!paths.ok()) return paths.error();
  return index_dataset(
      paths.value(), cache_file_,
      [&](const IndexProgress& progress) {
        report(job, tr("Reading logs: %1").arg(to_qt(progress.current)), static_cast<qint64>(progress.done),
               static_cast<qint64>(progress.total));
      },
      &job->cancelled);
}

void DatasetLoader::finish(const std::shared_ptr<Job>& job, Result<DatasetPtr> result) {
  if (job != job_) return;  // cancelled, or a later wish came
  job_.reset();
  if (result.ok())
    Q_EMIT loaded(result.value(), path_text(job->what));
  else
    Q_EMIT failed(result.error(), path_text(job->what));
}

}  // namespace stepscope::ui
