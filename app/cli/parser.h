#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
class Validator;
}  // namespace CLI

// The words after the program's name. CLI11 reads them, behind this: its headers cost several seconds of compiling in
// every file that sees them.
namespace stepscope::cli {

// What a word must be besides of the option's type.
class WordCheck {
 public:
  explicit WordCheck(const CLI::Validator& validator);
  const CLI::Validator& validator() const { return *validator_; }

 private:
  std::shared_ptr<const CLI::Validator> validator_;
};
WordCheck in_range(int least, int most);
WordCheck in_range(double least, double most);
WordCheck one_of(std::initializer_list<const char*> words);
WordCheck positive();
WordCheck not_negative();
// Whole numbers of 64 bits; the parser alone would cut others to fit.
WordCheck whole_number();

// One option or flag, or the words without a name. What sets something returns the option itself.
class Option {
 public:
  explicit Option(CLI::Option& option) : option_(&option) {}

  Option* required();
  Option* check(const WordCheck& check);
  Option* delimiter(char between_values);
  Option* expected(int count);
  Option* expected(int least, int most);
  Option* without_value(const std::string& value);  // what the target becomes if nothing follows the name
  Option* allow_extra_args(bool several_values_after_one_name);
  Option* excludes(Option* other);
  Option* needs(Option* other);
  Option* group(const std::string& heading);  // of the help
  Option* capture_default_str();              // the help tells the value that the target has now

  std::string name() const;
  std::optional<char> delimiter() const;
  bool takes_values() const;                // a flag takes none
  std::vector<std::string> values() const;  // as they were given

 private:
  CLI::Option* option_;
};

class Parser {
 public:
  // The program's own, which wants a command.
  Parser(const std::string& words, const std::string& version);
  ~Parser();
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  // Parsers and options live as long as the one that made them.
  Parser* add_subcommand(const std::string& name, const std::string& words);
  void require_subcommand();

  // `target` keeps its value if the option is not given; it must outlive the parsing.
  Option* add_option(const std::string& name, std::string& target, const std::string& words);
  Option* add_option(const std::string& name, int& target, const std::string& words);
  Option* add_option(const std::string& name, std::int64_t& target, const std::string& words);
  Option* add_option(const std::string& name, std::uint64_t& target, const std::string& words);
  Option* add_option(const std::string& name, double& target, const std::string& words);
  Option* add_option(const std::string& name, std::optional<double>& target, const std::string& words);
  Option* add_option(const std::string& name, std::optional<std::uint64_t>& target, const std::string& words);
  Option* add_option(const std::string& name, std::vector<std::string>& target, const std::string& words);
  Option* add_option(const std::string& name, std::vector<int>& target, const std::string& words);
  Option* add_option(const std::string& name, std::vector<std::int64_t>& target, const std::string& words);
  Option* add_flag(const std::string& name, bool& target, const std::string& words);

  // Of the whole program: nothing if every word was understood; else what to exit with (0: --help, --version), and what
  // there is to say about it is said.
  std::optional<int> parse(int argc, char** argv);
  // Afterwards: whether this command was chosen, how often an option was given, and the given options that take values.
  bool parsed() const;
  std::size_t count(const std::string& option) const;
  std::vector<const Option*> given_options() const;

 private:
  explicit Parser(CLI::App& app);
  Option* keep(CLI::Option* option);
  template <typename T>
  Option* add(const std::string& name, T& target, const std::string& words);

  std::unique_ptr<CLI::App> own_;  // of the program's parser; it owns the others' apps and all options
  CLI::App* app_;
  std::vector<std::unique_ptr<Parser>> commands_;
  std::vector<std::unique_ptr<Option>> options_;
};

}  // namespace stepscope::cli
