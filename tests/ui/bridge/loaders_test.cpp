#include <QSignalSpy>
#include <QTest>
#include <fstream>
#include <optional>

#include "core/synthesis/demo.h"
#include "tests/support/files.h"
#include "tests/ui/bridge/mini_scenario.h"
#include "ui/bridge/dataset_loader.h"
#include "ui/bridge/run_exporter.h"
#include "ui/bridge/scenario_loader.h"

namespace stepscope::ui {

namespace {

constexpr int kPatienceMs = 30'000;

}  // namespace

class LoadersTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void opens_a_dataset_and_one_of_its_scenarios() {
    const test::TemporaryFolder cache;
    DatasetLoader loader(cache.path() / "index.sqlite");
    DatasetPtr dataset;
    connect(&loader, &DatasetLoader::loaded, this, [&dataset](const DatasetPtr& loaded) { dataset = loaded; });
    loader.open(test::mini_root());
    QVERIFY(loader.busy());
    QTRY_VERIFY_WITH_TIMEOUT(dataset != nullptr, kPatienceMs);
    QVERIFY(!loader.busy());
    QCOMPARE(dataset->logs.size(), 1u);
    QVERIFY(dataset->problems.empty());

    const LogSummary& log = dataset->logs.front();
    std::optional<ScenarioRow> usable;
    for (const ScenarioRow& row : log.scenarios)
      if (!usable && row.problem.empty()) usable = row;
    QVERIFY(usable);
    ScenarioLoader scenarios;
    ScenarioPtr scenario;
    connect(&scenarios, &ScenarioLoader::loaded, this, [&scenario](const ScenarioPtr& loaded) { scenario = loaded; });
    scenarios.load({{log.db, usable->token}, usable->type, log.location, dataset->paths.maps});
    QTRY_VERIFY_WITH_TIMEOUT(scenario != nullptr, kPatienceMs);
    QCOMPARE(scenario->id().token.hex(), usable->token.hex());
    QCOMPARE(scenario->iterations(), usable->iterations);
  }

  void the_latest_wish_wins() {
    const auto db = test::mini_root() / "splits/synthetic/synthetic-mini-01.db";
    const auto summary = summarise_log(db);
    QVERIFY(summary.ok());
    std::vector<Token> usable;
    for (const ScenarioRow& row : summary.value().scenarios)
      if (row.problem.empty()) usable.push_back(row.token);
    QVERIFY(usable.size() >= 5);
    ScenarioLoader loader;
    std::vector<std::string> opened;
    connect(&loader, &ScenarioLoader::loaded, this,
            [&opened](const ScenarioPtr& scenario) { opened.push_back(scenario->id().token.hex()); });
    for (std::size_t i = 0; i < 5; ++i)
      loader.load({{db, usable[i]}, "unknown", summary.value().location, test::mini_root() / "maps"});
    QTRY_VERIFY_WITH_TIMEOUT(!loader.busy(), kPatienceMs);
    QCOMPARE(opened.size(), 1u);
    QCOMPARE(opened.front(), usable[4].hex());
  }

  void a_folder_without_logs_is_an_error_that_names_it() {
    const test::TemporaryFolder empty;
    DatasetLoader loader(empty.path() / "index.sqlite");
    std::optional<Error> error;
    connect(&loader, &DatasetLoader::failed, this, [&error](const Error& failed) { error = failed; });
    loader.open(empty.path() / "nowhere");
    QTRY_VERIFY_WITH_TIMEOUT(error, kPatienceMs);
    QVERIFY(QString::fromStdString(error->text()).contains("nowhere"));
  }

  void a_damaged_log_does_not_keep_the_others_from_opening() {
    const test::TemporaryFolder folder;
    std::filesystem::copy(test::mini_root(), folder.path() / "data", std::filesystem::copy_options::recursive);
    std::ofstream(folder.path() / "data/splits/synthetic/broken.db") << "this is no database";
    DatasetLoader loader(folder.path() / "index.sqlite");
    DatasetPtr dataset;
    connect(&loader, &DatasetLoader::loaded, this, [&dataset](const DatasetPtr& loaded) { dataset = loaded; });
    loader.open(folder.path() / "data");
    QTRY_VERIFY_WITH_TIMEOUT(dataset != nullptr, kPatienceMs);
    QCOMPARE(dataset->logs.size(), 1u);
    QCOMPARE(dataset->problems.size(), 1u);
    QVERIFY(QString::fromStdString(dataset->problems.front().error.text()).contains("broken.db"));
  }

  void cancelling_delivers_nothing_and_leaves_nothing() {
    const test::TemporaryFolder folder;
    DatasetLoader loader(folder.path() / "index.sqlite");
    QSignalSpy loaded(&loader, &DatasetLoader::loaded);
    QSignalSpy cancelled(&loader, &DatasetLoader::cancelled);
    QSignalSpy progressed(&loader, &DatasetLoader::progressed);
    loader.open_demo(folder.path() / "demo");
    QTRY_VERIFY_WITH_TIMEOUT(!progressed.isEmpty(), kPatienceMs);
    loader.cancel();
    QCOMPARE(cancelled.size(), 1);
    QVERIFY(!loader.busy());
    QTest::qWait(100);
    QVERIFY(loaded.isEmpty());
  }

  void a_demo_of_another_generator_is_written_anew() {
    const test::TemporaryFolder folder;
    const auto demo = folder.path() / "demo";
    QVERIFY(write_demo(demo, {.seed = 1, .logs = 1}).ok());
    DatasetLoader loader(folder.path() / "index.sqlite");
    DatasetPtr dataset;
    connect(&loader, &DatasetLoader::loaded, this, [&dataset](const DatasetPtr& loaded) { dataset = loaded; });
    loader.open_demo(demo);
    QTRY_VERIFY_WITH_TIMEOUT(dataset != nullptr, kPatienceMs);
    QCOMPARE(dataset->logs.size(), 1u);  // as it was

    std::ofstream(demo / "stepscope-demo.stamp") << "stepscope-demo 0123456789abcdef seed 1 logs 1\n";
    dataset.reset();
    loader.open_demo(demo);
    QTRY_VERIFY_WITH_TIMEOUT(dataset != nullptr, kPatienceMs);
    QCOMPARE(dataset->logs.size(), static_cast<std::size_t>(DemoOptions{}.logs));
  }

  void is_destroyed_while_it_works() {
    const test::TemporaryFolder folder;
    for (int i = 0; i < 5; ++i) {
      DatasetLoader loader(folder.path() / "index.sqlite");
      loader.open_demo(folder.path() / "demo");
      QTest::qWait(20 * i);
    }
  }

  void exports_a_run_with_its_report() {
    const test::TemporaryFolder folder;
    SimulationSession session;
    std::optional<FinishedRun> finished;
    connect(&session, &SimulationSession::runFinished, this, [&finished](const FinishedRun& run) { finished = run; });
    session.start({}, EngineProfile::fast(), test::mini_scenario());
    QTRY_VERIFY_WITH_TIMEOUT(finished, kPatienceMs);
    RunExporter exporter;
    QString report;
    connect(&exporter, &RunExporter::written, this, [&report](const QString& file) { report = file; });
    exporter.write(*finished, folder.path());
    QTRY_VERIFY_WITH_TIMEOUT(!report.isEmpty(), kPatienceMs);
    QFile file(report);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("planner"));
    QVERIFY(QFile::exists(QFileInfo(report).path() + "/manifest.json"));
  }
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::LoadersTest)
#include "loaders_test.moc"
