#pragma once

#include <QLabel>

namespace stepscope::ui {

// Text that gives way: its lines are cut with "…" where there is no room; whole in the tooltip.
class ElidedLabel : public QLabel {
  Q_OBJECT

 public:
  explicit ElidedLabel(QWidget* parent = nullptr);

  void set_full_text(const QString& text);
  // Shown below the text in the tooltip.
  void set_explanation(const QString& explanation);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void elide();

  QString full_text_, explanation_;
};

}  // namespace stepscope::ui
