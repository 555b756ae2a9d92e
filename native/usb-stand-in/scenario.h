// The camera's failures: read from DEPTHLOCK_USB_SCENARIO, and again from the file named by DEPTHLOCK_USB_CONTROL
// whenever that changes. README.md lists the words.
#pragma once
#include <cstdint>
#include <string>

namespace scenario {
/** Seconds on a monotonic clock. */
double now();

struct Words {
  bool absent = false, noPermission = false, busy = false;
  /** Seconds after the first stream; negative: never. */
  double unplugAfter = -1, stallAfter = -1;
  /** Seconds after the unplugging or the stall; negative: never. */
  double returnAfter = -1, resumeAfter = -1;
  /** Probabilities per packet, 0 to 1. */
  double loss = 0, truncate = 0, oversize = 0, junk = 0;
  /** Speed relative to a real camera. */
  double speed = 1;
  uint64_t seed = 1;
};

/** Returns why the text is no scenario; empty if it is one. */
std::string parse(const std::string &text, Words &out);

/** The scenario at work. Not thread-safe. */
class Scenario {
 public:
  /** Throws std::runtime_error if DEPTHLOCK_USB_SCENARIO is no scenario. */
  Scenario();
  /** Reads the control file if it changed; an invalid text is reported and changes nothing. */
  void refresh();
  /** The delays of `unplug-after` and `stall-after` start here. */
  void streamStarted();

  const Words &words() const { return words_; }
  bool present() const;
  bool stalled() const;

 private:
  bool within(double after, double span) const;
  Words words_;
  std::string control_;
  double streamedSince_ = -1, lookedAt_ = -1;
  bool streaming_ = false;
  int64_t controlStamp_ = -1, controlSize_ = -1;
  uint64_t controlNode_ = 0;
};
}
