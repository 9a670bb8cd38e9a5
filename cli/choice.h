// An option whose value is one of a few words.
#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <utility>
#include <vector>

namespace stet::cli {

/// "expected text, json or jsonl, found 'xml'".
std::string wrong_choice(const std::vector<std::string>& words, const std::string& found);

template <typename T>
using Choices = std::vector<std::pair<std::string, T>>;

/// `--name WORD`, which sets `value` to what the word stands for.
template <typename T>
void add_choice(CLI::App& command, const std::string& name, T& value, Choices<T> choices,
                const std::string& type, const std::string& help) {
  const auto set = [&value, name, choices = std::move(choices)](const std::string& word) {
    std::vector<std::string> words;
    for (const auto& [choice, meaning] : choices) {
      if (choice == word) {
        value = meaning;
        return;
      }
      words.push_back(choice);
    }
    throw CLI::ValidationError(name, wrong_choice(words, word));
  };
  command.add_option_function<std::string>(name, set, help)->type_name(type);
}

}  // namespace stet::cli
