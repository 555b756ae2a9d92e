// One capture of a Kinect v2: one thread owns the library's context and the device from first call to last.
#pragma once

#include <dlfcn.h>
#include <libfreenect2/libfreenect2.hpp>

#include <chrono>
#include <exception>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "../capture_thread.h"
#include "../failure.h"
#include "frame_listener.h"
#include "library_log.h"
#include "pictures.h"
#include "pipeline.h"

namespace freenect2 {

using Device = libfreenect2::Freenect2Device;

// Events of a capture other than frames.
struct Event {
  enum Kind { kOpened, kFailed, kEnded } kind;
  // kFailed
  Failure failure;
  // kOpened
  std::string serial, firmware, libraryFile;
  Device::IrCameraParams depth;
  Device::ColorCameraParams color;
};

// Path of the library: another one may have its name.
inline std::string libraryFile() {
  Dl_info info{};
  const bool found = dladdr(reinterpret_cast<const void*>(&libfreenect2::getGlobalLogger), &info) != 0;
  return found && info.dli_fname != nullptr ? info.dli_fname : "";
}

// Why no device was found: one that may not be opened is not even counted, and without USB there are none.
inline const char* causeOfNone(const std::vector<std::string>& log) {
  for (const std::string& line : log) {
    if (line.find("failed to create usb context") != std::string::npos ||
        line.find("libusb does not support") != std::string::npos) {
      return "driver-failed";
    }
  }
  return causeInLog(log, "no-device");
}

// `detail`, followed by the end of the log.
inline Failure failureWith(const char* cause, std::string detail, const std::vector<std::string>& log) {
  const size_t first = log.size() > 3 ? log.size() - 3 : 0;
  for (size_t i = first; i < log.size(); i++) detail += "; " + log[i];
  return {cause, std::move(detail)};
}

class Capture : public CaptureThread<Event> {
 public:
  // `pipeline`: see `makePipeline`.
  Capture(std::string pipeline, int index, std::vector<uint8_t*> depth, size_t depthBytes,
          std::vector<uint8_t*> video, size_t videoBytes)
      : CaptureThread(std::move(depth), depthBytes, std::move(video), videoBytes),
        pipeline_(std::move(pipeline)),
        index_(index) {}

 private:
  const std::string pipeline_;
  const int index_;

  void run() override {
    try {
      LibraryLog::ofProcess().clear();
      runContext();
    } catch (const std::exception& error) {
      fail("driver-failed", error.what());
    } catch (...) {
      fail("driver-failed", "libfreenect2 failed without a reason");
    }
  }

  void fail(const char* cause, const std::string& detail) {
    Event event{};
    event.kind = Event::kFailed;
    event.failure = failureWith(cause, detail, LibraryLog::ofProcess().lines());
    tell(std::move(event));
  }

  static const char* causeNamed(const char* otherwise) {
    return causeInLog(LibraryLog::ofProcess().lines(), otherwise);
  }

  void runContext() {
    if (depth.bytes() != kDepthSlotBytes || video.bytes() != kColorSlotBytes) {
      fail("library-incompatible", "slots of another size");
      return;
    }
    // Outlives the context, whose threads call it until the end.
    FrameListener listener(receiver());
    // Closes and frees what it has opened.
    libfreenect2::Freenect2 context;
    const int devices = context.enumerateDevices();
    if (devices <= index_) {
      fail(causeOfNone(LibraryLog::ofProcess().lines()), std::to_string(devices) + " found");
      return;
    }
    auto pipeline = makePipeline(pipeline_);
    if (pipeline == nullptr) {
      fail("pipeline-missing", pipeline_);
      return;
    }
    const std::string serial = context.getDeviceSerialNumber(index_);
    // The library frees the pipeline, even if it opens nothing.
    Device* device = context.openDevice(index_, pipeline.release());
    if (device == nullptr) {
      fail(causeNamed("open-failed"), "the device did not open");
      return;
    }
    device->setColorFrameListener(&listener);
    device->setIrAndDepthFrameListener(&listener);
    if (device->start()) {
      stream(*device, serial);
      device->stop();
    } else {
      fail(causeNamed("open-failed"), "the device did not start");
    }
    device->close();
  }

  void stream(Device& device, const std::string& serial) {
    Event opened{};
    opened.kind = Event::kOpened;
    opened.serial = serial;
    opened.firmware = device.getFirmwareVersion();
    opened.libraryFile = libraryFile();
    opened.depth = device.getIrCameraParams();
    opened.color = device.getColorCameraParams();
    if (!(opened.depth.fx > 0 && opened.depth.fy > 0 && opened.color.fx > 0)) {
      fail("open-failed", "the device did not tell its calibration");
      return;
    }
    // A signal from the start-up is not why the stream ends.
    LibraryLog::ofProcess().clear();
    tell(std::move(opened));
    beginStreaming();
    while (isRunning()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(25));
      // The library only logs that a device is gone.
      if (causeNamed("") != std::string("unplugged")) continue;
      fail("unplugged", "the device is gone");
      break;
    }
    endStreaming();
  }

  FrameListener::Receiver receiver() {
    using Frame = FrameListener::Frame;
    return {
        [this](const Frame& depth, const Frame* infrared) {
          deliverDepth(ticksOf(depth), [&](uint8_t* slot) {
            auto* millimetres = reinterpret_cast<uint16_t*>(slot);
            depthToMillimetres(reinterpret_cast<const float*>(depth.data), millimetres);
            uint16_t* brightness = millimetres + kDepthPixels;
            if (infrared != nullptr) {
              infraredToWhole(reinterpret_cast<const float*>(infrared->data), brightness);
            } else {
              std::fill_n(brightness, kDepthPixels, uint16_t{0});
            }
          });
        },
        [this](const Frame& color) {
          deliverVideo(ticksOf(color), [&](uint8_t* slot) {
            const auto* pixels = reinterpret_cast<const uint32_t*>(color.data);
            auto* rgba = reinterpret_cast<uint32_t*>(slot);
            if (color.format == Frame::BGRX) {
              bgrxToRgba(pixels, rgba);
            } else {
              rgbxToRgba(pixels, rgba);
            }
          });
        },
        [this] { countDamaged(); },
    };
  }

  // A Kinect v2 counts eighths of a millisecond. Converted to ticks of 60 MHz, like those of a Kinect v1, they wrap as
  // well.
  static uint32_t ticksOf(const FrameListener::Frame& frame) { return frame.timestamp * 7500u; }
};

}  // namespace freenect2
