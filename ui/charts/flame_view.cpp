#include "ui/charts/flame_view.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/charts/span_text.h"
#include "ui/charts/stage_brush.h"
#include "ui/charts/stage_label.h"
#include "ui/models/csv_text.h"
#include "ui/models/quantity_text.h"

namespace stepscope::ui {

FlameView::FlameView(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAccessibleName(tr("Flame graph"));
  setAccessibleDescription(tr("Spans of the chosen steps merged by path, as wide as their time"));
  QFont small = font();
  small.setPointSizeF(small.pointSizeF() * 0.9);
  setFont(small);
}

int FlameView::row_height() const { return fontMetrics().height() + 5; }

QString FlameView::name(int index) const { return span_name(node(index).stage, node(index).statement, *data_); }

namespace {

// The node at the same path of another tree, or the last one on the way there.
int same_path(const CallTree& from, int node, const CallTree& to) {
  std::vector<int> path;
  for (int at = node; at > 0; at = from.nodes[static_cast<std::size_t>(at)].parent) path.push_back(at);
  int found = 0;
  for (auto at = path.rbegin(); at != path.rend(); ++at) {
    const CallNode& wanted = from.nodes[static_cast<std::size_t>(*at)];
    const auto& children = to.nodes[static_cast<std::size_t>(found)].children;
    const auto child = std::find_if(children.begin(), children.end(), [&](int one) {
      const CallNode& candidate = to.nodes[static_cast<std::size_t>(one)];
      return candidate.stage == wanted.stage && candidate.statement == wanted.statement;
    });
    if (child == children.end()) break;
    found = *child;
  }
  return found;
}

}  // namespace

void FlameView::show_tree(CallTree tree, const TimelineData* names) {
  const auto kept = [&](int index) { return tree.empty() || tree_.empty() ? 0 : same_path(tree_, index, tree); };
  const int top = kept(top_), chosen = kept(chosen_);
  tree_ = std::move(tree);
  data_ = names == nullptr ? &nothing_ : names;
  top_ = top;
  chosen_ = chosen;
  lay_out();
}

void FlameView::lay_out() {
  boxes_ = flame_boxes(tree_, top_, width());
  const int height_wanted = (tree_.depth() + 1) * row_height();
  scroll_ = std::clamp(scroll_, 0, std::max(0, height_wanted - height()));
  update();
}

void FlameView::set_search(const SpanQuery& query) {
  query_ = query;
  update();
}

void FlameView::set_theme(const Theme& theme) {
  theme_ = theme;
  update();
}

void FlameView::set_reason(const QString& reason) {
  reason_ = reason;
  update();
}

void FlameView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  lay_out();
}

void FlameView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  draw(painter);
}

void FlameView::draw(QPainter& painter) {
  painter.setFont(font());
  painter.fillRect(rect(), theme_.chart_background);
  if (tree_.empty()) {
    painter.setPen(theme_.muted_text);
    painter.drawText(rect().adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap, reason_);
    return;
  }
  for (const FlameBox& box : boxes_) draw_box(painter, box);
  if (!hasFocus()) return;
  painter.setPen(theme_.accent);
  painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void FlameView::draw_box(QPainter& painter, const FlameBox& box) {
  const CallNode& shown = node(box.node);
  const int left = static_cast<int>(std::lround(box.left));
  const int right = static_cast<int>(std::lround(box.left + box.width));
  const QRect rect(left, box.row * row_height() - scroll_, std::max(1, right - left - 1), row_height() - 1);
  if (box.folded > 0) return painter.fillRect(rect, QBrush(theme_.muted_text, Qt::Dense5Pattern));

  const bool match = query_.matches(shown.stage, shown.statement);
  const bool pale = (query_.asks() && !match) || node(top_).depth > shown.depth;
  const StageGroup group = group_of(shown.stage);
  QColor ink = text_on_stage(group, theme_);
  if (pale) {
    QColor colour = Theme::stage(group);
    colour.setAlpha(70);
    painter.fillRect(rect, colour);
    ink = theme_.text;
  } else {
    fill_stage(painter, rect, group, theme_);
  }
  if (shown.total_ns > 0) {  // self time: the part that no child stands below
    const double share = static_cast<double>(shown.self_ns) / static_cast<double>(shown.total_ns);
    const int wide = static_cast<int>(std::lround(share * rect.width()));
    painter.fillRect(rect.right() + 1 - wide, rect.bottom() - 2, wide, 3, ink);
  }
  if (match) {
    painter.setPen(QPen(theme_.picked, 2));
    painter.drawRect(rect.adjusted(1, 1, -1, -1));
  }
  const QString times = shown.self_ns == shown.total_ns ? duration_text(static_cast<double>(shown.total_ns))
                                                        : tr("%1, self %2")
                                                              .arg(duration_text(static_cast<double>(shown.total_ns)),
                                                                   duration_text(static_cast<double>(shown.self_ns)));
  draw_stage_label(painter, rect.adjusted(0, 0, 0, -2), name(box.node), times, ink,
                   group == StageGroup::kUnaccounted && !pale ? theme_.chart_grid : QColor());
}

std::optional<FlameBox> FlameView::box_at(QPoint position) const {
  const int row = (position.y() + scroll_) / row_height();
  for (const FlameBox& box : boxes_)
    if (box.row == row && position.x() >= box.left && position.x() < box.left + std::max(1.0, box.width)) return box;
  return std::nullopt;
}

QString FlameView::tooltip(const FlameBox& box) const {
  const double whole = static_cast<double>(std::max<std::int64_t>(1, node(0).total_ns));
  if (box.folded > 0)
    return tr("%1 paths, too short to be seen here; click the box above to see them").arg(count_text(box.folded));
  const CallNode& shown = node(box.node);
  const auto line = [](const QString& what, const QString& value) {
    return QStringLiteral("<tr><td>%1</td><td align='right'>&nbsp;&nbsp;%2</td></tr>").arg(what, value);
  };
  const auto steps = static_cast<double>(std::max(1, tree_.steps.count()));
  const auto total = static_cast<double>(shown.total_ns), self = static_cast<double>(shown.self_ns);
  return QStringLiteral("<b>%1</b><table>").arg(name(box.node).left(600).toHtmlEscaped()) +
         line(tr("total"), QStringLiteral("%1 · %2").arg(duration_text(total), share_text(total / whole))) +
         line(tr("self"), QStringLiteral("%1 · %2").arg(duration_text(self), share_text(self / whole))) +
         line(tr("per step"), duration_text(total / steps)) + line(tr("spans"), count_text(shown.count)) +
         line(tr("mean"), duration_text(total / static_cast<double>(std::max<std::int64_t>(1, shown.count)))) +
         QStringLiteral("</table>");
}

QString FlameView::csv() const {
  QString text = csv_line(
      {QStringLiteral("path"), QStringLiteral("count"), QStringLiteral("total_ns"), QStringLiteral("self_ns")});
  std::vector<QString> paths(tree_.nodes.size());
  for (std::size_t i = 0; i < tree_.nodes.size(); ++i) {
    const CallNode& one = tree_.nodes[i];
    paths[i] = (one.parent < 0 ? QString() : paths[static_cast<std::size_t>(one.parent)] + QStringLiteral(" › ")) +
               name(static_cast<int>(i));
    text +=
        csv_line({paths[i], QString::number(one.count), QString::number(one.total_ns), QString::number(one.self_ns)});
  }
  return text;
}

ChartExport FlameView::exporter() {
  return {.name = QStringLiteral("flame"),
          .size = [this] { return size(); },
          .draw = [this](QPainter& painter) { draw(painter); },
          .csv = [this] { return csv(); },
          .failed = [this](const QString& problem) { Q_EMIT exportFailed(problem); }};
}

void FlameView::zoom_to(int index) {
  top_ = index;
  lay_out();
}

void FlameView::choose(int index) {
  chosen_ = index;
  zoom_to(index);
  Q_EMIT nodeChosen(node(index).stage, node(index).statement);
}

// The window has actions on the arrow keys; here they go through the tree.
bool FlameView::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down) {
      event->accept();
      return true;
    }
  }
  return QWidget::event(event);
}

void FlameView::keyPressEvent(QKeyEvent* event) {
  if (tree_.empty()) return QWidget::keyPressEvent(event);
  const int parent = node(top_).parent;
  const auto sibling = [&](int by) {
    if (parent < 0) return;
    const auto& all = node(parent).children;
    const auto at = std::find(all.begin(), all.end(), top_) - all.begin() + by;
    if (at >= 0 && at < static_cast<std::ptrdiff_t>(all.size())) choose(all[static_cast<std::size_t>(at)]);
  };
  switch (event->key()) {
    case Qt::Key_Escape:
      if (parent < 0) break;
      return choose(parent);
    case Qt::Key_Up:
      if (parent >= 0) choose(parent);
      return;
    case Qt::Key_Down:
      if (!node(top_).children.empty()) choose(node(top_).children.front());
      return;
    case Qt::Key_Left:
      return sibling(-1);
    case Qt::Key_Right:
      return sibling(1);
    default:
      break;
  }
  QWidget::keyPressEvent(event);
}

void FlameView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  const auto box = box_at(event->position().toPoint());
  if (box && box->folded == 0) choose(box->node);
}

void FlameView::mouseMoveEvent(QMouseEvent* event) {
  const auto box = box_at(event->position().toPoint());
  if (!box) return QToolTip::hideText();
  QToolTip::showText(event->globalPosition().toPoint(), tooltip(*box), this);
}

void FlameView::wheelEvent(QWheelEvent* event) {
  scroll_ -= event->angleDelta().y() / 4;
  lay_out();
  event->accept();
}

void FlameView::contextMenuEvent(QContextMenuEvent* event) {
  QMenu menu(this);
  QObject::connect(menu.addAction(tr("Whole steps")), &QAction::triggered, this, [this] {
    if (!tree_.empty()) choose(0);
  });
  menu.addSeparator();
  add_export_actions(menu, *this, exporter());
  menu.exec(event->globalPos());
}

}  // namespace stepscope::ui
