// The camera's pictures, by frame number: a file of frames, or a moving gradient that any test can recompute.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

namespace scene {
constexpr int WIDTH = 640, HEIGHT = 480, PIXELS = WIDTH * HEIGHT;
constexpr uint16_t NO_READING = 2047;
constexpr char FILE_HEADER[] = "DEPTHLOCK USB SCENE 1\n";
constexpr size_t FILE_FRAME_BYTES = size_t(PIXELS) * 2 + size_t(PIXELS) * 3;

enum Channel { RED, GREEN, BLUE };
/** The colour seen by a pixel of the sensor's Bayer mosaic: G R in even rows, B G in odd ones. */
inline Channel channelAt(int x, int y) {
  if ((x + y) % 2 == 0) return GREEN;
  return y % 2 == 0 ? RED : BLUE;
}

/** Frames by number. A file's frames are shown in a loop. Not thread-safe. */
class Scene {
 public:
  /** An empty path selects the gradient. Throws std::runtime_error if the file cannot be used. */
  explicit Scene(const std::string &path);
  ~Scene();
  Scene(const Scene &) = delete;
  Scene &operator=(const Scene &) = delete;

  /** Raw disparity of 11 bits, 640×480. */
  void depth(int64_t frame, uint16_t *out) const;
  /** The Bayer mosaic, 640×480. */
  void bayer(int64_t frame, uint8_t *out) const;

 private:
  const uint8_t *frameAt(int64_t frame) const;
  uint8_t *mapped_ = nullptr;
  size_t bytes_ = 0;
  int64_t frames_ = 0;
};
}
