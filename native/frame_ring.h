// Slots of shared memory for the frames of one stream. The driver's thread copies a frame into a slot, JavaScript reads
// it in place and gives the slot back. When JavaScript falls behind, the oldest unread frame is overwritten.
#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

struct ReadyFrame {
  int slot;
  uint32_t ticks;
  // Time of delivery by the driver, on the clock of `performance.now()` but with another origin.
  double hostMs;
  // Number among the frames that the driver delivered; gaps are drops.
  uint32_t sequence;
};

class FrameRing {
 public:
  FrameRing(std::vector<uint8_t*> slots, size_t bytes) : slots_(std::move(slots)), bytes_(bytes) {
    for (size_t i = 0; i < slots_.size(); i++) free_.push_back(static_cast<int>(i));
  }

  size_t bytes() const { return bytes_; }

  // Called on the driver's thread. `fill` writes the frame into the given slot; it is not called if JavaScript is
  // reading every slot.
  template <class Fill>
  void push(uint32_t ticks, double hostMs, Fill fill) {
    int slot;
    uint32_t sequence;
    {
      std::lock_guard<std::mutex> lock(mutex_);
      sequence = sequence_++;
      if (!free_.empty()) {
        // The last one given back: slots that are only needed after a stall stay untouched, and take no memory.
        slot = free_.back();
        free_.pop_back();
      } else if (!ready_.empty()) {
        slot = ready_.front().slot;
        ready_.pop_front();
        dropped_++;
      } else {
        // JavaScript is reading every slot.
        dropped_++;
        return;
      }
    }
    fill(slots_[slot]);
    std::lock_guard<std::mutex> lock(mutex_);
    ready_.push_back({slot, ticks, hostMs, sequence});
  }

  // A frame that the driver delivered but nobody gets: a gap in the numbering.
  void skip() {
    std::lock_guard<std::mutex> lock(mutex_);
    sequence_++;
  }

  // The reader owns the slot until it is given back.
  std::optional<ReadyFrame> take() {
    std::lock_guard<std::mutex> lock(mutex_);
    if (ready_.empty()) return std::nullopt;
    const ReadyFrame frame = ready_.front();
    ready_.pop_front();
    reading_.push_back(frame.slot);
    return frame;
  }

  // Ignores slots that were not taken.
  void giveBack(int slot) {
    std::lock_guard<std::mutex> lock(mutex_);
    for (auto it = reading_.begin(); it != reading_.end(); ++it) {
      if (*it != slot) continue;
      reading_.erase(it);
      free_.push_back(slot);
      return;
    }
  }

  bool hasFrames() {
    std::lock_guard<std::mutex> lock(mutex_);
    return !ready_.empty();
  }

  uint32_t dropped() {
    std::lock_guard<std::mutex> lock(mutex_);
    return dropped_;
  }

 private:
  std::mutex mutex_;
  const std::vector<uint8_t*> slots_;
  const size_t bytes_;
  std::deque<int> free_, reading_;
  std::deque<ReadyFrame> ready_;
  uint32_t sequence_ = 0, dropped_ = 0;
};
