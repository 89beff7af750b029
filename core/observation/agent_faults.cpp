#include "core/observation/agent_faults.h"

#include <fmt/format.h>

namespace stepscope {

namespace {

std::string counted(int count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace

std::vector<std::string> AgentFaults::sentences(AgentRules rules) const {
  std::vector<std::string> all;
  const bool reference = rules == AgentRules::kReference;
  const std::string vehicles = counted(outside_lanes, "vehicle", "vehicles");
  if (bicycles > 0 || outside_lanes > 0) {
    std::string who = bicycles > 0 ? counted(bicycles, "bicycle", "bicycles") : std::string();
    if (outside_lanes > 0) who += (who.empty() ? "" : " and ") + vehicles + " outside lanes";
    const bool one = bicycles + outside_lanes == 1;
    all.push_back(reference ? fmt::format("{} {} dropped, as the reference does", who, one ? "was" : "were")
                            : fmt::format("{} {} replayed from the log", who, one ? "is" : "are"));
  }
  if (overlapping > 0)
    all.push_back(fmt::format(
        "{} that would overlap others once moved onto {} {}", counted(overlapping, "vehicle", "vehicles"),
        overlapping == 1 ? "its lane" : "their lanes",
        reference ? (overlapping == 1 ? "was dropped, as the reference does" : "were dropped, as the reference does")
                  : (overlapping == 1 ? "is replayed from the log" : "are replayed from the log")));
  if (unusable_lanes > 0)
    all.push_back(fmt::format("{} on lanes of one piece, which have no path to follow, replayed from the log",
                              counted(unusable_lanes, "vehicle", "vehicles")));
  if (misled_by_wrapping > 0 && reference)
    all.push_back(
        fmt::format("{} on another lane than the heading says, because headings are compared without wrapping, "
                    "as the reference does",
                    counted(misled_by_wrapping, "vehicle starts", "vehicles start")));
  if (leaked_limits > 0 && reference)
    all.push_back(
        fmt::format("{} with the speed limit of a vehicle before it in the list, because its lane has none, as "
                    "the reference does",
                    counted(leaked_limits, "vehicle starts", "vehicles start each")));
  if (jumps_back > 0)
    all.push_back(
        fmt::format("vehicles at the end of their path jumped back to the vertex before it {}, as the "
                    "reference does",
                    counted(jumps_back, "time", "times")));
  if (ambiguous_leads > 0)
    all.push_back(
        fmt::format("{} a vehicle had several nearest others; the one that the reference's search tree meets "
                    "first was taken",
                    counted(ambiguous_leads, "time", "times")));
  if (out_of_range > 0)
    all.push_back(fmt::format("{} more than 100 m from the ego and removed",
                              counted(out_of_range, "vehicle was", "vehicles were")));
  return all;
}

}  // namespace stepscope
