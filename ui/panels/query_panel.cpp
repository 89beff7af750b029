#include "ui/panels/query_panel.h"

#include <QComboBox>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QVBoxLayout>

#include "ui/panels/data_table.h"
#include "ui/panels/elided_label.h"

namespace stepscope::ui {

namespace {

double value_of(const QuerySums& sums, QueryQuantity quantity) {
  switch (quantity) {
    case QueryQuantity::kStatements:
      return static_cast<double>(sums.statements);
    case QueryQuantity::kRows:
      return static_cast<double>(sums.rows);
    case QueryQuantity::kConnections:
      return static_cast<double>(sums.connections);
    case QueryQuantity::kTime:
      return static_cast<double>(sums.ns + sums.connect_ns) * 1e-3;
  }
  return 0.0;
}

}  // namespace

QueryPanel::QueryPanel(QWidget* parent)
    : QWidget(parent),
      model_(new QueryTableModel(this)),
      order_(new QueryTableOrder(this)),
      table_(new DataTable(QueryTableModel::kFileRole, QStringLiteral("queries.csv"), this)),
      scope_(new QComboBox(this)),
      quantity_(new QComboBox(this)),
      words_(new QLineEdit(this)),
      summary_(new ElidedLabel(this)),
      details_(new QPlainTextEdit(this)),
      bars_(new StepBars(this)) {
  setAccessibleName(tr("Queries"));
  setAutoFillBackground(true);
  make_table();
  auto* parts = new QSplitter(Qt::Horizontal, this);
  parts->setChildrenCollapsible(false);
  parts->addWidget(table_);
  parts->addWidget(make_side());
  parts->setStretchFactor(0, 2);
  parts->setStretchFactor(1, 1);
  parts->setSizes({690, 300});
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(make_head());
  column->addWidget(parts, 1);

  QObject::connect(scope_, &QComboBox::currentIndexChanged, this, &QueryPanel::scopeChanged);
  QObject::connect(quantity_, &QComboBox::currentIndexChanged, this, &QueryPanel::barsWished);
  QObject::connect(words_, &QLineEdit::textChanged, order_, &QueryTableOrder::set_words);
  QObject::connect(table_, &DataTable::exportFailed, this, &QueryPanel::exportFailed);
  QObject::connect(bars_, &StepBars::exportFailed, this, &QueryPanel::exportFailed);
  QObject::connect(bars_, &StepBars::stepClicked, this, &QueryPanel::stepWished);
  QObject::connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &QueryPanel::take_selection);
}

QWidget* QueryPanel::make_head() {
  auto* head = new QWidget(this);
  auto* row = new QHBoxLayout(head);
  row->setContentsMargins(8, 3, 8, 3);
  const auto add = [this](QueryScope scope, const QString& text, const QString& help) {
    scope_->addItem(text, static_cast<int>(scope));
    scope_->setItemData(scope_->count() - 1, help, Qt::ToolTipRole);
  };
  add(QueryScope::kRun, tr("all steps"), tr("Statements of every step of the run"));
  add(QueryScope::kRange, tr("selected steps"), tr("Statements of the range dragged in Steps"));
  add(QueryScope::kStep, tr("step under the cursor"), tr("Statements of the one step that the window shows"));
  add(QueryScope::kOutside, tr("outside of steps"),
      tr("What the run executed before its first step and after its last"));
  add(QueryScope::kLoading, tr("loading the scenario"),
      tr("What reading the scenario executed, once, before all runs"));
  scope_->setAccessibleName(tr("Which statements are shown"));
  scope_->setToolTip(tr("Which statements are shown"));
  words_->setPlaceholderText(tr("Filter: table, call site, plan…"));
  words_->setClearButtonEnabled(true);
  words_->setAccessibleName(tr("Filter of the statements"));
  words_->setFixedWidth(28 * fontMetrics().averageCharWidth());
  summary_->setAccessibleName(tr("Counts of these statements"));
  row->addWidget(scope_);
  row->addWidget(words_);
  row->addWidget(summary_, 1);
  return head;
}

void QueryPanel::make_table() {
  order_->setSourceModel(model_);
  table_->setModel(order_);
  table_->setSortingEnabled(true);
  table_->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);  // longest first, as the ledger comes
  table_->horizontalHeader()->setSortIndicatorClearable(true);
  // Numbers as narrow as they are: the three counts are to be seen side by side.
  for (int column = QueryTableModel::kText + 1; column < model_->columnCount(); ++column)
    table_->horizontalHeader()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
  table_->setAccessibleName(tr("Statements"));
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setIconSize(QSize(10, 10));
  table_->set_empty_text(tr("No run yet: its statements appear here"));
}

QWidget* QueryPanel::make_side() {
  details_->setReadOnly(true);
  details_->setFrameShape(QFrame::NoFrame);
  details_->setLineWrapMode(QPlainTextEdit::WidgetWidth);
  details_->setAccessibleName(tr("The selected statement"));
  details_->setPlaceholderText(tr("Choose a statement to see its text, who asks it and how SQLite goes about it"));
  details_->setTabChangesFocus(true);
  QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
  fixed.setPointSizeF(font().pointSizeF());
  details_->setFont(fixed);
  for (const QString& text :
       {tr("statements per step"), tr("rows per step"), tr("connections per step"), tr("time in statements per step")})
    quantity_->addItem(text);
  quantity_->setObjectName(QStringLiteral("quantity"));
  quantity_->setAccessibleName(tr("What the bars show"));
  auto* below = new QWidget(this);
  auto* column = new QVBoxLayout(below);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(quantity_, 0, Qt::AlignLeft);
  column->addWidget(bars_, 1);
  auto* side = new QSplitter(Qt::Vertical, this);
  side->setChildrenCollapsible(false);
  side->addWidget(details_);
  side->addWidget(below);
  details_->setMinimumHeight(40);
  side->setStretchFactor(0, 3);
  side->setStretchFactor(1, 2);
  return side;
}

void QueryPanel::show_ledger(ShownLedger ledger, const QString& summary, const QString& reason) {
  summary_text_ = summary;
  summary_->set_full_text(summary);
  table_->set_empty_text(reason);
  const bool first = model_->rowCount() == 0;
  showing_ = true;
  model_->show(std::move(ledger));
  showing_ = false;
  if (first && model_->rowCount() > 0) {
    table_->resizeColumnsToContents();
    table_->setColumnWidth(QueryTableModel::kText, 30 * fontMetrics().averageCharWidth());
  }
  // The statement that was chosen stays chosen, wherever it is now; at first it is the longest.
  int row = model_->row_of(selected_);
  if (row < 0 && model_->rowCount() > 0) row = 0;
  const QModelIndex index = row < 0 ? QModelIndex() : order_->mapFromSource(model_->index(row, 0));
  if (index.isValid() && !table_->selectionModel()->isRowSelected(index.row(), {}))
    table_->selectRow(index.row());
  else
    take_selection();
}

void QueryPanel::take_selection() {
  if (showing_) return;
  const QModelIndexList rows = table_->selectionModel()->selectedRows();
  const std::int32_t before = selected_;
  selected_ = -1;
  if (!rows.isEmpty()) {
    const int row = order_->mapToSource(rows.front()).row();
    selected_ = model_->ledger().statements[static_cast<std::size_t>(row)].figures.statement;
  }
  show_details();
  if (selected_ != before) Q_EMIT barsWished();
}

void QueryPanel::show_details() {
  const int row = model_->row_of(selected_);
  const QString text =
      row < 0 ? QString()
              : statement_details(model_->ledger().statements[static_cast<std::size_t>(row)], model_->ledger().steps);
  if (text != details_->toPlainText()) details_->setPlainText(text);  // else a selection in it would be lost
}

void QueryPanel::show_steps(const std::vector<QuerySums>& steps, const QString& whose, const QString& reason) {
  if (steps.empty()) return bars_->show_reason(reason);
  static constexpr const char* kFiles[] = {"statements_per_step", "rows_per_step", "connections_per_step",
                                           "statement_time_per_step"};
  const QueryQuantity what = quantity();
  StepBars::Content content;
  content.title = what == QueryQuantity::kTime ? tr("%1, µs, opening connections included").arg(whose) : whose;
  content.file = QString::fromLatin1(kFiles[static_cast<int>(what)]);
  content.decimals = what == QueryQuantity::kTime ? 1 : 0;
  for (const QuerySums& sums : steps) content.values.push_back(value_of(sums, what));
  bars_->show(std::move(content));
}

void QueryPanel::set_cursor(int step) { bars_->set_cursor(step); }

void QueryPanel::set_range(int first, int last) { bars_->set_range(first, last); }

void QueryPanel::set_theme(const Theme& theme) {
  QPalette colours = palette();
  colours.setColor(QPalette::Window, theme.panel);
  setPalette(colours);
  model_->set_theme(theme);
  table_->set_theme(theme);
  bars_->set_theme(theme);
}

QueryScope QueryPanel::scope() const { return static_cast<QueryScope>(scope_->currentData().toInt()); }

void QueryPanel::set_scope(QueryScope scope) { scope_->setCurrentIndex(scope_->findData(static_cast<int>(scope))); }

QueryQuantity QueryPanel::quantity() const { return static_cast<QueryQuantity>(quantity_->currentIndex()); }

QString QueryPanel::details() const { return details_->toPlainText(); }

}  // namespace stepscope::ui
