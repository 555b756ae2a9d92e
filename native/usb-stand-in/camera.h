// A Kinect v1's camera behind its endpoints: the command protocol on the control endpoint, and the packets of its depth
// (0x82) and colour (0x81) streams. Facts of the protocol: https://openkinect.org/wiki/Protocol_Documentation.
#pragma once
#include <cstdint>
#include <vector>

#include "scenario.h"
#include "scene.h"

namespace camera {
constexpr uint8_t VIDEO_ENDPOINT = 0x81, DEPTH_ENDPOINT = 0x82;
constexpr int64_t MICROFRAMES_PER_SECOND = 8000;

/** Answers commands; stores the registers that they write. */
class Commands {
 public:
  /** Handles a command of the host; false if it is none, which a device answers with a stall. */
  bool write(const uint8_t *data, int length);
  /** Length of the reply in bytes, 0 while there is none: a device needs a moment, and so does this. */
  int read(uint8_t *out, int capacity);
  uint16_t registerAt(uint16_t address) const;

 private:
  std::vector<uint8_t> answer(uint16_t command, const uint16_t *words, int count);
  std::vector<uint8_t> reply_;
  bool polled_ = false;
  uint16_t registers_[0x400] = {};
};

/** A stream of packets, one a microframe at most. Frame f is the same moment in every stream. */
class Stream {
 public:
  Stream(bool isDepth, const scene::Scene &scene);
  /** Starts with the first frame after `microframe`. */
  void run(bool on, int64_t microframe);
  /** Writes the packet of this microframe into `out`; returns its length, 0 if the camera sends none or it is lost. */
  int packet(int64_t microframe, uint8_t *out, int capacity, const scenario::Words &words);

 private:
  void compose();
  double chance(uint64_t seed);
  const bool isDepth_;
  const scene::Scene &scene_;
  bool running_ = false;
  int64_t frame_ = 0;
  int packet_ = 0;
  uint8_t sequence_ = 0;
  uint64_t random_ = 0, seed_ = 0;
  bool seeded_ = false;
  std::vector<uint8_t> payload_;
  std::vector<uint16_t> pixels_;
};
}
