// Which packets of a colour frame arrived. libfreenect delivers frames with missing packets without a warning; only
// code that assembles the packets itself can tell.
#pragma once

#include <cstdint>
#include <cstring>

// The packets of the 640×480 Bayer picture, a byte per pixel.
class VideoPackets {
 public:
  // Puts one packet in its place in the picture, as libfreenect would. Numbers rise within a frame.
  void add(void* picture, const void* data, int number, int bytes) {
    if (number < 0 || bytes < 0 || number * kPacketBytes + bytes > kPictureBytes) return;
    std::memcpy(static_cast<uint8_t*>(picture) + number * kPacketBytes, data, bytes);
    if (number <= last_) {
      before_ = arrived_;
      arrived_ = 0;
    }
    last_ = number;
    arrived_ += bytes;
  }

  // Whether the frame that libfreenect has just finished is complete. A frame whose last packet is missing is finished by
  // a packet of the next.
  bool isWhole() const { return (last_ == kPackets - 1 ? arrived_ : before_) == kPictureBytes; }

 private:
  static constexpr int kPacketBytes = 1908;
  static constexpr int kPictureBytes = 640 * 480;
  static constexpr int kPackets = (kPictureBytes + kPacketBytes - 1) / kPacketBytes;
  int last_ = -1;
  // Bytes of the frame that the last packet belongs to, and of the previous one.
  int arrived_ = 0, before_ = 0;
};
