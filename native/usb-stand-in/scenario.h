// What befalls the camera: read from DEPTHLOCK_USB_SCENARIO, and again from the file that DEPTHLOCK_USB_CONTROL names
// whenever that changes. README.md lists the words.
#pragma once
#include <cstdint>
#include <string>

namespace scenario {
/** Seconds on a clock that never runs back. */
double now();

struct Words {
  bool absent = false, noPermission = false, busy = false;
  /** Seconds after the first stream; negative: never. */
  double unplugAfter = -1, stallAfter = -1;
  /** Seconds after the unplugging or the stall; negative: never. */
  double returnAfter = -1, resumeAfter = -1;
  /** Chances for each packet, 0 to 1. */
  double loss = 0, truncate = 0, oversize = 0, junk = 0;
  /** Times as fast as a camera. */
  double speed = 1;
  uint64_t seed = 1;
};

/** Answers why the text is no scenario; empty where it is one. */
std::string parse(const std::string &text, Words &out);

/** The scenario at work. Not thread-safe. */
class Scenario {
 public:
  /** Throws std::runtime_error where DEPTHLOCK_USB_SCENARIO is no scenario. */
  Scenario();
  /** Reads the control file where it changed; a text that is no scenario is reported and leaves things as they were. */
  void refresh();
  /** The delays of `unplug-after` and `stall-after` run from here. */
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
