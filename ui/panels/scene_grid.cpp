#include "ui/panels/scene_grid.h"

#include <QGridLayout>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>
#include <vector>

#include "ui/panels/scene_title.h"

namespace stepscope::ui {

namespace {

// One legend is enough for all.
SceneLayers layers_beside(SceneLayers layers) { return layers.setFlag(SceneLayer::kLegend, false); }

}  // namespace

SceneGrid::SceneGrid(SceneView* first, QWidget* corner, QWidget* parent)
    : QWidget(parent), grid_(new QGridLayout(this)), link_(*first) {
  grid_->setContentsMargins(0, 0, 0, 0);
  grid_->setSpacing(2);
  cells_[0] = make_cell(0, first, corner);
  cells_[0].shown = true;
  QObject::connect(first, &SceneView::layersChanged, this, [this](SceneLayers layers) {
    for (std::size_t run = 1; run < cells_.size(); ++run)
      if (cells_[run].scene != nullptr) cells_[run].scene->set_layers(layers_beside(layers));
  });
  arrange();
}

SceneGrid::Cell SceneGrid::make_cell(std::size_t run, SceneView* scene, QWidget* corner) {
  Cell cell{.box = new QWidget(this), .title = new SceneTitle(static_cast<int>(run), this), .scene = scene};
  cell.box->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);  // all are equally wide
  auto* column = new QVBoxLayout(cell.box);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(cell.title);
  auto* layers = new QGridLayout;
  layers->addWidget(scene, 0, 0);
  if (corner != nullptr) {
    layers->addWidget(corner, 0, 0, Qt::AlignBottom | Qt::AlignRight);
    corner->raise();
  }
  column->addLayout(layers, 1);
  return cell;
}

SceneView& SceneGrid::show_run(std::size_t run, const ScenarioPtr& scenario) {
  Cell& cell = cells_[run];
  if (cell.scene == nullptr) {
    auto* scene = new SceneView(this);
    scene->setObjectName(QStringLiteral("scene%1").arg(run));
    scene->setAccessibleName(tr("Scene %1").arg(QLatin1Char(static_cast<char>('A' + run))));
    scene->set_empty_text(tr("No scene: the log or the map of this run is not there"));
    scene->set_theme(theme_.for_arm(static_cast<int>(run)));
    scene->set_layers(layers_beside(cells_[0].scene->layers()));
    QObject::connect(scene, &SceneView::hovered, this, &SceneGrid::hovered);
    cell = make_cell(run, scene, nullptr);
    cell.title->set_theme(theme_);
  }
  if (!cell.shown) {
    cell.shown = true;
    link_.add(*cell.scene);
    arrange();
  }
  cell.scene->show_scenario(scenario);
  link_.set_on(link_.is_on());  // a scenario brings a camera of its own
  return *cell.scene;
}

void SceneGrid::hide_run(std::size_t run) {
  Cell& cell = cells_[run];
  if (!cell.shown) return;
  cell.shown = false;
  link_.remove(*cell.scene);
  cell.scene->show_scenario(nullptr);  // lets go of it
  arrange();
}

bool SceneGrid::lead(std::size_t run) {
  SceneView* scene = cells_[run].scene;
  if (!cells_[run].shown || &link_.leader() == scene) return false;
  link_.lead(*scene);
  return true;
}

bool SceneGrid::compares() const {
  return std::ranges::count_if(cells_, [](const Cell& cell) { return cell.shown; }) > 1;
}

void SceneGrid::arrange() {
  std::vector<QWidget*> shown;
  for (const Cell& cell : cells_) {
    if (cell.box == nullptr) continue;
    grid_->removeWidget(cell.box);
    cell.box->setVisible(cell.shown);
    if (cell.shown) shown.push_back(cell.box);
  }
  for (int i = 0; i < 2; ++i) {
    grid_->setRowStretch(i, 0);
    grid_->setColumnStretch(i, 0);
  }
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const int row = static_cast<int>(i) / 2, column = static_cast<int>(i) % 2;
    grid_->addWidget(shown[i], row, column);
    grid_->setRowStretch(row, 1);
    grid_->setColumnStretch(column, 1);
  }
  cells_[0].title->setVisible(compares());
}

void SceneGrid::set_name(std::size_t run, const QString& name) {
  if (cells_[run].title != nullptr) cells_[run].title->set_name(name);
}

void SceneGrid::set_figures(std::size_t run, const QString& figures, const QString& explanation) {
  if (cells_[run].title != nullptr) cells_[run].title->set_figures(figures, explanation);
}

QString SceneGrid::name_of(std::size_t run) const {
  return cells_[run].title == nullptr ? QString() : cells_[run].title->name();
}

QString SceneGrid::figures_of(std::size_t run) const {
  return cells_[run].title == nullptr ? QString() : cells_[run].title->figures();
}

void SceneGrid::show_overlays(const std::array<OtherDrive, kMostInLockstep>& drives) {
  for (std::size_t run = 0; run < cells_.size(); ++run) {
    if (!cells_[run].shown) continue;
    std::vector<OtherDrive> others;
    for (std::size_t other = 0; other < drives.size(); ++other)
      if (other != run && drives[other].frame) others.push_back(drives[other]);
    cells_[run].scene->set_others(std::move(others));
  }
}

void SceneGrid::set_theme(const Theme& theme) {
  theme_ = theme;
  for (std::size_t run = 0; run < cells_.size(); ++run) {
    if (cells_[run].scene == nullptr) continue;
    cells_[run].scene->set_theme(theme.for_arm(static_cast<int>(run)));
    cells_[run].title->set_theme(theme);
  }
}

QImage SceneGrid::render_image(qreal scale) {
  QImage image((QSizeF(size()) * scale).toSize(), QImage::Format_RGB32);
  image.setDevicePixelRatio(scale);
  image.fill(theme_.window);
  QPainter painter(&image);
  for (const Cell& cell : cells_) {
    if (!cell.shown) continue;
    const QPoint at = cell.scene->mapTo(this, QPoint(0, 0));
    painter.drawImage(at, cell.scene->render_image(cell.scene->size(), scale));
    if (compares()) cell.title->render(&painter, cell.title->mapTo(this, QPoint(0, 0)));
  }
  return image;
}

}  // namespace stepscope::ui
