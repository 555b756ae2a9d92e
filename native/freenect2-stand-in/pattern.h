// The pictures of the stand-in's cameras in frame `n`, as libfreenect2 delivers them; pattern.ts computes them as our
// code should deliver them.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>

namespace pattern {

// Millimetres with halves, and every way in which the library encodes "nothing".
inline float depth(uint32_t n, uint32_t x, uint32_t y) {
  const uint32_t i = y * 512 + x;
  // The first pixel is always valid and encodes the frame.
  if (i == 0) return 500.0f + static_cast<float>(n % 3000);
  switch ((i + n) % 23) {
    case 3: return 0.0f;
    case 7: return -1.0f;
    case 11: return std::numeric_limits<float>::quiet_NaN();
    case 13: return std::numeric_limits<float>::infinity();
    case 17: return 70000.0f;
    case 19: return 0.4f;
  }
  return 500.0f + static_cast<float>((x * 7 + y * 13 + n * 31) % 4000) + 0.25f * static_cast<float>(i % 4);
}

inline float infrared(uint32_t n, uint32_t x, uint32_t y) {
  return static_cast<float>((x * 37 + y * 11 + n * 101) % 70000) - 2000.0f + 0.5f * static_cast<float>(x % 2);
}

struct Rgb {
  uint8_t r, g, b;
};

inline Rgb color(uint32_t n, uint32_t x, uint32_t y) {
  return {static_cast<uint8_t>(x ^ y ^ n), static_cast<uint8_t>(y + 2 * n), static_cast<uint8_t>(x + n)};
}

}  // namespace pattern
