#pragma once

#include <QString>
#include <vector>

#include "core/assembly/run_request.h"

class QComboBox;

namespace stepscope::ui {

// Something a user can choose, or why this version cannot run it.
template <typename Value>
struct Offered {
  Value value;
  QString refused;  // empty: it can
};

// Every challenge and every controller, as the core says what it can run.
std::vector<Offered<Challenge>> offered_challenges();
std::vector<Offered<ControllerKind>> offered_controllers();

// Greys an entry of a combo box out and says why in its tooltip.
void refuse_item(QComboBox& combo, int index, const QString& why);

}  // namespace stepscope::ui
