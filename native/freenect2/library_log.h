// The log of libfreenect2: its only report of why something failed, or that a device is gone.
#pragma once

#include <libfreenect2/logger.h>

#include <mutex>
#include <string>
#include <vector>

namespace freenect2 {

class LibraryLog {
 public:
  // The library has one logger for the whole process, and so do we.
  static LibraryLog& ofProcess() {
    // Never freed: the library's threads may log while the process ends.
    static LibraryLog* log = install();
    return *log;
  }

  void clear() {
    std::lock_guard<std::mutex> lock(mutex_);
    lines_.clear();
  }

  std::vector<std::string> lines() {
    std::lock_guard<std::mutex> lock(mutex_);
    return lines_;
  }

 private:
  // The library owns the logger that it is given.
  class Forwarder : public libfreenect2::Logger {
   public:
    explicit Forwarder(LibraryLog& log) : log_(log) { level_ = Warning; }

    void log(Level level, const std::string& message) override {
      if (level != None && level <= level_) log_.add(message);
    }

   private:
    LibraryLog& log_;
  };

  static LibraryLog* install() {
    auto* log = new LibraryLog();
    libfreenect2::setGlobalLogger(new Forwarder(*log));
    return log;
  }

  // Called on any of the library's threads.
  void add(const std::string& message) {
    std::lock_guard<std::mutex> lock(mutex_);
    // The first lines name the cause, the last ones the outcome.
    if (lines_.size() >= 64) lines_.erase(lines_.begin() + 32);
    lines_.push_back(message);
  }

  std::mutex mutex_;
  std::vector<std::string> lines_;
};

}  // namespace freenect2
