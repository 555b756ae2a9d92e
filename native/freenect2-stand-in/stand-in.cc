// A libfreenect2 without a Kinect: see README.md.
#include <libfreenect2/libfreenect2.hpp>
#include <libfreenect2/logger.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "pattern.h"
#include "scenario.h"

namespace libfreenect2 {

namespace {

// Live objects, for the report on leaks.
std::atomic<int> frames{0}, pipelines{0}, devices{0}, contexts{0}, opened{0};

class Silent : public Logger {
 public:
  Silent() { level_ = Info; }
  void log(Level, const std::string&) override {}
};

Silent silent;
Logger* logger = &silent;

void log(Logger::Level level, const std::string& message) {
  if (logger != nullptr) logger->log(level, message);
}

}  // namespace

Frame::Frame(size_t width, size_t height, size_t bytes_per_pixel, unsigned char* given)
    : width(width),
      height(height),
      bytes_per_pixel(bytes_per_pixel),
      data(given),
      timestamp(0),
      sequence(0),
      exposure(0),
      gain(0),
      gamma(0),
      status(0),
      format(Invalid),
      rawdata(nullptr) {
  frames++;
  if (given != nullptr) return;
  rawdata = new unsigned char[width * height * bytes_per_pixel + 64];
  data = rawdata + (64 - reinterpret_cast<uintptr_t>(rawdata) % 64) % 64;
}

Frame::~Frame() {
  frames--;
  delete[] rawdata;
}

FrameListener::~FrameListener() {}

Logger::Level Logger::getDefaultLevel() { return Info; }
std::string Logger::level2str(Level level) {
  const char* names[] = {"", "Error", "Warning", "Info", "Debug"};
  return names[level];
}
Logger::~Logger() {}
Logger::Level Logger::level() const { return level_; }
Logger* getGlobalLogger() { return logger; }
void setGlobalLogger(Logger* given) {
  if (logger != &silent) delete logger;
  logger = given;
}

PacketPipeline::PacketPipeline() : comp_(nullptr) { pipelines++; }
PacketPipeline::~PacketPipeline() { pipelines--; }
PacketPipeline::PacketParser* PacketPipeline::getRgbPacketParser() const { return nullptr; }
PacketPipeline::PacketParser* PacketPipeline::getIrPacketParser() const { return nullptr; }
RgbPacketProcessor* PacketPipeline::getRgbPacketProcessor() const { return nullptr; }
DepthPacketProcessor* PacketPipeline::getDepthPacketProcessor() const { return nullptr; }
CpuPacketPipeline::CpuPacketPipeline() {}
CpuPacketPipeline::~CpuPacketPipeline() {}

Freenect2Device::Config::Config()
    : MinDepth(0.5f), MaxDepth(4.5f), EnableBilateralFilter(true), EnableEdgeAwareFilter(true) {}
Freenect2Device::~Freenect2Device() {}

// Complete, so that the function that continues the vtable order can be defined.
struct LedSettings {};

namespace {

class StandInDevice : public Freenect2Device {
 public:
  StandInDevice(Scenario scenario, const PacketPipeline* pipeline)
      : scenario_(std::move(scenario)), pipeline_(pipeline) {
    devices++;
  }
  ~StandInDevice() override {
    close();
    delete pipeline_;
    devices--;
  }

  std::string getSerialNumber() override { return "000000000042"; }
  std::string getFirmwareVersion() override { return "2.3.3913.0"; }
  ColorCameraParams getColorCameraParams() override { return color_; }
  IrCameraParams getIrCameraParams() override { return depth_; }
  void setColorCameraParams(const ColorCameraParams& params) override { color_ = params; }
  void setIrCameraParams(const IrCameraParams& params) override { depth_ = params; }
  void setConfiguration(const Config&) override {}
  void setColorFrameListener(FrameListener* listener) override { colorListener_ = listener; }
  void setIrAndDepthFrameListener(FrameListener* listener) override { depthListener_ = listener; }
  void setColorAutoExposure(float) override {}
  void setColorSemiAutoExposure(float) override {}
  void setColorManualExposure(float, float) override {}
  void setColorSetting(ColorSettingCommandType, uint32_t) override {}
  void setColorSetting(ColorSettingCommandType, float) override {}
  uint32_t getColorSetting(ColorSettingCommandType) override { return 0; }
  float getColorSettingFloat(ColorSettingCommandType) override { return 0; }
  void setLedStatus(LedSettings) override {}

  bool start() override { return startStreams(true, true); }

  // The calibration is available from here on, as with the real library, which requests it from the device on start.
  bool startStreams(bool color, bool depth) override {
    if (scenario_.has("start-fails")) {
      log(Logger::Error, "failed to set video transfer function state! LIBUSB_ERROR_PIPE Pipe error");
      return false;
    }
    if (!scenario_.has("no-calibration")) calibrate();
    running_ = true;
    if (color) colorThread_ = std::thread([this] { streamColor(); });
    if (depth) depthThread_ = std::thread([this] { streamDepth(); });
    return true;
  }

  bool stop() override {
    while (scenario_.has("stop-hangs")) std::this_thread::sleep_for(std::chrono::seconds(1));
    running_ = false;
    if (colorThread_.joinable()) colorThread_.join();
    if (depthThread_.joinable()) depthThread_.join();
    return true;
  }

  bool close() override {
    stop();
    colorListener_ = depthListener_ = nullptr;
    return true;
  }

 private:
  const Scenario scenario_;
  const PacketPipeline* pipeline_;
  ColorCameraParams color_{};
  IrCameraParams depth_{};
  FrameListener *colorListener_ = nullptr, *depthListener_ = nullptr;
  std::atomic<bool> running_{false};
  // Number of the last frame sent.
  std::atomic<uint32_t> colorSent_{0}, depthSent_{0};
  std::atomic<int> silent_{0};
  std::thread colorThread_, depthThread_;

  // Values of the magnitude of a real unit's.
  void calibrate() {
    depth_ = {365.456f, 365.456f, 254.878f, 205.395f, 0.0905474f, -0.26819f, 0.0950862f, 0.0f, 0.0f};
    color_.fx = color_.fy = 1081.37f;
    color_.cx = 959.5f;
    color_.cy = 539.5f;
    color_.shift_d = 863.0f;
    color_.shift_m = 52.0f;
    color_.mx_x3y0 = 0.000449294f;
    color_.mx_x0y3 = 1.91656e-05f;
    color_.mx_x2y1 = 4.82909e-05f;
    color_.mx_x1y2 = 0.000353673f;
    color_.mx_x2y0 = -2.44043e-05f;
    color_.mx_x0y2 = -1.19426e-05f;
    color_.mx_x1y1 = 0.000988431f;
    color_.mx_x1y0 = 0.642474f;
    color_.mx_x0y1 = 0.00500649f;
    color_.mx_x0y0 = 0.142021f;
    color_.my_x3y0 = 4.42793e-06f;
    color_.my_x0y3 = 0.000724863f;
    color_.my_x2y1 = 0.000398557f;
    color_.my_x1y2 = 4.90383e-05f;
    color_.my_x2y0 = 0.000136024f;
    color_.my_x0y2 = 0.00107291f;
    color_.my_x1y1 = -1.75465e-05f;
    color_.my_x1y0 = -0.00554263f;
    color_.my_x0y1 = 0.641807f;
    color_.my_x0y0 = 0.0180811f;
  }

  // Calls `send` for each frame at the camera's pace, until the scenario or `stop` ends it. Neither camera gets more
  // than two frames ahead of the other, however busy the machine is.
  void stream(double rate, std::atomic<uint32_t>& sent, const std::atomic<uint32_t>& other,
              const std::function<void(uint32_t)>& send) {
    const double speed = scenario_.of("speed", 1);
    const auto step = std::chrono::duration<double>(1 / (rate * speed));
    const auto start = std::chrono::steady_clock::now();
    const double last = std::min(scenario_.of("frames", 1e9), scenario_.of("unplug-after", 1e9));
    for (uint32_t i = 0; running_ && i * 30 / rate < last; i++) {
      std::this_thread::sleep_until(start + std::chrono::duration_cast<std::chrono::nanoseconds>(step * (i + 1)));
      const auto n = static_cast<uint32_t>(i * 30 / rate);
      while (running_ && !scenario_.has("no-color") && n > other + 2) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      }
      if (!running_) return;
      send(n);
      sent = n;
    }
    // The last one to end reports.
    if (!running_ || !scenario_.has("unplug-after") || ++silent_ < 2) return;
    log(Logger::Error, "failed to submit transfer: LIBUSB_ERROR_NO_DEVICE No such device (it may have been disconnected)");
  }

  // Eighths of a millisecond; the clock wraps soon after the start.
  static uint32_t timestamp(uint32_t n) { return 0xffffff00u + n * 800 / 3; }

  void give(FrameListener* listener, Frame::Type type, std::unique_ptr<Frame> frame) {
    if (listener != nullptr && listener->onNewFrame(type, frame.get())) frame.release();
  }

  std::unique_ptr<Frame> make(uint32_t n, size_t width, size_t height, Frame::Format format) {
    auto frame = std::make_unique<Frame>(width, height, 4);
    frame->timestamp = timestamp(n);
    frame->sequence = n;
    frame->format = format;
    return frame;
  }

  bool isDamaged(uint32_t n) const {
    const auto every = static_cast<uint32_t>(scenario_.of("damaged-every", 0));
    return every > 0 && n % every == every - 1;
  }

  void streamColor() {
    const bool rgbx = scenario_.has("rgbx");
    if (scenario_.has("no-color")) return;
    stream(scenario_.has("dark") ? 15 : 30, colorSent_, depthSent_, [&](uint32_t n) {
      auto frame = make(n, 1920, 1080, rgbx ? Frame::RGBX : Frame::BGRX);
      for (uint32_t y = 0; y < 1080; y++) {
        unsigned char* pixel = frame->data + y * 1920 * 4;
        for (uint32_t x = 0; x < 1920; x++, pixel += 4) {
          const auto [r, g, b] = pattern::color(n, x, y);
          pixel[0] = rgbx ? r : b;
          pixel[1] = g;
          pixel[2] = rgbx ? b : r;
          pixel[3] = static_cast<unsigned char>(n + x);
        }
      }
      // It is a little later than depth.
      frame->timestamp += 40;
      give(colorListener_, Frame::Color, std::move(frame));
    });
  }

  void streamDepth() {
    const bool odd = scenario_.has("odd-size");
    stream(30, depthSent_, colorSent_, [&](uint32_t n) {
      auto infrared = make(n, 512, 424, Frame::Float);
      auto depth = make(n, 512, odd ? 212 : 424, Frame::Float);
      auto* brightness = reinterpret_cast<float*>(infrared->data);
      auto* distance = reinterpret_cast<float*>(depth->data);
      for (uint32_t y = 0, i = 0; y < 424; y++) {
        for (uint32_t x = 0; x < 512; x++, i++) {
          brightness[i] = pattern::infrared(n, x, y);
          if (i < depth->width * depth->height) distance[i] = pattern::depth(n, x, y);
        }
      }
      if (isDamaged(n)) depth->status = 1;
      if (!scenario_.has("no-infrared")) give(depthListener_, Frame::Ir, std::move(infrared));
      give(depthListener_, Frame::Depth, std::move(depth));
    });
  }
};

}  // namespace

class Freenect2Impl {
 public:
  Freenect2Impl() : scenario_(Scenario::ofEnvironment()) {
    contexts++;
    if (scenario_.has("no-usb")) {
      log(Logger::Error, "failed to create usb context: LIBUSB_ERROR_OTHER Other error");
    }
  }

  ~Freenect2Impl() {
    opened_.clear();
    contexts--;
    report();
  }

  int count() {
    if (scenario_.has("absent") || scenario_.has("no-usb")) return 0;
    if (scenario_.has("no-permission")) {
      log(Logger::Error,
          "failed to open Kinect v2: @2:9 LIBUSB_ERROR_ACCESS Access denied (insufficient permissions)");
      return 0;
    }
    return 1;
  }

  Freenect2Device* open(int index, std::unique_ptr<const PacketPipeline> pipeline) {
    if (index >= count()) return nullptr;
    if (scenario_.has("throws")) throw std::runtime_error("the pipeline could not be set up");
    if (scenario_.has("busy")) {
      log(Logger::Error, "failed to claim interface with ControlAndRgbInterfaceId(=0)! LIBUSB_ERROR_BUSY Resource busy");
      return nullptr;
    }
    if (scenario_.has("open-fails")) {
      log(Logger::Error, "max iso packet size for endpoint 0x84 too small! (expected: 33792 got: 0)");
      return nullptr;
    }
    opened++;
    opened_.push_back(std::make_unique<StandInDevice>(scenario_, pipeline.release()));
    return opened_.back().get();
  }

 private:
  const Scenario scenario_;
  std::vector<std::unique_ptr<Freenect2Device>> opened_;

  // Writes the objects left when a context is destroyed into the file named by DEPTHLOCK_FREENECT2_REPORT.
  static void report() {
    const char* name = std::getenv("DEPTHLOCK_FREENECT2_REPORT");
    std::FILE* file = name != nullptr ? std::fopen(name, "w") : nullptr;
    if (file == nullptr) return;
    std::fprintf(file, "{\"opened\":%d,\"contexts\":%d,\"devices\":%d,\"pipelines\":%d,\"frames\":%d}\n",
                 opened.load(), contexts.load(), devices.load(), pipelines.load(), frames.load());
    std::fclose(file);
  }
};

Freenect2::Freenect2(void*) : impl_(new Freenect2Impl()) {}
Freenect2::~Freenect2() { delete impl_; }
int Freenect2::enumerateDevices() { return impl_->count(); }
std::string Freenect2::getDeviceSerialNumber(int index) { return index < impl_->count() ? "000000000042" : ""; }
std::string Freenect2::getDefaultDeviceSerialNumber() { return getDeviceSerialNumber(0); }
Freenect2Device* Freenect2::openDevice(int index) { return openDevice(index, new CpuPacketPipeline()); }
Freenect2Device* Freenect2::openDevice(int index, const PacketPipeline* pipeline) {
  return impl_->open(index, std::unique_ptr<const PacketPipeline>(pipeline));
}

}  // namespace libfreenect2
