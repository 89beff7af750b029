#include "ui/theme/theme.h"

namespace stepscope::ui {

namespace {

Theme make_light() {
  Theme t;
  t.name = QStringLiteral("light");
  t.window = QColor(0xF3, 0xF4, 0xF6);
  t.panel = QColor(0xFF, 0xFF, 0xFF);
  t.border = QColor(0xC9, 0xCE, 0xD6);
  t.text = QColor(0x1B, 0x1F, 0x26);
  t.muted_text = QColor(0x5B, 0x64, 0x72);
  t.accent = QColor(0x00, 0x72, 0xB2);
  t.selection = QColor(0xCF, 0xE6, 0xF7);
  t.error = QColor(0xB3, 0x26, 0x1E);
  t.warning = QColor(0x9A, 0x67, 0x00);
  t.chart_background = QColor(0xFF, 0xFF, 0xFF);
  t.chart_grid = QColor(0xE3, 0xE6, 0xEB);
  t.budget_line = QColor(0xD5, 0x7A, 0x00);
  t.deadline_line = QColor(0xC6, 0x28, 0x28);
  t.cursor = QColor(0x1B, 0x1F, 0x26);
  t.scene_background = QColor(0xEE, 0xF0, 0xF2);
  t.drivable_area = QColor(0xE1, 0xE4, 0xE8);
  t.lane = QColor(0xD3, 0xD8, 0xDE);
  t.lane_connector = QColor(0xDB, 0xDF, 0xE4);
  t.lane_line = QColor(0xFA, 0xFA, 0xFA);
  t.intersection_outline = QColor(0xB4, 0xBC, 0xC6);
  t.crosswalk = QColor(0xF6, 0xF7, 0xF9);
  t.walkway = QColor(0xE6, 0xE0, 0xD6);
  t.carpark = QColor(0xDC, 0xE3, 0xEE);
  t.stop_line = QColor(0x8B, 0x94, 0xA0);
  t.baseline_path = QColor(0xA9, 0xB3, 0xBF);
  t.route = QColor(0x56, 0xB4, 0xE9, 70);
  t.ego = QColor(0x00, 0x5B, 0x9A);
  t.ego_outline = QColor(0x00, 0x2B, 0x4D);
  t.expert_path = QColor(0x3A, 0x3F, 0x47);
  t.planned_trajectory = QColor(0xD5, 0x5E, 0x00);
  t.history_tail = QColor(0x00, 0x5B, 0x9A, 120);
  t.picked = QColor(0xE6, 0x00, 0x7A);
  return t;
}

Theme make_dark() {
  Theme t;
  t.name = QStringLiteral("dark");
  t.dark = true;
  t.window = QColor(0x1C, 0x1F, 0x24);
  t.panel = QColor(0x24, 0x28, 0x2E);
  t.border = QColor(0x3B, 0x42, 0x4C);
  t.text = QColor(0xE6, 0xE9, 0xEE);
  t.muted_text = QColor(0x9D, 0xA7, 0xB4);
  t.accent = QColor(0x56, 0xB4, 0xE9);
  t.selection = QColor(0x2B, 0x4A, 0x63);
  t.error = QColor(0xFF, 0x8A, 0x80);
  t.warning = QColor(0xF0, 0xC0, 0x50);
  t.chart_background = QColor(0x24, 0x28, 0x2E);
  t.chart_grid = QColor(0x36, 0x3C, 0x45);
  t.budget_line = QColor(0xF0, 0xA0, 0x30);
  t.deadline_line = QColor(0xFF, 0x6B, 0x60);
  t.cursor = QColor(0xF0, 0xF2, 0xF5);
  t.scene_background = QColor(0x17, 0x1A, 0x1E);
  t.drivable_area = QColor(0x22, 0x26, 0x2C);
  t.lane = QColor(0x2D, 0x32, 0x39);
  t.lane_connector = QColor(0x28, 0x2D, 0x33);
  t.lane_line = QColor(0x4A, 0x52, 0x5D);
  t.intersection_outline = QColor(0x46, 0x4E, 0x59);
  t.crosswalk = QColor(0x5A, 0x62, 0x6D);
  t.walkway = QColor(0x2A, 0x29, 0x26);
  t.carpark = QColor(0x25, 0x2C, 0x38);
  t.stop_line = QColor(0x7C, 0x86, 0x93);
  t.baseline_path = QColor(0x4F, 0x59, 0x65);
  t.route = QColor(0x56, 0xB4, 0xE9, 45);
  t.ego = QColor(0x56, 0xB4, 0xE9);
  t.ego_outline = QColor(0xD8, 0xF0, 0xFF);
  t.expert_path = QColor(0xC8, 0xCE, 0xD6);
  t.planned_trajectory = QColor(0xE6, 0x9F, 0x00);
  t.history_tail = QColor(0x56, 0xB4, 0xE9, 120);
  t.picked = QColor(0xFF, 0x6E, 0xB4);
  return t;
}

}  // namespace

QColor Theme::object(ObjectType type) const {
  switch (type) {
    case ObjectType::kVehicle: return dark ? QColor(0x8F, 0x9B, 0xAA) : QColor(0x6B, 0x76, 0x85);
    case ObjectType::kPedestrian: return QColor(0xCC, 0x79, 0xA7);
    case ObjectType::kBicycle: return QColor(0x00, 0x9E, 0x73);
    case ObjectType::kTrafficCone: return QColor(0xE6, 0x7E, 0x00);
    case ObjectType::kBarrier: return QColor(0xB0, 0x5A, 0x2C);
    case ObjectType::kConstructionSign: return dark ? QColor(0xF0, 0xE4, 0x42) : QColor(0xB8, 0xA4, 0x00);
    case ObjectType::kGenericObject: return dark ? QColor(0xA0, 0x8C, 0xC8) : QColor(0x7A, 0x62, 0xA8);
  }
  return text;
}

QColor Theme::light(LightColour colour) const {
  switch (colour) {
    case LightColour::kGreen: return QColor(0x00, 0xA8, 0x5A);
    case LightColour::kYellow: return QColor(0xF2, 0xB1, 0x00);
    case LightColour::kRed: return QColor(0xDD, 0x2C, 0x2C);
    case LightColour::kUnknown: return stop_line;
  }
  return stop_line;
}

QColor Theme::stage(StageGroup group) {
  switch (group) {
    case StageGroup::kDatabase: return QColor(0x00, 0x72, 0xB2);
    case StageGroup::kInputPreparation: return QColor(0x56, 0xB4, 0xE9);
    case StageGroup::kFeatures: return QColor(0xE6, 0x9F, 0x00);
    case StageGroup::kInference: return QColor(0xD5, 0x5E, 0x00);
    case StageGroup::kPlanner: return QColor(0xF0, 0xE4, 0x42);
    case StageGroup::kPropagation: return QColor(0x00, 0x9E, 0x73);
    case StageGroup::kRecording: return QColor(0xCC, 0x79, 0xA7);
    case StageGroup::kPublish: return QColor(0x99, 0x99, 0x99);
    case StageGroup::kUnaccounted: return QColor(0x70, 0x70, 0x70);
  }
  return QColor(0x70, 0x70, 0x70);
}

QColor Theme::raster(RasterChannel channel) const {
  switch (channel) {
    case RasterChannel::kEgo: return ego;
    case RasterChannel::kAgents: return QColor(0xCC, 0x79, 0xA7);
    case RasterChannel::kPastAgents: return dark ? QColor(0x7D, 0x50, 0x69) : QColor(0xE9, 0xC6, 0xDA);
    case RasterChannel::kRoadMap: return dark ? QColor(0x5A, 0x63, 0x70) : QColor(0xA9, 0xB3, 0xBF);
    case RasterChannel::kBaselinePaths: return dark ? QColor(0xF0, 0xE4, 0x42) : QColor(0x6B, 0x5F, 0x00);
    case RasterChannel::kRoute: return QColor(0x00, 0x9E, 0x73);
    case RasterChannel::kRedLights: return dark ? QColor(0xFF, 0x7A, 0x1A) : QColor(0xD5, 0x5E, 0x00);
    case RasterChannel::kEgoSpeed: return dark ? QColor(0xB4, 0xBC, 0xC6) : QColor(0x4A, 0x52, 0x5D);
    case RasterChannel::kSpeedLimit: return QColor(0xE6, 0x9F, 0x00);
  }
  return text;
}

QColor Theme::arm(int run) const {
  switch (run) {
    case 1: return dark ? QColor(0xF2, 0x8C, 0xD8) : QColor(0xA8, 0x1E, 0x8C);
    case 2: return dark ? QColor(0x6F, 0xD8, 0x9A) : QColor(0x1E, 0x7A, 0x3C);
    case 3: return dark ? QColor(0xF4, 0xD0, 0x4E) : QColor(0x8A, 0x5A, 0x00);
    default: return ego;
  }
}

Theme Theme::for_arm(int run) const {
  if (run <= 0) return *this;
  Theme theme = *this;
  theme.ego = arm(run);
  theme.ego_outline = dark ? theme.ego.lighter(150) : theme.ego.darker(190);
  theme.planned_trajectory = dark ? theme.ego.lighter(115) : theme.ego;
  theme.history_tail = theme.ego;
  theme.history_tail.setAlpha(history_tail.alpha());
  return theme;
}

const Theme& Theme::light_theme() {
  static const Theme theme = make_light();
  return theme;
}

const Theme& Theme::dark_theme() {
  static const Theme theme = make_dark();
  return theme;
}

}  // namespace stepscope::ui
