#include "ui/window/dialogs.h"

#include <QAction>
#include <QDialog>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include "core/record/build_info.h"
#include "ui/bridge/text.h"
#include "ui/panels/icons.h"

namespace stepscope::ui {

namespace {

QDialog* make_dialog(const QString& title, QWidget* content, QWidget* parent) {
  auto* dialog = new QDialog(parent);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(title);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
  QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
  auto* column = new QVBoxLayout(dialog);
  column->addWidget(content, 1);
  column->addWidget(buttons);
  return dialog;
}

}  // namespace

void show_keys(const std::vector<QAction*>& actions, QWidget* parent) {
  auto* table = new QWidget;
  auto* grid = new QGridLayout(table);
  grid->setHorizontalSpacing(24);
  int row = 0;
  for (const QAction* action : actions) {
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    if (keys.isEmpty()) continue;
    auto* key = new QLabel(keys, table);
    key->setProperty("role", QStringLiteral("heading"));
    grid->addWidget(key, row, 0);
    grid->addWidget(new QLabel(action->statusTip().isEmpty() ? QString(action->text()).remove(QLatin1Char('&'))
                                                             : action->statusTip(),
                               table),
                    row, 1);
    ++row;
  }
  auto* scroll = new QScrollArea;
  scroll->setWidget(table);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  QDialog* dialog = make_dialog(QDialog::tr("Keys"), scroll, parent);
  dialog->resize(480, 560);
  dialog->show();
}

void show_about(QWidget* parent) {
  const BuildInfo& build = build_info();
  auto* text = new QLabel;
  text->setTextFormat(Qt::RichText);
  text->setWordWrap(true);
  text->setOpenExternalLinks(true);
  text->setTextInteractionFlags(Qt::TextBrowserInteraction);
  text->setText(
      QDialog::tr("<h2>Stepscope %1</h2>"
                  "<p>Opens nuPlan logs and maps, simulates driving planners on them and shows where every millisecond "
                  "of a step goes.</p>"
                  "<p>Revision %2 · %3 · %4 · Qt %5</p>"
                  "<p>Free software under the GNU General Public License, version 3 or later "
                  "(<a href='https://www.gnu.org/licenses/gpl-3.0.html'>GPL-3.0-or-later</a>). It comes without any "
                  "warranty.</p>"
                  "<h3>Made with</h3><table cellspacing='4'>"
                  "<tr><td>Qt</td><td>LGPL-3.0</td></tr>"
                  "<tr><td>Qt Charts</td><td>GPL-3.0</td></tr>"
                  "<tr><td>QCustomPlot</td><td>GPL-3.0-or-later</td></tr>"
                  "<tr><td>SQLite</td><td>public domain</td></tr>"
                  "<tr><td>Eigen</td><td>MPL-2.0</td></tr>"
                  "<tr><td>fmt</td><td>MIT</td></tr>"
                  "<tr><td>nlohmann/json</td><td>MIT</td></tr>"
                  "<tr><td>liblzma</td><td>public domain</td></tr>"
                  "<tr><td>OpenSSL</td><td>Apache-2.0</td></tr></table>")
          .arg(to_qt(build.version), to_qt(build.git_revision), to_qt(build.compiler), to_qt(build.build_type),
               QString::fromLatin1(qVersion())));
  QDialog* dialog = make_dialog(QDialog::tr("About Stepscope"), text, parent);
  dialog->resize(480, 480);
  dialog->show();
}

}  // namespace stepscope::ui
