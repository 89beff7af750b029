#include "ui/panels/model_picker.h"

#include <QComboBox>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include "core/learning/model_contract.h"
#include "tests/support/files.h"
#include "ui/bridge/raster_source.h"
#include "ui/bridge/text.h"
#include "ui/panels/model_text.h"
#include "ui/panels/run_options.h"

namespace stepscope::ui {

// Models of which something is wrong: nothing here needs LibTorch.
class ModelPickerTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    file_ = folder_.path() / "mine.pt";
    QFile file(path_text(file_));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("this is no model");
    ModelContract contract{.name = "mine <b>", .description = "Drives <i>nowhere</i>", .training_data = "nothing"};
    contract.raster.channels = {RasterChannel::kEgo, RasterChannel::kRoute};
    contract.raster.size_px = 64;
    QVERIFY(write_contract(file_, contract).ok());
  }

  void says_whole_why_a_model_cannot_drive_and_what_it_promised() {
    ModelPicker picker;
    QSignalSpy inspected(&picker, &ModelPicker::inspected);
    picker.show_model(file_.string());
    QVERIFY(inspected.wait(kPatienceMs));
    QVERIFY(picker.report()->problem);
    QVERIFY(picker.text().startsWith("Cannot drive: " + error_text(*picker.report()->problem)));
    QVERIFY(picker.text().contains("mine <b>"));
    QVERIFY(picker.text().contains("2 channels · 64 × 64 px of 0.5 m = 32 m"));
    QVERIFY(picker.text().contains("Channels: Ego, Route"));
    QVERIFY(picker.text().contains("16 poses, 0.5 s apart, 8 s ahead"));
    QVERIFY(picker.text().contains("Learned from: nothing"));
    QCOMPARE(picker.report()->sha256.size(), std::size_t{64});
    QVERIFY(picker.text().contains(to_qt(picker.report()->sha256)));
  }

  void says_when_a_file_is_missing_or_a_contract_is_assumed() {
    const ModelReport missing = inspect_model((folder_.path() / "no.pt").string());
    QVERIFY(missing.problem);
    QVERIFY(model_text(missing).contains("no.pt"));
    std::filesystem::remove(side_entry_of(file_));
    QVERIFY(model_text(inspect_model(file_.string())).contains("reference's contract is assumed"));
  }

  void offers_the_shipped_one_the_benchmark_and_a_file() {
    ModelPicker picker;
    picker.show_model(file_.string());
    auto* choice = picker.findChild<QComboBox*>();
    QVERIFY(choice->findText("shipped demo driver") == 0);
    const int benchmark = choice->findText("ResNet-50, random weights (benchmark)");
    QVERIFY(benchmark > 0);
    QVERIFY(choice->currentText().contains("mine.pt"));
    QSignalSpy chosen(&picker, &ModelPicker::modelChosen), wished(&picker, &ModelPicker::fileWished);
    Q_EMIT choice->activated(benchmark);
    QCOMPARE(picker.model(), std::string(kRandomResNet));
    QCOMPARE(chosen.size(), 1);
    Q_EMIT choice->activated(choice->count() - 1);
    QCOMPARE(wished.size(), 1);
    QCOMPARE(picker.model(), std::string(kRandomResNet));
  }

  void options_edit_the_model_and_grey_out_what_cannot_be_had() {
    RunOptions options;
    RunSetup setup;
    setup.request.planner = "ml-raster";
    setup.request.parameters["model"] = file_.string();
    options.show_setup(setup);
    QVERIFY(options.model_picker() != nullptr);
    QCOMPARE(options.model_picker()->model(), file_.string());
    QSignalSpy changed(&options, &RunOptions::setupChanged);
    Q_EMIT options.model_picker()->modelChosen(std::string(kRandomResNet));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.front().front().value<RunSetup>().request.parameters.at("model"), std::string(kRandomResNet));
    options.show_library({.version = "x",
                          .cuda_reason = "no card here",
                          .modes = {{.mode = InferenceMode::kInt8, .available = false, .reason = "no engine"}}});
    bool seen = false;
    for (const QComboBox* combo : options.findChildren<QComboBox*>()) {
      if (combo->accessibleName() != "inference") continue;
      seen = true;
      const QModelIndex int8 = combo->model()->index(combo->findText("int8"), 0);
      QVERIFY(!(int8.flags() & Qt::ItemIsEnabled));
      QCOMPARE(int8.data(Qt::ToolTipRole).toString(), QString("no engine"));
      QVERIFY(combo->model()->index(combo->findText("float32"), 0).flags() & Qt::ItemIsEnabled);
    }
    QVERIFY(seen);
    setup.request.planner = "simple";
    setup.request.parameters.clear();
    options.show_setup(setup);
    QVERIFY(options.model_picker() == nullptr);
  }

  void rasters_are_those_of_the_runs_model() {
    RunRequest request;
    request.planner = "ml-raster";
    request.parameters["model"] = file_.string();
    const RasterSource source = raster_source_of(request);
    QVERIFY(source.seen);
    QCOMPARE(source.parameters.size_px, 64);
    QCOMPARE(source.title, QString("mine <b>"));
    request.parameters["model"] = (folder_.path() / "gone.pt").string();
    QVERIFY(raster_source_of(request).note.contains("not there any more"));
    request.planner = "simple";
    QVERIFY(!raster_source_of(request).seen);
  }

 private:
  static constexpr int kPatienceMs = 30'000;
  test::TemporaryFolder folder_;
  std::filesystem::path file_;
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::ModelPickerTest)
#include "model_picker_test.moc"
