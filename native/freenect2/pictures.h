// Converts the pictures of libfreenect2 to those of Depthlock. Both of its cameras deliver mirrored pictures; copying a
// picture into a slot mirrors it back.
#pragma once

#include <cstddef>
#include <cstdint>

namespace freenect2 {

constexpr size_t kDepthWidth = 512, kDepthHeight = 424;
constexpr size_t kDepthPixels = kDepthWidth * kDepthHeight;
constexpr size_t kColorWidth = 1920, kColorHeight = 1080;
constexpr size_t kColorPixels = kColorWidth * kColorHeight;

// A slot of the depth stream: millimetres, then infrared.
constexpr size_t kDepthSlotBytes = 2 * kDepthPixels * sizeof(uint16_t);
// RGBA.
constexpr size_t kColorSlotBytes = 4 * kColorPixels;

// Whole millimetres; 0 for invalid distances: zero or less, NaN, infinity, more than 16 bits hold.
inline uint16_t wholeMillimetres(float mm) {
  return mm >= 0.5f && mm < 65535.5f ? static_cast<uint16_t>(mm + 0.5f) : 0;
}

// Infrared has no "none": values out of range are clamped to black or white.
inline uint16_t wholeBrightness(float brightness) {
  if (brightness >= 65534.5f) return 65535;
  return brightness >= 0.5f ? static_cast<uint16_t>(brightness + 0.5f) : 0;
}

// `convert` turns a pixel of `From` into one of `To`.
template <class From, class To, class Convert>
void unmirror(const From* from, To* to, size_t width, size_t height, Convert convert) {
  for (size_t y = 0; y < height; y++, from += width, to += width) {
    for (size_t x = 0; x < width; x++) to[x] = convert(from[width - 1 - x]);
  }
}

inline void depthToMillimetres(const float* depth, uint16_t* millimetres) {
  unmirror(depth, millimetres, kDepthWidth, kDepthHeight, wholeMillimetres);
}

inline void infraredToWhole(const float* infrared, uint16_t* brightness) {
  unmirror(infrared, brightness, kDepthWidth, kDepthHeight, wholeBrightness);
}

// Pixels as little-endian words: libfreenect2 runs only on little-endian machines.
inline void bgrxToRgba(const uint32_t* bgrx, uint32_t* rgba) {
  unmirror(bgrx, rgba, kColorWidth, kColorHeight, [](uint32_t pixel) {
    return 0xff000000u | (pixel & 0xffu) << 16 | (pixel & 0xff00u) | (pixel >> 16 & 0xffu);
  });
}

inline void rgbxToRgba(const uint32_t* rgbx, uint32_t* rgba) {
  unmirror(rgbx, rgba, kColorWidth, kColorHeight, [](uint32_t pixel) { return 0xff000000u | pixel; });
}

}  // namespace freenect2
