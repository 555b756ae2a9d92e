// One capture: libfreenect is not thread-safe, so one thread owns context and device from init to shutdown.
#pragma once

#include <cstring>
#include <string>
#include <vector>

#include "capture_thread.h"
#include "failure.h"
#include "freenect_library.h"
#include "video_packets.h"

// Events of a capture other than frames.
struct Event {
  enum Kind { kOpened, kFailed, kEnded } kind;
  // kFailed
  Failure failure;
  // kOpened; `answered` if the device reported its registration.
  std::string serial, libraryFile;
  bool answered = false;
  freenect::Registration registration{};
};

class Capture : public CaptureThread<Event> {
 public:
  Capture(std::string library, int index, std::vector<uint8_t*> depth, size_t depthBytes,
          std::vector<uint8_t*> video, size_t videoBytes)
      : CaptureThread(std::move(depth), depthBytes, std::move(video), videoBytes),
        libraryFile_(std::move(library)),
        index_(index) {}

 private:
  const std::string libraryFile_;
  const int index_;
  std::vector<std::string> log_;
  bool countsPackets_ = false;
  VideoPackets packets_;

  // Every callback of the library runs on the owning thread.
  static Capture*& current() {
    static thread_local Capture* capture = nullptr;
    return capture;
  }

  static void onDepth(freenect::Device*, void* pixels, uint32_t ticks) {
    Capture* self = current();
    if (self == nullptr) return;
    self->deliverDepth(ticks, [&](uint8_t* slot) { std::memcpy(slot, pixels, self->depth.bytes()); });
  }

  static void onVideo(freenect::Device*, void* pixels, uint32_t ticks) {
    Capture* self = current();
    if (self == nullptr) return;
    if (self->countsPackets_ && !self->packets_.isWhole()) {
      self->skipVideo();
      return;
    }
    self->deliverVideo(ticks, [&](uint8_t* slot) { std::memcpy(slot, pixels, self->video.bytes()); });
  }

  static void onVideoPacket(void* picture, void* data, int number, int bytes, void*) {
    Capture* self = current();
    if (self != nullptr) self->packets_.add(picture, data, number, bytes);
  }

  static void onLog(freenect::Context*, int, const char* message) {
    Capture* self = current();
    if (self == nullptr || message == nullptr) return;
    std::string line(message);
    while (!line.empty() && line.back() == '\n') line.pop_back();
    // The first lines name the cause, the last ones the outcome.
    if (self->log_.size() >= 64) self->log_.erase(self->log_.begin() + 32);
    self->log_.push_back(std::move(line));
  }

  void fail(const char* cause, std::string detail) {
    for (const std::string& line : log_) detail += "; " + line;
    tell({Event::kFailed, {cause, std::move(detail)}, "", "", false, {}});
  }

  void run() override {
    current() = this;
    FreenectLibrary library;
    const auto unusable = library.load(libraryFile_);
    if (unusable) {
      tell({Event::kFailed, *unusable, "", "", false, {}});
    } else {
      runContext(library.call);
    }
    current() = nullptr;
  }

  void runContext(const freenect::Functions& call) {
    freenect::Context* context = nullptr;
    const int code = call.init(&context, nullptr);
    if (code < 0 || context == nullptr) {
      fail("driver-failed", "freenect_init answered " + std::to_string(code));
      return;
    }
    call.set_log_callback(context, onLog);
    call.set_log_level(context, freenect::kLogWarning);
    call.select_subdevices(context, freenect::kDeviceCamera);
    runDevice(call, context);
    call.shutdown(context);
  }

  void runDevice(const freenect::Functions& call, freenect::Context* context) {
    const int devices = call.num_devices(context);
    if (devices <= index_) {
      fail("no-device", std::to_string(devices) + " found");
      return;
    }
    freenect::Device* device = nullptr;
    const int code = call.open_device(context, &device, index_);
    if (code < 0 || device == nullptr) {
      fail(causeInLog(log_, "open-failed"), "freenect_open_device answered " + std::to_string(code));
      return;
    }
    if (setModes(call, device)) stream(call, context, device);
    call.close_device(device);
  }

  bool setModes(const freenect::Functions& call, freenect::Device* device) {
    const auto depthMode = call.find_depth_mode(freenect::kResolutionMedium, freenect::kDepth11Bit);
    const auto videoMode = call.find_video_mode(freenect::kResolutionMedium, freenect::kVideoRgb);
    if (!depthMode.isValid || !videoMode.isValid ||
        static_cast<size_t>(depthMode.bytes) != depth.bytes() ||
        static_cast<size_t>(videoMode.bytes) != video.bytes()) {
      fail("library-incompatible", "frames of " + std::to_string(depthMode.bytes) + " and " +
                                       std::to_string(videoMode.bytes) + " bytes");
      return false;
    }
    if (call.set_depth_mode(device, depthMode) < 0 || call.set_video_mode(device, videoMode) < 0) {
      fail(causeInLog(log_, "open-failed"), "the device refused 640x480 raw depth and RGB");
      return false;
    }
    return true;
  }

  void stream(const freenect::Functions& call, freenect::Context* context,
              freenect::Device* device) {
    call.set_depth_callback(device, onDepth);
    call.set_video_callback(device, onVideo);
    countsPackets_ = call.set_video_chunk_callback != nullptr;
    if (countsPackets_) call.set_video_chunk_callback(device, onVideoPacket);
    const bool depthRuns = call.start_depth(device) >= 0;
    const bool videoRuns = depthRuns && call.start_video(device) >= 0;
    if (videoRuns) {
      tellOpened(call, context, device);
      processEvents(call, context);
    } else {
      fail(causeInLog(log_, "open-failed"),
           depthRuns ? "freenect_start_video failed" : "freenect_start_depth failed");
    }
    endStreaming();
    // Both before close_device, which leaves video running while depth runs.
    if (depthRuns) call.stop_depth(device);
    if (videoRuns) call.stop_video(device);
  }

  void tellOpened(const freenect::Functions& call, freenect::Context* context,
                  freenect::Device* device) {
    Event event{Event::kOpened, {}, serialOf(call, context, index_), fileOf(call), false, {}};
    if (call.copy_registration != nullptr) {
      event.registration = call.copy_registration(device);
      // Zeros if the device did not answer when it was opened.
      event.answered = event.registration.pixelSize > 0 && event.registration.emitterDistance > 0;
      call.destroy_registration(&event.registration);
    }
    tell(std::move(event));
  }

  void processEvents(const freenect::Functions& call, freenect::Context* context) {
    beginStreaming();
    // A signal from the start-up that is still in the log is not why the stream ends.
    log_.clear();
    while (isRunning()) {
      timeval wait{0, 50000};
      const int code = call.process_events_timeout(context, &wait);
      if (code >= 0 || code == freenect::kInterrupted) continue;
      fail(causeInLog(log_, "stream-ended"),
           "freenect_process_events answered " + std::to_string(code));
      return;
    }
  }

 public:
  // Path of the loaded library: fakenect uses the real one's name.
  static std::string fileOf(const freenect::Functions& call) {
    Dl_info info{};
    const bool found = dladdr(reinterpret_cast<const void*>(call.init), &info) != 0;
    return found && info.dli_fname != nullptr ? info.dli_fname : "";
  }

  // Serial number of the device at `index`; empty if the library or the system does not report it.
  static std::string serialOf(const freenect::Functions& call, freenect::Context* context, int index) {
    if (call.list_device_attributes == nullptr) return "";
    freenect::DeviceAttributes* first = nullptr;
    if (call.list_device_attributes(context, &first) < 0) return "";
    std::string serial;
    int i = 0;
    for (const freenect::DeviceAttributes* each = first; each != nullptr; each = each->next, i++) {
      if (i == index && each->cameraSerial != nullptr) serial = each->cameraSerial;
    }
    if (first != nullptr) call.free_device_attributes(first);
    return serial;
  }
};
