// Receives the frames of both cameras on two threads of the library: colour on one, infrared and then depth on the
// other.
#pragma once

#include <libfreenect2/frame_listener.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <utility>

#include "pictures.h"

namespace freenect2 {

class FrameListener : public libfreenect2::FrameListener {
 public:
  using Frame = libfreenect2::Frame;

  struct Receiver {
    // `infrared` is from the same moment as `depth`; null if there is none.
    std::function<void(const Frame& depth, const Frame* infrared)> onDepth;
    std::function<void(const Frame&)> onColor;
    std::function<void()> onDamaged;
  };

  explicit FrameListener(Receiver receiver) : receiver_(std::move(receiver)) {}

  // True if we own the frame from now on.
  bool onNewFrame(Frame::Type type, Frame* frame) override {
    if (frame == nullptr) return false;
    switch (type) {
      case Frame::Color:
        if (isColor(*frame)) {
          receiver_.onColor(*frame);
        } else {
          receiver_.onDamaged();
        }
        return false;
      case Frame::Ir:
        infrared_.reset(frame);
        return true;
      case Frame::Depth:
        takeDepth(*frame);
        return false;
    }
    return false;
  }

 private:
  const Receiver receiver_;
  // Waits for the depth of the same moment.
  std::unique_ptr<Frame> infrared_;

  void takeDepth(const Frame& depth) {
    const std::unique_ptr<Frame> infrared = std::move(infrared_);
    if (!isOfDepthCamera(depth)) {
      receiver_.onDamaged();
      return;
    }
    const bool fits =
        infrared != nullptr && isOfDepthCamera(*infrared) && infrared->sequence == depth.sequence;
    receiver_.onDepth(depth, fits ? infrared.get() : nullptr);
  }

  static bool isWhole(const Frame& frame, size_t width, size_t height) {
    return frame.status == 0 && frame.data != nullptr && frame.width == width &&
           frame.height == height && frame.bytes_per_pixel == 4;
  }

  // The format is "informative only": some pipelines leave it out.
  static bool isOfDepthCamera(const Frame& frame) {
    return isWhole(frame, kDepthWidth, kDepthHeight) &&
           (frame.format == Frame::Float || frame.format == Frame::Invalid);
  }

  static bool isColor(const Frame& frame) {
    return isWhole(frame, kColorWidth, kColorHeight) &&
           (frame.format == Frame::BGRX || frame.format == Frame::RGBX);
  }
};

}  // namespace freenect2
