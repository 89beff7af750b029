#include "ui/panels/raster_panel.h"

#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QVBoxLayout>
#include <utility>

#include "ui/panels/raster_menu.h"
#include "ui/rasters/raster_images.h"

namespace stepscope::ui {

namespace {

QLabel* line(const QString& name, const char* role, QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  label->setContentsMargins(6, 0, 6, 0);
  label->setAccessibleName(name);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  label->setFocusPolicy(Qt::NoFocus);
  if (role != nullptr) label->setProperty("role", QString::fromLatin1(role));
  return label;
}

// A coloured square and what it stands for.
QString key(const QColor& colour, const QString& text) {
  return QStringLiteral("<span style=\"color:%1\">■</span> %2").arg(colour.name(), text.toHtmlEscaped());
}

}  // namespace

RasterPanel::RasterPanel(QWidget* parent)
    : QWidget(parent),
      files_(new QMenu(this)),
      bar_(new RasterBar(files_, this)),
      source_(line(tr("Whose rasters these are"), "muted", this)),
      note_(line(tr("Note on these rasters"), "note", this)),
      view_(new RasterView(this)),
      difference_(line(tr("How the pictures differ"), nullptr, this)),
      place_(line(tr("Place under the pointer"), "muted", this)),
      values_(line(tr("Values under the pointer"), nullptr, this)),
      theme_(&Theme::light_theme()) {
  setAccessibleName(tr("Rasters"));
  setAutoFillBackground(true);
  difference_->setTextFormat(Qt::RichText);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 4);
  column->setSpacing(2);
  column->addWidget(bar_);
  column->addWidget(source_);
  column->addWidget(note_);
  column->addWidget(difference_);
  column->addWidget(view_, 1);
  column->addWidget(place_);
  column->addWidget(values_);
  // Steady while the pointer moves; enough for two lines each.
  for (QLabel* label : {place_, values_}) {
    label->setMinimumHeight(2 * fontMetrics().lineSpacing());
    label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  }
  setFocusProxy(view_);
  make_raster_menu(*files_, *view_, [this](const QString& problem) { Q_EMIT exportFailed(problem); });
  QObject::connect(bar_, &RasterBar::wishChanged, this, &RasterPanel::wishChanged);
  QObject::connect(bar_, &RasterBar::planToggled, view_, &RasterView::set_plan_shown);
  QObject::connect(bar_, &RasterBar::zoomWished, view_, &RasterView::zoom_by);
  QObject::connect(bar_, &RasterBar::fitWished, view_, &RasterView::fit);
  QObject::connect(view_, &RasterView::zoomChanged, bar_, &RasterBar::show_zoom);
  QObject::connect(view_, &RasterView::hovered, this, &RasterPanel::write_hover);
  show_source({}, {}, {});
  show_reason(tr("No steps yet: run a scenario to see what a raster network sees"));
}

void RasterPanel::show(std::shared_ptr<const ShownRasters> shown) {
  view_->show(std::move(shown));
  write_difference();
}

void RasterPanel::show_reason(const QString& reason) {
  view_->set_reason(reason);
  write_difference();
}

void RasterPanel::show_source(const RasterParameters& parameters, const QString& source, const QString& note) {
  bar_->show_parameters(parameters);
  source_->setText(source);
  source_->setVisible(!source.isEmpty());
  note_->setText(note);
  note_->setVisible(!note.isEmpty());
}

void RasterPanel::write_difference() {
  const auto& shown = view_->shown();
  difference_->setVisible(shown && shown->difference);
  if (!shown || !shown->difference) return difference_->clear();
  QString text = stepscope::ui::difference_text(*shown->difference).toHtmlEscaped();
  if (shown->difference->values > 0)
    text += QStringLiteral(" %1 %2").arg(key(lower_colour(*theme_), tr("less in %1").arg(shown->other_name)),
                                         key(higher_colour(*theme_), tr("more")));
  difference_->setText(text);
}

void RasterPanel::write_hover(const std::optional<RasterHover>& hover) {
  const auto& shown = view_->shown();
  if (!hover || !shown) {
    place_->setText(shown ? tr("Point at a picture to read its values") : QString());
    values_->clear();
    return;
  }
  place_->setText(hover_place(*shown->picture, *hover));
  values_->setText(hover_values(*shown->picture, shown->other.get(), *hover));
}

void RasterPanel::contextMenuEvent(QContextMenuEvent* event) { files_->exec(event->globalPos()); }

QString RasterPanel::source_text() const { return source_->text(); }
QString RasterPanel::note_text() const { return note_->text(); }
QString RasterPanel::difference_text() const { return difference_->text(); }

void RasterPanel::set_theme(const Theme& theme) {
  theme_ = &theme;
  QPalette colours = palette();
  colours.setColor(QPalette::Window, theme.panel);
  setPalette(colours);
  bar_->set_theme(theme);
  view_->set_theme(theme);
  write_difference();
}

}  // namespace stepscope::ui
