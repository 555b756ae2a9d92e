#include "camera.h"

#include <algorithm>
#include <cstring>

namespace camera {
namespace {
// Commands.
constexpr uint16_t FIXED_PARAMETERS = 0x04, READ_REGISTER = 0x02, WRITE_REGISTER = 0x03, ALGORITHM_PARAMETERS = 0x16,
                   SENSOR_REGISTER = 0x95;
// Tables that ALGORITHM_PARAMETERS answers.
constexpr uint16_t CONST_SHIFT = 0x00, REGISTRATION = 0x40, REGISTRATION_PADDING = 0x41;

constexpr int HEADER_BYTES = 12;
constexpr int DEPTH_PAYLOAD = 1748, VIDEO_PAYLOAD = 1908;
/** Ticks of the camera's 60 MHz clock between frames. */
constexpr int64_t TICKS_PER_FRAME = 2000000;
/** The colour frame begins 5 ms after the depth frame. */
constexpr int64_t VIDEO_DELAY = 40, VIDEO_DELAY_TICKS = 300000;

int64_t firstMicroframe(int64_t frame, bool isDepth) {
  return (frame * MICROFRAMES_PER_SECOND + 29) / 30 + (isDepth ? 0 : VIDEO_DELAY);
}

void append16(std::vector<uint8_t> &out, uint16_t value) {
  out.push_back(uint8_t(value));
  out.push_back(uint8_t(value >> 8));
}
void append32(std::vector<uint8_t> &out, int32_t value) {
  append16(out, uint16_t(value));
  append16(out, uint16_t(uint32_t(value) >> 16));
}

/** A negative number as stored in the tables: two's complement of `bits` bits. */
constexpr int32_t negative(int32_t value, int bits) { return (1 << bits) - value; }

/**
 * The mapping of an average unit according to KINECT's pinhole, u = 0.926 x + 28.9 and v = 0.923 y + 31.5, bent a
 * little by third-order terms so that every part of the arithmetic is exercised. Order of the 29 numbers: as on the
 * wire.
 */
constexpr int32_t REGISTRATION_TABLE[29] = {
    0,                                                    // dx_center
    320, 2, 1, 2, 7142,                                   // ax bx cx dx dx_start
    1, 427, 2, 1, 7808,                                   // ay by cy dy dy_start
    130900, 130801, 200, 854, 170, 136,                   // beta starts, rollout blank and size, beta increments
    negative(2176, 21), 12, 9, negative(2274, 21),        // dxdx dxdy dydx dydy
    negative(400, 27), negative(3, 27), negative(2, 27),  // dxdxdx dydxdx dxdxdy
    negative(3, 27), 0, negative(2, 27), 0,               // dydxdy back_comp1 dydydx back_comp2
    negative(400, 27),                                    // dydydy
};

/** 11 bits a pixel, most significant first. */
void pack11(const uint16_t *pixels, int count, uint8_t *out) {
  uint32_t bits = 0;
  int held = 0;
  for (int i = 0; i < count; i++) {
    bits = (bits << 11) | (pixels[i] & 2047u);
    for (held += 11; held >= 8; held -= 8) *out++ = uint8_t(bits >> (held - 8));
  }
}
}

bool Commands::write(const uint8_t *data, int length) {
  if (length < 8 || data[0] != 0x47 || data[1] != 0x4d) return false;
  const auto word = [data](int at) { return uint16_t(data[at] | data[at + 1] << 8); };
  const int count = word(2);
  if (length != 8 + count * 2) return false;
  std::vector<uint16_t> words(size_t(count) + 5);
  for (int i = 0; i < count; i++) words[size_t(i)] = word(8 + i * 2);
  const std::vector<uint8_t> body = answer(word(4), words.data(), count);
  reply_ = {0x52, 0x42};
  append16(reply_, uint16_t(body.size() / 2));
  append16(reply_, word(4));
  append16(reply_, word(6));
  reply_.insert(reply_.end(), body.begin(), body.end());
  polled_ = false;
  return true;
}

int Commands::read(uint8_t *out, int capacity) {
  if (!polled_) {
    polled_ = true;
    return 0;
  }
  const int length = std::min(capacity, int(reply_.size()));
  if (length > 0) memcpy(out, reply_.data(), size_t(length));
  reply_.clear();
  return length;
}

uint16_t Commands::registerAt(uint16_t address) const { return address < 0x400 ? registers_[address] : 0; }

std::vector<uint8_t> Commands::answer(uint16_t command, const uint16_t *words, int count) {
  std::vector<uint8_t> out;
  append16(out, 0);  // every answer begins with a state: 0, done
  if (command == WRITE_REGISTER && count == 2) {
    if (words[0] < 0x400) registers_[words[0]] = words[1];
  } else if (command == READ_REGISTER) {
    append16(out, registerAt(words[0]));
  } else if (command == SENSOR_REGISTER) {
    append16(out, words[1]);
    append16(out, words[2]);
  } else if (command == FIXED_PARAMETERS) {
    const float plane[4] = {7.5f, 2.3f, 120.0f, 0.1042f};  // cm, cm, mm, mm
    out.resize(322);
    memcpy(out.data() + 94, plane, sizeof plane);
  } else if (command == ALGORITHM_PARAMETERS && words[0] == REGISTRATION) {
    for (const int32_t value : REGISTRATION_TABLE) append32(out, value);
  } else if (command == ALGORITHM_PARAMETERS && words[0] == REGISTRATION_PADDING) {
    out.resize(8);
  } else if (command == ALGORITHM_PARAMETERS && words[0] == CONST_SHIFT) {
    append16(out, 200);
  }
  return out;
}

Stream::Stream(bool isDepth, const scene::Scene &scene)
    : isDepth_(isDepth), scene_(scene), payload_(isDepth ? scene::PIXELS / 8 * 11 : scene::PIXELS), pixels_(scene::PIXELS) {}

void Stream::run(bool on, int64_t microframe) {
  if (on && !running_) {
    frame_ = std::max<int64_t>(0, microframe * 30 / MICROFRAMES_PER_SECOND);
    while (firstMicroframe(frame_, isDepth_) < microframe) frame_++;
    packet_ = 0;
  }
  running_ = on;
}

void Stream::compose() {
  if (!isDepth_) {
    scene_.bayer(frame_, payload_.data());
    return;
  }
  scene_.depth(frame_, pixels_.data());
  pack11(pixels_.data(), scene::PIXELS, payload_.data());
}

/** Uniform in 0..1 (splitmix64, Steele, Lea and Flood 2014). */
double Stream::chance(uint64_t seed) {
  if (!seeded_ || seed != seed_) {
    seeded_ = true;
    seed_ = seed;
    random_ = seed * 2 + (isDepth_ ? 1 : 0);
  }
  random_ += 0x9e3779b97f4a7c15u;
  uint64_t z = random_;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return double((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

int Stream::packet(int64_t microframe, uint8_t *out, int capacity, const scenario::Words &words) {
  if (!running_) return 0;
  if (packet_ == 0) {
    if (microframe < firstMicroframe(frame_, isDepth_)) return 0;
    while (microframe >= firstMicroframe(frame_ + 1, isDepth_)) frame_++;  // a late host misses whole frames
    compose();
  }
  const int payload = isDepth_ ? DEPTH_PAYLOAD : VIDEO_PAYLOAD;
  const int total = int(payload_.size());
  const int packets = (total + payload - 1) / payload;
  const int from = packet_ * payload;
  int length = std::min(payload, total - from);
  const bool isLast = packet_ == packets - 1;
  const int64_t ticks = frame_ * TICKS_PER_FRAME + (isDepth_ ? 0 : VIDEO_DELAY_TICKS);
  const uint8_t stream = isDepth_ ? 0x70 : 0x80;
  const uint8_t sequence = sequence_++;
  const uint8_t flag = uint8_t(stream | (packet_ == 0 ? 1 : isLast ? 5 : 2));
  if (isLast) {
    packet_ = 0;
    frame_++;
  } else {
    packet_++;
  }
  if (chance(words.seed) < words.loss) return 0;
  if (words.truncate > 0 && chance(words.seed) < words.truncate) length /= 2;
  if (HEADER_BYTES + length > capacity) return 0;
  const bool isJunk = words.junk > 0 && chance(words.seed) < words.junk;
  out[0] = isJunk ? 0xde : 'R';
  out[1] = isJunk ? 0xad : 'B';
  out[2] = 0;
  out[3] = flag;
  out[4] = 0;
  out[5] = sequence;
  out[6] = 0;
  out[7] = 0;
  for (int i = 0; i < 4; i++) out[8 + i] = uint8_t(uint32_t(ticks) >> (8 * i));
  memcpy(out + HEADER_BYTES, payload_.data() + from, size_t(length));
  if (words.oversize > 0 && chance(words.seed) < words.oversize) {
    memset(out + HEADER_BYTES + length, 0, size_t(capacity - HEADER_BYTES - length));
    return capacity;
  }
  return HEADER_BYTES + length;
}
}
