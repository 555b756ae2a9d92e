// The thread that owns a driver from its first call to its last, and the frames and events that it delivers.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "frame_ring.h"

inline double nowMs() {
  using namespace std::chrono;
  return duration<double, std::milli>(steady_clock::now().time_since_epoch()).count();
}

// `Told` has a `kind`, of which `kEnded` comes last.
template <class Told>
class CaptureThread {
 public:
  using Event = Told;

  CaptureThread(std::vector<uint8_t*> depth, size_t depthBytes, std::vector<uint8_t*> video,
                size_t videoBytes)
      : depth(std::move(depth), depthBytes), video(std::move(video), videoBytes) {}
  virtual ~CaptureThread() = default;

  FrameRing depth, video;

  // Starts the thread; `wake` is called on it whenever there is something to take.
  void start(std::shared_ptr<CaptureThread> self, std::function<void()> wake) {
    wake_ = std::move(wake);
    thread_ = std::thread([self] {
      self->run();
      Event ended{};
      ended.kind = Event::kEnded;
      self->tell(std::move(ended));
      // It may own what owns this capture.
      self->wake_ = nullptr;
      self->finished_ = true;
    });
  }

  void stop() { running_ = false; }

  // Frames that the driver itself reported as damaged, or that have the wrong format; they are not delivered.
  uint32_t damaged() const { return damaged_; }

  // Time since the last frame of the stream that has been silent longer, or since the streams were started.
  double idleMs() const { return streaming_ ? nowMs() - std::min<double>(lastDepthMs_, lastVideoMs_) : 0; }

  bool hasSomething() {
    if (depth.hasFrames() || video.hasFrames()) return true;
    std::lock_guard<std::mutex> lock(eventsMutex_);
    return !events_.empty();
  }

  std::vector<Event> takeEvents() {
    std::lock_guard<std::mutex> lock(eventsMutex_);
    std::vector<Event> taken;
    taken.swap(events_);
    return taken;
  }

  // Ends the thread. A hung driver is abandoned instead of waited for: returns false then.
  bool join() {
    stop();
    if (!thread_.joinable()) return true;
    const double patience = nowMs() + 1500;
    while (!finished_ && nowMs() < patience) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    if (finished_) {
      thread_.join();
    } else {
      thread_.detach();
    }
    return finished_;
  }

 protected:
  // From the driver's first call to its last.
  virtual void run() = 0;

  bool isRunning() const { return running_; }

  void beginStreaming() {
    lastDepthMs_ = lastVideoMs_ = nowMs();
    streaming_ = true;
  }

  void endStreaming() { streaming_ = false; }

  // `fill` writes the frame into the given slot. No frame may be delivered after `run` returns.
  template <class Fill>
  void deliverDepth(uint32_t ticks, Fill fill) {
    deliver(depth, lastDepthMs_, ticks, fill);
  }

  template <class Fill>
  void deliverVideo(uint32_t ticks, Fill fill) {
    deliver(video, lastVideoMs_, ticks, fill);
  }

  // A frame arrived that is not delivered; the stream is alive.
  void skipVideo() {
    video.skip();
    lastVideoMs_ = nowMs();
  }

  void countDamaged() { damaged_++; }

  void tell(Event event) {
    {
      std::lock_guard<std::mutex> lock(eventsMutex_);
      events_.push_back(std::move(event));
    }
    wake_();
  }

 private:
  std::function<void()> wake_;
  std::thread thread_;
  std::atomic<bool> running_{true}, finished_{false}, streaming_{false};
  std::atomic<double> lastDepthMs_{0}, lastVideoMs_{0};
  std::atomic<uint32_t> damaged_{0};
  std::mutex eventsMutex_;
  std::vector<Event> events_;

  template <class Fill>
  void deliver(FrameRing& ring, std::atomic<double>& last, uint32_t ticks, Fill fill) {
    const double now = nowMs();
    ring.push(ticks, now, fill);
    last = now;
    wake_();
  }
};
