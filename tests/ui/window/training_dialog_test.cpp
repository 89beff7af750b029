#include "ui/window/training_dialog.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>

#include "tests/core/imitation/mini_roots.h"
#include "tests/support/files.h"
#include "tests/ui/support/driven_window.h"
#include "tests/ui/support/own_home.h"
#include "ui/bridge/text.h"
#include "ui/charts/learning_chart.h"
#include "ui/window/training_form.h"

namespace stepscope::ui {

namespace {

using test::kPatienceMs;

// Learns nothing; its loss falls with every step. Writes small files where a real one writes weights.
class CountingTrainer final : public Trainer {
 public:
  std::int64_t parameter_count() const override { return 7; }
  Result<double> train(const TrainingBatch&, double) override {
    QTest::qSleep(1);
    return 1.0 / ++steps_;
  }
  Result<double> predict(const TrainingBatch& batch, std::span<float> predictions) override {
    std::ranges::copy(batch.targets, predictions.begin());
    for (float& value : predictions) value += 1.0F;
    return 0.5;
  }
  Status save(const std::string& path) const override { return test_file(path); }
  Status restore(const std::string&) override { return {}; }
  Status export_model(const std::string& path) const override { return test_file(path); }

 private:
  static Status test_file(const std::string& path) {
    QFile file(to_qt(path));
    if (!file.open(QIODevice::WriteOnly)) return make_error(path + " cannot be written");
    file.write("model");
    return {};
  }
  int steps_{0};
};

TrainerMaker counting() {
  return [](const TrainerOptions&) -> Result<std::unique_ptr<Trainer>> {
    return std::unique_ptr<Trainer>(std::make_unique<CountingTrainer>());
  };
}

}  // namespace

// The dialog with a trainer of its own, on two copies of the small log that comes with the tests.
class TrainingDialogTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void says_what_is_missing() {
    TrainingSession session(counting());
    TrainingDialog dialog(session, nullptr);
    QVERIFY(dialog.form().problem().contains("data"));
    dialog.form().set_data({test::mini_root()});
    dialog.form().set_model("driver.txt");
    QVERIFY(dialog.form().problem().contains(".pt"));
    dialog.form().set_model("driver.pt");
    QCOMPARE(dialog.form().problem(), QString());
    for (std::size_t i = 0; i < kRasterChannelCount; ++i)
      dialog.form().set_channel(static_cast<RasterChannel>(i), false);
    QVERIFY(dialog.form().problem().contains("channels"));
    QVERIFY(!dialog.can_start());
  }

  void asks_for_what_the_form_says() {
    TrainingForm form;
    form.set_data({"/a", "/b c"});
    form.set_model("/m/driver.pt");
    form.set_minutes(3.5);
    form.set_channel(RasterChannel::kSpeedLimit, false);
    const ImitationRequest request = form.request();
    QCOMPARE(request.data.size(), std::size_t{2});
    QCOMPARE(request.data[1], std::filesystem::path("/b c"));
    QCOMPARE(request.training.minutes, std::optional(3.5));
    QCOMPARE(request.training.contract.name, std::string("driver"));
    QCOMPARE(request.training.contract.raster.channels.size(), kRasterChannelCount - 1);
    QVERIFY(!request.training.resume);
  }

  void trains_and_offers_to_drive() {
    TrainingSession session(counting());
    TrainingDialog dialog(session, nullptr);
    prepare(dialog, "first.pt");
    dialog.form().set_minutes(0.1);  // 6 s
    QTRY_VERIFY_WITH_TIMEOUT(dialog.can_start() || unavailable(dialog), kPatienceMs);
    if (unavailable(dialog)) QSKIP("this build trains nothing: the dialog says so");
    QSignalSpy ended(&session, &TrainingSession::finished);
    dialog.start();
    QVERIFY(!dialog.can_start());
    QVERIFY(!dialog.form().isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(dialog.state_text().contains("Epoch"), kPatienceMs);
    QVERIFY2(ended.wait(kPatienceMs), qPrintable(dialog.state_text()));
    QVERIFY(!dialog.chart().curve().empty());
    QVERIFY(dialog.state_text().contains("validation loss 0.5"));
    QVERIFY(dialog.notes_text().contains("7 weights"));
    QVERIFY(dialog.can_drive());
    QVERIFY(QFile::exists(path_text(home_.path() / "first.pt")));
    QVERIFY(dialog.chart().exporter().csv().contains("validation_loss"));
  }

  void stopping_keeps_what_was_learned() {
    TrainingSession session(counting());
    QSignalSpy ended(&session, &TrainingSession::finished), failed(&session, &TrainingSession::failed);
    ImitationRequest request = asked("second.pt");
    request.training.minutes = 60.0;
    QSignalSpy progressed(&session, &TrainingSession::progressed);
    session.start(request);
    QTRY_VERIFY_WITH_TIMEOUT(!progressed.empty(), kPatienceMs);
    session.stop();
    QVERIFY(session.stopping());
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, kPatienceMs);
    QVERIFY(failed.empty());
    QVERIFY(qvariant_cast<ImitationOutcome>(ended.front().front()).training.stopped);
    QVERIFY(QFile::exists(path_text(TrainingFiles(request.training.model).state)));
    QVERIFY(!session.active());
  }

  void what_goes_wrong_is_said() {
    TrainingSession session(
        [](const TrainerOptions&) -> Result<std::unique_ptr<Trainer>> { return make_error("no library today"); });
    QSignalSpy failed(&session, &TrainingSession::failed);
    TrainingDialog dialog(session, nullptr);
    session.start(asked("third.pt"));
    QVERIFY(failed.wait(kPatienceMs));
    QVERIFY(dialog.state_text().contains("no library today"));
    QVERIFY(dialog.notes_text().contains("no library today"));
  }

  void a_session_that_goes_ends_its_training() {
    auto session = std::make_unique<TrainingSession>(counting());
    QSignalSpy progressed(session.get(), &TrainingSession::progressed);
    ImitationRequest request = asked("fourth.pt");
    request.training.minutes = 60.0;
    session->start(request);
    QTRY_VERIFY_WITH_TIMEOUT(!progressed.empty(), kPatienceMs);
    session.reset();  // joins
    QVERIFY(QFile::exists(path_text(TrainingFiles(request.training.model).state)));
  }

 private:
  ImitationRequest asked(const char* model) {
    TrainingForm form;
    form.set_data(roots());
    form.set_model(home_.path() / model);
    ImitationRequest request = form.request();
    request.training.contract.raster.size_px = 16;
    request.training.contract.raster.metres_per_pixel = 4.0;
    request.training.batch = 4;
    return request;
  }
  void prepare(TrainingDialog& dialog, const char* model) {
    dialog.form().set_data(roots());
    dialog.form().set_model(home_.path() / model);
  }
  static bool unavailable(const TrainingDialog& dialog) { return dialog.state_text().contains("torch"); }
  const std::vector<std::filesystem::path>& roots() const { return logs_.roots(); }

  test::OwnHome home_;
  test::MiniRoots logs_{2};  // nothing can be validated with one
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::TrainingDialogTest)
#include "training_dialog_test.moc"
