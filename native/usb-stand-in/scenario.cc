#include "scenario.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <sys/stat.h>

namespace scenario {
namespace {
/** Seconds between checks of the control file. */
constexpr double CONTROL_INTERVAL = 0.002;

const char *environment(const char *name) {
  const char *value = getenv(name);
  return value == nullptr ? "" : value;
}

bool number(const std::string &text, double low, double high, double &out) {
  char *end = nullptr;
  const double value = strtod(text.c_str(), &end);
  if (text.empty() || *end != '\0' || !(value >= low) || !(value <= high)) return false;
  out = value;
  return true;
}

bool setValue(const std::string &name, const std::string &text, Words &out) {
  constexpr double DAY = 86400;
  if (name == "unplug-after") return number(text, 0, DAY, out.unplugAfter);
  if (name == "return-after") return number(text, 0, DAY, out.returnAfter);
  if (name == "stall-after") return number(text, 0, DAY, out.stallAfter);
  if (name == "resume-after") return number(text, 0, DAY, out.resumeAfter);
  if (name == "loss") return number(text, 0, 1, out.loss);
  if (name == "truncate") return number(text, 0, 1, out.truncate);
  if (name == "oversize") return number(text, 0, 1, out.oversize);
  if (name == "junk") return number(text, 0, 1, out.junk);
  if (name == "speed") return number(text, 0.01, 100, out.speed);
  double seed = 0;
  if (name != "seed" || !number(text, 0, 9e15, seed)) return false;
  out.seed = uint64_t(seed);
  return true;
}
}

double now() {
  using namespace std::chrono;
  return duration<double>(steady_clock::now().time_since_epoch()).count();
}

std::string parse(const std::string &text, Words &out) {
  Words words;
  std::istringstream input(text);
  for (std::string word; input >> word;) {
    const size_t equals = word.find('=');
    bool known = true;
    if (equals != std::string::npos) known = setValue(word.substr(0, equals), word.substr(equals + 1), words);
    else if (word == "absent") words.absent = true;
    else if (word == "no-permission") words.noPermission = true;
    else if (word == "busy") words.busy = true;
    else if (word == "stall") words.stallAfter = 0;
    else known = word == "stream";
    if (!known) return "The USB stand-in does not know “" + word + "”.";
  }
  out = words;
  return "";
}

Scenario::Scenario() : control_(environment("DEPTHLOCK_USB_CONTROL")) {
  const std::string problem = parse(environment("DEPTHLOCK_USB_SCENARIO"), words_);
  if (!problem.empty()) throw std::runtime_error(problem);
}

void Scenario::refresh() {
  if (control_.empty() || now() - lookedAt_ < CONTROL_INTERVAL) return;
  lookedAt_ = now();
  struct stat status {};
  if (stat(control_.c_str(), &status) != 0) return;
  const int64_t stamp = int64_t(status.st_mtim.tv_sec) * 1000000000 + status.st_mtim.tv_nsec;
  if (stamp == controlStamp_ && status.st_size == controlSize_ && status.st_ino == controlNode_) return;
  controlStamp_ = stamp;
  controlSize_ = status.st_size;
  controlNode_ = status.st_ino;
  std::ifstream file(control_);
  std::stringstream text;
  text << file.rdbuf();
  const std::string problem = parse(text.str(), words_);
  if (!problem.empty()) {
    fprintf(stderr, "%s It goes on as before.\n", problem.c_str());
    return;
  }
  if (streaming_) streamedSince_ = now();
}

void Scenario::streamStarted() {
  if (streaming_) return;
  streaming_ = true;
  streamedSince_ = now();
}

bool Scenario::within(double after, double span) const {
  if (after < 0 || streamedSince_ < 0) return false;
  const double elapsed = now() - streamedSince_ - after;
  return elapsed >= 0 && (span < 0 || elapsed < span);
}

bool Scenario::present() const { return !words_.absent && !within(words_.unplugAfter, words_.returnAfter); }
bool Scenario::stalled() const { return within(words_.stallAfter, words_.resumeAfter); }
}
