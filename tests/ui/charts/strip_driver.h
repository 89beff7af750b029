#pragma once

#include <QSignalSpy>
#include <QWheelEvent>
#include <QtTest>

#include "made_up_run.h"
#include "ui/charts/step_strip.h"

namespace stepscope::ui {

// A strip of 1000 × 200 px with a run in it, driven as a person does: at pixels of its plot, the child that takes the
// mouse.
class StripDriver {
 public:
  explicit StripDriver(const std::vector<FramePtr>& frames) {
    strip.resize(1000, 200);
    strip.show();
    if (!QTest::qWaitForWindowExposed(&strip)) qFatal("the strip is not shown");
    strip.begin_run(static_cast<int>(frames.size()), 0.1);
    strip.append(frames);
    strip.draw_now();
  }

  QWidget* plot() {
    QWidget* child = strip.childAt(strip.width() / 2, strip.height() / 2);
    return child == nullptr ? &strip : child;
  }
  // Step under a pixel, found out by clicking there.
  int click_at(int x) {
    QSignalSpy clicked(&strip, &StepStrip::stepClicked);
    QTest::mouseClick(plot(), Qt::LeftButton, {}, {x, 80});
    return clicked.isEmpty() ? -1 : clicked.last().first().toInt();
  }
  void drag(QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton) {
    QTest::mousePress(plot(), button, {}, from);
    QTest::mouseMove(plot(), (from + to) / 2);
    QTest::mouseMove(plot(), to);
    QTest::mouseRelease(plot(), button, {}, to);
    strip.draw_now();
  }
  void turn_wheel(int x, int notches, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    const QPointF at(x, 80);
    QWheelEvent wheel(at, plot()->mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, modifiers, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(plot(), &wheel);
    strip.draw_now();
  }

  StepStrip strip;
};

}  // namespace stepscope::ui
