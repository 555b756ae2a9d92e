// The stand-in's scenario, as words in DEPTHLOCK_FREENECT2_SCENARIO; README.md lists them.
#pragma once

#include <cstdlib>
#include <map>
#include <sstream>
#include <string>

struct Scenario {
  std::map<std::string, double> words;

  static Scenario ofEnvironment() {
    Scenario scenario;
    const char* text = std::getenv("DEPTHLOCK_FREENECT2_SCENARIO");
    std::istringstream stream(text != nullptr ? text : "");
    for (std::string word; stream >> word;) {
      const size_t equals = word.find('=');
      const bool named = equals != std::string::npos;
      scenario.words[word.substr(0, equals)] = named ? std::atof(word.c_str() + equals + 1) : 1;
    }
    return scenario;
  }

  bool has(const std::string& word) const { return words.count(word) > 0; }
  double of(const std::string& word, double otherwise) const {
    const auto found = words.find(word);
    return found != words.end() ? found->second : otherwise;
  }
};
