// A stand-in for libusb 1.0 with one Kinect v1 behind it, so that the real libfreenect runs where there is no sensor:
// for tests, never shipped. Built as libusb-1.0.so.0 and found through LD_LIBRARY_PATH. The environment says what
// befalls the camera:
//
//   DEPTHLOCK_USB_SCENARIO   words: stream | absent | no-permission | busy | stall | unplug-after=S [return-after=S]
//                            | stall-after=S [resume-after=S] | loss=P | truncate=P | oversize=P | junk=P | speed=X | seed=N
//   DEPTHLOCK_USB_CONTROL    a file with the same words, read again whenever it changes
//   DEPTHLOCK_USB_SCENE      a file of frames to show instead of the moving gradient
//
// README.md says what each word does. Written from the protocol's facts and libusb's documented interface.
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <vector>

#include "camera.h"
#include "libusb-abi.h"
#include "scenario.h"

#define EXPORTED extern "C" __attribute__((visibility("default")))

struct libusb_context {};
struct libusb_device {
  uint16_t product, release;
  const char *name;
};
struct libusb_device_handle {
  libusb_device *device;
  /** Counts plug-ins: a handle outlives its device only in name. */
  uint64_t plugging;
};

namespace {
constexpr int MAXIMUM_PACKET = 1920;
/** Lateness of a host beyond which it misses what was sent meanwhile, in microframes. */
constexpr int64_t PATIENCE = camera::MICROFRAMES_PER_SECOND / 4;
/** Longest sleep between checks of the scenario, seconds. */
constexpr double LOOK_AGAIN = 0.004;

libusb_device cameraDevice{0x02ae, 0x010b, "Xbox NUI Camera"};
libusb_device motorDevice{0x02b0, 0x0105, "Xbox NUI Motor"};

struct Endpoint {
  std::deque<libusb_transfer *> queue;
  /** The next microframe to be sent. */
  int64_t position = 0;
  camera::Stream stream;
};

/** Everything on the bus. Every member is guarded by `mutex`. */
struct Bus {
  std::mutex mutex;
  std::condition_variable changed;
  scenario::Scenario scenario;
  scene::Scene scene;
  camera::Commands commands;
  Endpoint video{{}, 0, {false, scene}}, depth{{}, 0, {true, scene}};
  std::vector<libusb_transfer *> cancelled;
  uint64_t plugging = 1;
  bool wasPresent = true, wasStalled = false;
  double epoch = scenario::now(), microframesAtEpoch = 0, speed = 1;

  Bus() : scene(getenv("DEPTHLOCK_USB_SCENE") == nullptr ? "" : getenv("DEPTHLOCK_USB_SCENE")) {}

  int64_t microframe() const {
    return int64_t(microframesAtEpoch + (scenario::now() - epoch) * speed * camera::MICROFRAMES_PER_SECOND);
  }
  double secondsUntil(int64_t at) const { return double(at - microframe()) / (speed * camera::MICROFRAMES_PER_SECOND); }

  void refresh() {
    scenario.refresh();
    if (speed != scenario.words().speed) {
      microframesAtEpoch = double(microframe());
      epoch = scenario::now();
      speed = scenario.words().speed;
    }
    const bool present = scenario.present();
    if (wasPresent && !present) {
      plugging++;
      commands = {};
      video.stream.run(false, 0);
      depth.stream.run(false, 0);
    }
    wasPresent = present;
    const bool stalled = scenario.stalled();
    if (wasStalled && !stalled) {
      for (Endpoint *endpoint : {&video, &depth}) endpoint->position = std::max(endpoint->position, microframe());
    }
    wasStalled = stalled;
  }
  bool alive(const libusb_device_handle *handle) const { return scenario.present() && handle->plugging == plugging; }
  Endpoint *endpoint(unsigned char address) {
    return address == camera::VIDEO_ENDPOINT ? &video : address == camera::DEPTH_ENDPOINT ? &depth : nullptr;
  }

  /** Fills a transfer with the camera's packets of its microframes. */
  void fill(Endpoint &endpoint, libusb_transfer *transfer) {
    unsigned char *out = transfer->buffer;
    transfer->actual_length = 0;
    for (int i = 0; i < transfer->num_iso_packets; i++) {
      libusb_iso_packet_descriptor &packet = transfer->iso_packet_desc[i];
      const int length = endpoint.stream.packet(endpoint.position++, out, int(packet.length), scenario.words());
      packet.actual_length = unsigned(length);
      packet.status = libusb::COMPLETED;
      transfer->actual_length += length;
      out += packet.length;
    }
    transfer->status = libusb::COMPLETED;
  }

  /** Removes finished transfers from the queues; `wait` becomes the seconds until more may be finished. */
  std::vector<libusb_transfer *> finished(double &wait) {
    std::vector<libusb_transfer *> done;
    done.swap(cancelled);
    for (Endpoint *endpoint : {&video, &depth}) {
      for (auto it = endpoint->queue.begin(); it != endpoint->queue.end();) {
        if (alive((*it)->dev_handle)) {
          ++it;
          continue;
        }
        (*it)->status = libusb::GONE;
        done.push_back(*it);
        it = endpoint->queue.erase(it);
      }
      if (scenario.stalled()) continue;
      if (!endpoint->queue.empty() && microframe() - endpoint->position > PATIENCE) endpoint->position = microframe();
      while (!endpoint->queue.empty()) {
        libusb_transfer *transfer = endpoint->queue.front();
        const int64_t due = endpoint->position + transfer->num_iso_packets;
        if (microframe() < due) {
          wait = std::min(wait, secondsUntil(due));
          break;
        }
        endpoint->queue.pop_front();
        fill(*endpoint, transfer);
        done.push_back(transfer);
      }
    }
    return done;
  }
};

/** Created by the first libusb_init, so that an invalid scenario is an error of that call; never destroyed. */
// Ends with the library, which is unloaded by programs that load libfreenect dynamically.
std::unique_ptr<Bus> theBus;
libusb_context theContext;

int handleEvents(double timeout) {
  std::unique_lock<std::mutex> lock(theBus->mutex);
  const double end = scenario::now() + timeout;
  for (;;) {
    theBus->refresh();
    double wait = LOOK_AGAIN;
    const std::vector<libusb_transfer *> done = theBus->finished(wait);
    if (!done.empty()) {
      lock.unlock();
      for (libusb_transfer *transfer : done) transfer->callback(transfer);
      return libusb::SUCCESS;
    }
    const double left = end - scenario::now();
    if (left <= 0) return libusb::SUCCESS;
    theBus->changed.wait_for(lock, std::chrono::duration<double>(std::max(0.0, std::min(wait, left))));
  }
}

int motorTransfer(uint8_t type, uint8_t request, unsigned char *data, uint16_t length) {
  if (type == 0xc0 && request == 0x32 && length >= 10) {
    const unsigned char level[10] = {0, 0, 0, 0, 0x03, 0x33, 0, 0, 0, 0};  // upright and at rest: 1 g downwards
    memcpy(data, level, sizeof level);
    return 10;
  }
  return type == 0x40 ? int(length) : int(libusb::PIPE);
}
}

EXPORTED int libusb_init(libusb_context **context) {
  static std::mutex once;
  const std::lock_guard<std::mutex> lock(once);
  try {
    if (theBus == nullptr) theBus = std::make_unique<Bus>();
  } catch (const std::exception &error) {
    fprintf(stderr, "%s\n", error.what());
    return libusb::OTHER;
  }
  if (context != nullptr) *context = &theContext;
  return libusb::SUCCESS;
}
EXPORTED void libusb_exit(libusb_context *) {}

EXPORTED ssize_t libusb_get_device_list(libusb_context *, libusb_device ***list) {
  const std::lock_guard<std::mutex> lock(theBus->mutex);
  theBus->refresh();
  const size_t count = theBus->scenario.present() ? 2 : 0;
  auto **out = static_cast<libusb_device **>(calloc(count + 1, sizeof(libusb_device *)));
  if (out == nullptr) return libusb::NO_MEM;
  if (count > 0) {
    out[0] = &motorDevice;
    out[1] = &cameraDevice;
  }
  *list = out;
  return ssize_t(count);
}
EXPORTED void libusb_free_device_list(libusb_device **list, int) { free(list); }
EXPORTED uint8_t libusb_get_bus_number(libusb_device *) { return 1; }
EXPORTED libusb_device *libusb_get_parent(libusb_device *) { return nullptr; }
EXPORTED libusb_device *libusb_get_device(libusb_device_handle *handle) { return handle->device; }
EXPORTED int libusb_get_max_iso_packet_size(libusb_device *, unsigned char) { return MAXIMUM_PACKET; }

EXPORTED int libusb_get_device_descriptor(libusb_device *device, libusb_device_descriptor *out) {
  *out = {18, 1, 0x0200, 0, 0, 0, 64, 0x045e, device->product, device->release, 2, 1, 3, 1};
  return libusb::SUCCESS;
}
EXPORTED int libusb_get_active_config_descriptor(libusb_device *, libusb_config_descriptor **out) {
  static libusb_config_descriptor configuration{9, 2, 9, 1, 1, 0, 0xc0, 8, nullptr, nullptr, 0};
  *out = &configuration;
  return libusb::SUCCESS;
}
EXPORTED void libusb_free_config_descriptor(libusb_config_descriptor *) {}

EXPORTED int libusb_get_string_descriptor_ascii(libusb_device_handle *handle, uint8_t index, unsigned char *out, int size) {
  const char *text = index == 1 ? handle->device->name : index == 2 ? "Microsoft" : "A00000000000STDN";
  if (size < int(strlen(text)) + 1) return libusb::INVALID_PARAM;
  memcpy(out, text, strlen(text) + 1);
  return int(strlen(text));
}

EXPORTED int libusb_open(libusb_device *device, libusb_device_handle **handle) {
  const std::lock_guard<std::mutex> lock(theBus->mutex);
  theBus->refresh();
  if (!theBus->scenario.present()) return libusb::NO_DEVICE;
  if (theBus->scenario.words().noPermission) return libusb::ACCESS;
  *handle = new libusb_device_handle{device, theBus->plugging};
  return libusb::SUCCESS;
}
EXPORTED void libusb_close(libusb_device_handle *handle) {
  const std::lock_guard<std::mutex> lock(theBus->mutex);
  if (handle->device == &cameraDevice) {
    for (Endpoint *endpoint : {&theBus->video, &theBus->depth}) {
      auto &queue = endpoint->queue;
      queue.erase(std::remove_if(queue.begin(), queue.end(), [handle](auto *t) { return t->dev_handle == handle; }), queue.end());
    }
  }
  delete handle;
}
EXPORTED int libusb_kernel_driver_active(libusb_device_handle *, int) { return 0; }
EXPORTED int libusb_detach_kernel_driver(libusb_device_handle *, int) { return libusb::NOT_FOUND; }
EXPORTED int libusb_attach_kernel_driver(libusb_device_handle *, int) { return libusb::NOT_FOUND; }
EXPORTED int libusb_claim_interface(libusb_device_handle *handle, int) {
  const std::lock_guard<std::mutex> lock(theBus->mutex);
  theBus->refresh();
  if (!theBus->alive(handle)) return libusb::NO_DEVICE;
  return theBus->scenario.words().busy ? libusb::BUSY : libusb::SUCCESS;
}
EXPORTED int libusb_release_interface(libusb_device_handle *, int) { return libusb::SUCCESS; }
EXPORTED int libusb_set_interface_alt_setting(libusb_device_handle *, int, int) { return libusb::SUCCESS; }
EXPORTED int libusb_reset_device(libusb_device_handle *) { return libusb::SUCCESS; }

EXPORTED int libusb_control_transfer(libusb_device_handle *handle, uint8_t type, uint8_t request, uint16_t, uint16_t,
                                     unsigned char *data, uint16_t length, unsigned int) {
  const std::lock_guard<std::mutex> lock(theBus->mutex);
  theBus->refresh();
  if (!theBus->alive(handle)) return libusb::NO_DEVICE;
  if (handle->device == &motorDevice) return motorTransfer(type, request, data, length);
  if (type == 0xc0) return theBus->commands.read(data, length);
  if (type != 0x40 || !theBus->commands.write(data, length)) return libusb::PIPE;
  const int64_t microframe = theBus->microframe();
  theBus->video.stream.run(theBus->commands.registerAt(0x05) == 1, microframe);
  theBus->depth.stream.run(theBus->commands.registerAt(0x06) == 2, microframe);
  return length;
}
EXPORTED int libusb_bulk_transfer(libusb_device_handle *, unsigned char, unsigned char *, int, int *, unsigned int) {
  return libusb::NOT_SUPPORTED;
}

EXPORTED libusb_transfer *libusb_alloc_transfer(int packets) {
  return static_cast<libusb_transfer *>(
      calloc(1, sizeof(libusb_transfer) + size_t(std::max(0, packets)) * sizeof(libusb_iso_packet_descriptor)));
}
EXPORTED void libusb_free_transfer(libusb_transfer *transfer) { free(transfer); }

EXPORTED int libusb_submit_transfer(libusb_transfer *transfer) {
  const std::lock_guard<std::mutex> lock(theBus->mutex);
  theBus->refresh();
  if (!theBus->alive(transfer->dev_handle)) return libusb::NO_DEVICE;
  Endpoint *endpoint = theBus->endpoint(transfer->endpoint);
  if (endpoint == nullptr) return libusb::NOT_FOUND;
  if (endpoint->queue.empty()) endpoint->position = std::max(endpoint->position, theBus->microframe() - PATIENCE);
  endpoint->queue.push_back(transfer);
  theBus->scenario.streamStarted();
  theBus->changed.notify_all();
  return libusb::SUCCESS;
}
EXPORTED int libusb_cancel_transfer(libusb_transfer *transfer) {
  const std::lock_guard<std::mutex> lock(theBus->mutex);
  Endpoint *endpoint = theBus->endpoint(transfer->endpoint);
  if (endpoint == nullptr) return libusb::NOT_FOUND;
  const auto at = std::find(endpoint->queue.begin(), endpoint->queue.end(), transfer);
  if (at == endpoint->queue.end()) return libusb::NOT_FOUND;
  endpoint->queue.erase(at);
  transfer->status = libusb::CANCELLED;
  theBus->cancelled.push_back(transfer);
  theBus->changed.notify_all();
  return libusb::SUCCESS;
}

EXPORTED int libusb_handle_events(libusb_context *) { return handleEvents(60); }
EXPORTED int libusb_handle_events_timeout(libusb_context *, timeval *timeout) {
  return handleEvents(double(timeout->tv_sec) + double(timeout->tv_usec) * 1e-6);
}

EXPORTED const char *libusb_error_name(int code) {
  switch (code) {
    case libusb::SUCCESS: return "LIBUSB_SUCCESS";
    case libusb::IO: return "LIBUSB_ERROR_IO";
    case libusb::INVALID_PARAM: return "LIBUSB_ERROR_INVALID_PARAM";
    case libusb::ACCESS: return "LIBUSB_ERROR_ACCESS";
    case libusb::NO_DEVICE: return "LIBUSB_ERROR_NO_DEVICE";
    case libusb::NOT_FOUND: return "LIBUSB_ERROR_NOT_FOUND";
    case libusb::BUSY: return "LIBUSB_ERROR_BUSY";
    case libusb::TIMEOUT: return "LIBUSB_ERROR_TIMEOUT";
    case -8: return "LIBUSB_ERROR_OVERFLOW";
    case libusb::PIPE: return "LIBUSB_ERROR_PIPE";
    case -10: return "LIBUSB_ERROR_INTERRUPTED";
    case libusb::NO_MEM: return "LIBUSB_ERROR_NO_MEM";
    case libusb::NOT_SUPPORTED: return "LIBUSB_ERROR_NOT_SUPPORTED";
    default: return "LIBUSB_ERROR_OTHER";
  }
}
