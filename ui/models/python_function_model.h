#pragma once

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <optional>
#include <vector>

#include "ui/models/python_stage_model.h"

namespace stepscope::ui {

// The functions of a Python profile with the stage their own time goes to. GUI thread.
class PythonFunctionModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kFunction, kCalls, kOwn, kShare, kCumulative, kStage, kColumnCount };
  enum Role { kSortRole = Qt::UserRole + 1, kFileRole, kSearchRole };

  explicit PythonFunctionModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

  void show(const PythonProfilePtr& profile);
  const PythonProfilePtr& profile() const { return profile_; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 private:
  double number(std::size_t function, int column) const;
  QString text(std::size_t function, int column) const;
  QString tool_tip(std::size_t function) const;

  PythonProfilePtr profile_;
};

// Which functions are shown.
struct PythonFunctionChoice {
  enum class Kind : std::uint8_t { kAll, kNoRule, kPart };
  Kind kind{Kind::kAll};
  ProfilePart part{ProfilePart::kUnaccounted};  // kPart: a share of their own time goes there
  QString words;                                // all of them are in path or name
};

class PythonFunctionOrder : public QSortFilterProxyModel {
  Q_OBJECT

 public:
  explicit PythonFunctionOrder(QObject* parent = nullptr);
  void choose(const PythonFunctionChoice& choice);

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  PythonFunctionChoice choice_;
};

}  // namespace stepscope::ui
