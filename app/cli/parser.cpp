#include "app/cli/parser.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <cmath>

namespace stepscope::cli {

namespace {

// The deepest command that was named and wants another word after it, or null.
const CLI::App* without_subcommand(const CLI::App& app) {
  if (app.get_subcommands().empty()) return app.get_require_subcommand_min() > 0 ? &app : nullptr;
  return without_subcommand(*app.get_subcommands().front());
}

// What CLI11 leaves open: which words there are, and which it did not understand.
std::string more_about(const CLI::App& app) {
  std::string words, unknown;
  for (const std::string& word : app.remaining(true)) unknown += (unknown.empty() ? "" : " ") + word;
  if (const CLI::App* asked = without_subcommand(app); asked != nullptr)
    for (const CLI::App* sub : asked->get_subcommands([](const CLI::App*) { return true; }))
      words += (words.empty() ? asked->get_name() + (asked->get_name().empty() ? "" : " ") + "knows: " : ", ") +
               sub->get_name();
  if (!unknown.empty()) unknown = "not understood: " + unknown + "\n";
  return unknown + words + (words.empty() ? "" : "\n");
}

std::string not_whole(const std::string& text) {
  std::uint64_t number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = code == std::errc{} && end == text.data() + text.size();
  return whole ? "" : "\"" + text + "\" is not a whole number from 0 to 2^64 - 1";
}

// None: no number, or not a finite one.
std::optional<double> number_in(const std::string& text) {
  double number = 0.0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (code != std::errc{} || end != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
  return number;
}

// CLI11's own checks tell the range of all doubles.
std::string not_positive(const std::string& text) {
  const auto number = number_in(text);
  return number && *number > 0.0 ? "" : "\"" + text + "\" is not a number above 0";
}
std::string negative(const std::string& text) {
  const auto number = number_in(text);
  return number && *number >= 0.0 ? "" : "\"" + text + "\" is not a number from 0 on";
}

}  // namespace

WordCheck::WordCheck(const CLI::Validator& validator) : validator_(std::make_shared<CLI::Validator>(validator)) {}

WordCheck in_range(int least, int most) { return WordCheck(CLI::Range(least, most)); }
WordCheck in_range(double least, double most) { return WordCheck(CLI::Range(least, most)); }
WordCheck one_of(std::initializer_list<const char*> words) {
  return WordCheck(CLI::IsMember(std::vector<std::string>(words.begin(), words.end())));
}
WordCheck positive() {
  return WordCheck(CLI::Validator([](std::string& text) { return not_positive(text); }, "POSITIVE"));
}
WordCheck not_negative() {
  return WordCheck(CLI::Validator([](std::string& text) { return negative(text); }, "NONNEGATIVE"));
}
WordCheck whole_number() {
  return WordCheck(CLI::Validator([](std::string& text) { return not_whole(text); }, "UINT64"));
}

Option* Option::required() {
  option_->required();
  return this;
}
Option* Option::check(const WordCheck& check) {
  option_->check(check.validator());
  return this;
}
Option* Option::delimiter(char between_values) {
  option_->delimiter(between_values);
  return this;
}
Option* Option::expected(int count) {
  option_->expected(count);
  return this;
}
Option* Option::expected(int least, int most) {
  option_->expected(least, most);
  return this;
}
Option* Option::without_value(const std::string& value) {
  option_->default_str(value);
  return this;
}
Option* Option::allow_extra_args(bool several_values_after_one_name) {
  option_->allow_extra_args(several_values_after_one_name);
  return this;
}
Option* Option::excludes(Option* other) {
  option_->excludes(other->option_);
  return this;
}
Option* Option::needs(Option* other) {
  option_->needs(other->option_);
  return this;
}
Option* Option::group(const std::string& heading) {
  option_->group(heading);
  return this;
}
Option* Option::capture_default_str() {
  option_->capture_default_str();
  const std::string value = option_->get_default_str();  // lists are in brackets, which nobody would type
  if (value.starts_with('[') && value.ends_with(']')) option_->default_str(value.substr(1, value.size() - 2));
  return this;
}

std::string Option::name() const { return option_->get_name(); }
std::optional<char> Option::delimiter() const {
  return option_->get_delimiter() == '\0' ? std::nullopt : std::optional(option_->get_delimiter());
}
bool Option::takes_values() const { return option_->get_expected_max() != 0; }
std::vector<std::string> Option::values() const { return option_->results(); }

Parser::Parser(const std::string& words, const std::string& version)
    : own_(std::make_unique<CLI::App>(words)), app_(own_.get()) {
  app_->set_version_flag("--version", version);
  require_subcommand();
}
Parser::Parser(CLI::App& app) : app_(&app) {}
Parser::~Parser() = default;

Parser* Parser::add_subcommand(const std::string& name, const std::string& words) {
  commands_.push_back(std::unique_ptr<Parser>(new Parser(*app_->add_subcommand(name, words))));
  return commands_.back().get();
}
void Parser::require_subcommand() { app_->require_subcommand(1); }

Option* Parser::keep(CLI::Option* option) { return options_.emplace_back(std::make_unique<Option>(*option)).get(); }

template <typename T>
Option* Parser::add(const std::string& name, T& target, const std::string& words) {
  return keep(app_->add_option(name, target, words));
}
Option* Parser::add_option(const std::string& name, std::string& target, const std::string& words) {
  return add(name, target, words);
}
Option* Parser::add_option(const std::string& name, int& target, const std::string& words) {
  return add(name, target, words);
}
Option* Parser::add_option(const std::string& name, std::int64_t& target, const std::string& words) {
  return add(name, target, words);
}
Option* Parser::add_option(const std::string& name, std::uint64_t& target, const std::string& words) {
  return add(name, target, words);
}
Option* Parser::add_option(const std::string& name, double& target, const std::string& words) {
  return add(name, target, words);
}
Option* Parser::add_option(const std::string& name, std::optional<double>& target, const std::string& words) {
  return add(name, target, words);
}
Option* Parser::add_option(const std::string& name, std::optional<std::uint64_t>& target, const std::string& words) {
  return add(name, target, words);
}
Option* Parser::add_option(const std::string& name, std::vector<std::string>& target, const std::string& words) {
  return add(name, target, words);
}
Option* Parser::add_option(const std::string& name, std::vector<int>& target, const std::string& words) {
  return add(name, target, words);
}
Option* Parser::add_option(const std::string& name, std::vector<std::int64_t>& target, const std::string& words) {
  return add(name, target, words);
}
Option* Parser::add_flag(const std::string& name, bool& target, const std::string& words) {
  return keep(app_->add_flag(name, target, words));
}

std::optional<int> Parser::parse(int argc, char** argv) {
  try {
    app_->parse(argc, argv);
    return std::nullopt;
  } catch (const CLI::ParseError& error) {
    const int code = app_->exit(error);
    if (code != 0 && dynamic_cast<const CLI::ExtrasError*>(&error) == nullptr)  // that one says it itself
      fmt::print(stderr, "{}", more_about(*app_));
    return code;
  }
}

bool Parser::parsed() const { return app_->parsed(); }
std::size_t Parser::count(const std::string& option) const { return app_->count(option); }
std::vector<const Option*> Parser::given_options() const {
  std::vector<const Option*> given;
  for (const auto& option : options_)
    if (option->takes_values() && !option->values().empty()) given.push_back(option.get());
  return given;
}

}  // namespace stepscope::cli
