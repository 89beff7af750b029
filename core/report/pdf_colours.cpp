#include "core/report/pdf_colours.h"

namespace stepscope {

namespace {

constexpr Colour rgb(unsigned code) {
  return {static_cast<double>(code >> 16) / 255.0, static_cast<double>(code >> 8 & 0xFF) / 255.0,
          static_cast<double>(code & 0xFF) / 255.0};
}

Colour group_colour(StageGroup group) {
  switch (group) {
    case StageGroup::kDatabase:
      return rgb(0x0072B2);
    case StageGroup::kInputPreparation:
      return rgb(0x56B4E9);
    case StageGroup::kFeatures:
      return rgb(0xE69F00);
    case StageGroup::kInference:
      return rgb(0xD55E00);
    case StageGroup::kPlanner:
      return rgb(0xF0E442);
    case StageGroup::kPropagation:
      return rgb(0x009E73);
    case StageGroup::kRecording:
      return rgb(0xCC79A7);
    case StageGroup::kPublish:
      return rgb(0x999999);
    case StageGroup::kUnaccounted:
      break;
  }
  return rgb(0x707070);
}

}  // namespace

Colour paper_colour(Ink ink) {
  switch (ink.role) {
    case Ink::Role::kText:
    case Ink::Role::kCurve:
      return rgb(0x1C2024);
    case Ink::Role::kMuted:
      return rgb(0x5B646E);
    case Ink::Role::kGrid:
      return rgb(0xD9DEE3);
    case Ink::Role::kPanel:
      return rgb(0xEEF1F4);
    case Ink::Role::kOnGroup:
      return needs_light_text(ink.group) ? rgb(0xFFFFFF) : rgb(0x111111);
    case Ink::Role::kBudget:
      return rgb(0xC03000);
    case Ink::Role::kLimit:
      return rgb(0x7A0000);
    case Ink::Role::kFirst:
      return rgb(0x005B9A);
    case Ink::Role::kSecond:
      return rgb(0xA81E8C);
    case Ink::Role::kSecondBand:
      return rgb(0xEFD5EA);
    case Ink::Role::kFloor:
      return rgb(0xD9DEE3);
    case Ink::Role::kGroup:
      return group_colour(ink.group);
    case Ink::Role::kLane:
      return rgb(0xD3D8DE);
    case Ink::Role::kCrosswalk:
      return rgb(0xF3F5F7);
    case Ink::Role::kStopLine:
      return rgb(0xB65B5B);
    case Ink::Role::kEgo:
      return rgb(0x005B9A);
    case Ink::Role::kPlan:
      return rgb(0x0072B2);
    case Ink::Role::kVehicle:
      return rgb(0x6B7480);
    case Ink::Role::kPerson:
      return rgb(0xB35A00);
    case Ink::Role::kObject:
      return rgb(0x8B7A4B);
  }
  return rgb(0);
}

}  // namespace stepscope
