#include "core/control/pentadiagonal.h"

namespace stepscope {

void Pentadiagonal::reserve(std::size_t rows) {
  for (std::vector<double>* room : {&inverse_d_, &first_, &second_}) room->reserve(rows);
}

void Pentadiagonal::resize(std::size_t rows) {
  for (std::vector<double>* room : {&inverse_d_, &first_, &second_}) room->resize(rows);
}

void Pentadiagonal::add_column(std::size_t i, const std::array<double, 3>& bands, Carry& carry) {
  auto [d, below, two_below] = bands;
  if (i >= 1) {
    d -= carry.first_times_d * first_[i - 1];
    below -= carry.first_times_d * second_[i - 1];
  }
  if (i >= 2) d -= carry.earlier_second_times_d * second_[i - 2];
  inverse_d_[i] = 1.0 / d;
  first_[i] = below / d;
  second_[i] = two_below / d;
  carry = {.first_times_d = below, .second_times_d = two_below, .earlier_second_times_d = carry.second_times_d};
}

void Pentadiagonal::substitute_back(std::span<double> x) const {
  const std::size_t rows = x.size();
  for (std::size_t i = rows; i-- > 0;) {
    x[i] *= inverse_d_[i];
    if (i + 1 < rows) x[i] -= first_[i] * x[i + 1];
    if (i + 2 < rows) x[i] -= second_[i] * x[i + 2];
  }
}

}  // namespace stepscope
