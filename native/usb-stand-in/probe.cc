// Drives the real libfreenect for the tests, the way the app does: one thread opens, streams, watches, and opens again.
//
//   probe LIBRARY SECONDS [--frames N] [--scene FILE] [--record FILE]
//
// Prints a JSON object a line: "opened" (with the device's tables), "refused", "started", "lost", "stalled", and "end" with
// counts. Stops after SECONDS, or after N depth and N colour frames. Every frame is held against the scene, which the
// timestamp says the moment of. --record appends each depth frame: u32 frame number, u32 exact, 640×480 u16.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <memory>
#include <stdexcept>
#include <string>
#include <sys/time.h>
#include <vector>

#include "scene.h"

namespace {
struct Context;
struct Device;
/** freenect_frame_mode. */
struct Mode {
  uint32_t reserved;
  int32_t resolution, format, bytes;
  int16_t width, height;
  int8_t dataBits, paddingBits, framerate, isValid;
};
/** freenect_registration. */
struct Registration {
  int32_t information[29];
  uint16_t padding[3];
  float zeroPlane[4];
  double constShift;
  uint16_t *rawToMillimetres;
  int32_t *depthToRgbShift;
  int32_t (*table)[2];
};
static_assert(sizeof(Mode) == 24 && sizeof(Registration) == 176, "libfreenect's structs");
using OnFrame = void (*)(Device *, void *, uint32_t);
using OnLog = void (*)(Context *, int, const char *);

struct Freenect {
  int (*init)(Context **, void *);
  int (*shutdown)(Context *);
  void (*set_log_level)(Context *, int);
  void (*set_log_callback)(Context *, OnLog);
  int (*process_events_timeout)(Context *, timeval *);
  int (*num_devices)(Context *);
  void (*select_subdevices)(Context *, int);
  int (*open_device)(Context *, Device **, int);
  int (*close_device)(Device *);
  void (*set_depth_callback)(Device *, OnFrame);
  void (*set_video_callback)(Device *, OnFrame);
  int (*set_depth_mode)(Device *, Mode);
  int (*set_video_mode)(Device *, Mode);
  Mode (*find_depth_mode)(int, int);
  Mode (*find_video_mode)(int, int);
  int (*start_depth)(Device *);
  int (*stop_depth)(Device *);
  int (*start_video)(Device *);
  int (*stop_video)(Device *);
  Registration (*copy_registration)(Device *);
  int (*destroy_registration)(Registration *);
};

constexpr int CAMERA = 2, MEDIUM = 1, RGB = 0, RAW_11BIT = 0, LOG_NOTICE = 3;
constexpr int64_t TICKS_PER_FRAME = 2000000;
/** Seconds without a frame after which a stream counts as stalled. */
constexpr double STALLED = 1;

double now() {
  using namespace std::chrono;
  return duration<double>(steady_clock::now().time_since_epoch()).count();
}

struct Counts {
  int64_t frames = 0, exact = 0, firstFrame = -1, lastFrame = -1, disorder = 0;
  uint32_t lastTicks = 0;
  int64_t wraps = 0;
  /** The frame number for the 32 bits of the camera's clock. */
  int64_t frameAt(uint32_t ticks) {
    if (frames > 0 && ticks < lastTicks && lastTicks - ticks > 1u << 31) wraps++;
    lastTicks = ticks;
    const int64_t frame = ((wraps << 32) + ticks) / TICKS_PER_FRAME;
    if (firstFrame < 0) firstFrame = frame;
    if (frame <= lastFrame) disorder++;
    lastFrame = frame;
    return frame;
  }
};

double startedAt;
double lastFrameAt;
std::string logged;
Counts depth, video;
scene::Scene *shown;
FILE *recording = nullptr;
std::vector<uint16_t> expectedDepth(scene::PIXELS);
std::vector<uint8_t> expectedBayer(scene::PIXELS);

std::string quoted(const std::string &text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') out += "\\n";
    else out += c;
  }
  return out + '"';
}

void tell(const char *event, const std::string &more = "") {
  printf("{\"event\":\"%s\",\"seconds\":%.4f,\"log\":%s%s}\n", event, now() - startedAt, quoted(logged).c_str(), more.c_str());
  fflush(stdout);
  logged.clear();
}

void onLog(Context *, int, const char *text) {
  if (logged.size() < 4000) logged += text;
}

void onDepth(Device *, void *data, uint32_t ticks) {
  const int64_t frame = depth.frameAt(ticks);
  shown->depth(frame, expectedDepth.data());
  const bool exact = memcmp(data, expectedDepth.data(), size_t(scene::PIXELS) * 2) == 0;
  depth.frames++;
  depth.exact += exact;
  lastFrameAt = now();
  if (recording != nullptr) {
    const uint32_t header[2] = {uint32_t(frame), exact};
    fwrite(header, sizeof header, 1, recording);
    fwrite(data, size_t(scene::PIXELS) * 2, 1, recording);
  }
}

/** libfreenect interpolates two channels of every pixel; the third is what the sensor saw. */
void onVideo(Device *, void *data, uint32_t ticks) {
  const auto *rgb = static_cast<const uint8_t *>(data);
  shown->bayer(video.frameAt(ticks), expectedBayer.data());
  bool exact = true;
  for (int y = 0, i = 0; y < scene::HEIGHT; y++)
    for (int x = 0; x < scene::WIDTH; x++, i++) exact = exact && rgb[i * 3 + scene::channelAt(x, y)] == expectedBayer[size_t(i)];
  video.frames++;
  video.exact += exact;
  lastFrameAt = now();
}

Freenect load(const char *path) {
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) throw std::runtime_error(dlerror());
  Freenect out{};
  const auto find = [library](auto &function, const char *name) {
    function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(dlsym(library, name));
    if (function == nullptr) throw std::runtime_error(std::string("missing symbol ") + name);
  };
#define FIND(name) find(out.name, "freenect_" #name)
  FIND(init), FIND(shutdown), FIND(set_log_level), FIND(set_log_callback), FIND(process_events_timeout), FIND(num_devices);
  FIND(select_subdevices), FIND(open_device), FIND(close_device), FIND(set_depth_callback), FIND(set_video_callback);
  FIND(set_depth_mode), FIND(set_video_mode), FIND(find_depth_mode), FIND(find_video_mode), FIND(start_depth), FIND(stop_depth);
  FIND(start_video), FIND(stop_video), FIND(copy_registration), FIND(destroy_registration);
#undef FIND
  return out;
}

std::string tablesOf(const Freenect &freenect, Device *device) {
  Registration tables = freenect.copy_registration(device);
  std::string information;
  for (const int32_t value : tables.information) information += (information.empty() ? "" : ",") + std::to_string(value);
  const int32_t *middle = tables.table[240 * scene::WIDTH + 320];
  char text[600];
  snprintf(text, sizeof text,
           ",\"registration\":{\"constShift\":%g,\"zeroPlane\":[%g,%g,%g,%g],\"padding\":[%d,%d,%d],\"information\":[%s],"
           "\"middle\":[%d,%d],\"rawToMillimetres\":[%d,%d,%d]}",
           tables.constShift, double(tables.zeroPlane[0]), double(tables.zeroPlane[1]), double(tables.zeroPlane[2]),
           double(tables.zeroPlane[3]), tables.padding[0], tables.padding[1], tables.padding[2], information.c_str(), middle[0],
           middle[1], tables.rawToMillimetres[600], tables.rawToMillimetres[800], tables.rawToMillimetres[1000]);
  freenect.destroy_registration(&tables);
  return text;
}

std::string countsOf(const char *name, const Counts &counts) {
  char text[300];
  snprintf(text, sizeof text, ",\"%s\":{\"frames\":%lld,\"exact\":%lld,\"first\":%lld,\"last\":%lld,\"disorder\":%lld}", name,
           (long long)counts.frames, (long long)counts.exact, (long long)counts.firstFrame, (long long)counts.lastFrame,
           (long long)counts.disorder);
  return text;
}

bool start(const Freenect &freenect, Device *device) {
  freenect.set_depth_callback(device, onDepth);
  freenect.set_video_callback(device, onVideo);
  return freenect.set_video_mode(device, freenect.find_video_mode(MEDIUM, RGB)) >= 0 &&
         freenect.set_depth_mode(device, freenect.find_depth_mode(MEDIUM, RAW_11BIT)) >= 0 &&
         freenect.start_depth(device) >= 0 && freenect.start_video(device) >= 0;
}

void run(const char *library, double seconds, int64_t frames) {
  const Freenect freenect = load(library);
  Context *context = nullptr;
  if (freenect.init(&context, nullptr) < 0) throw std::runtime_error("freenect_init failed");
  freenect.set_log_callback(context, onLog);
  freenect.set_log_level(context, LOG_NOTICE);
  freenect.select_subdevices(context, CAMERA);
  Device *device = nullptr;
  std::string refusedBefore;
  bool waitingForFrame = false;
  const auto finished = [&] { return now() - startedAt >= seconds || (depth.frames >= frames && video.frames >= frames); };
  const auto close = [&] {
    freenect.stop_depth(device);
    freenect.stop_video(device);
    freenect.close_device(device);
    device = nullptr;
  };
  while (!finished()) {
    if (device == nullptr) {
      const int devices = freenect.num_devices(context);
      const int result = freenect.open_device(context, &device, 0);
      if (result < 0) {
        // libfreenect keeps a device whose camera did not answer; the caller closes it.
        if (device != nullptr) freenect.close_device(device);
        device = nullptr;
        const std::string reason = std::to_string(devices) + logged;
        if (reason != refusedBefore) tell("refused", ",\"devices\":" + std::to_string(devices) + ",\"result\":" + std::to_string(result));
        logged.clear();
        refusedBefore = reason;
        timeval pause{0, 50000};
        freenect.process_events_timeout(context, &pause);
        continue;
      }
      refusedBefore.clear();
      tell("opened", tablesOf(freenect, device));
      if (!start(freenect, device)) {
        close();
        continue;
      }
      waitingForFrame = true;
      lastFrameAt = now();
    }
    const int64_t before = depth.frames;
    timeval wait{0, 20000};
    const int result = freenect.process_events_timeout(context, &wait);
    if (waitingForFrame && depth.frames > before) {
      tell("started");
      waitingForFrame = false;
    }
    const bool stalled = now() - lastFrameAt > STALLED;
    if (result < 0 || stalled) {
      tell(stalled ? "stalled" : "lost", ",\"result\":" + std::to_string(result));
      close();
    }
  }
  if (device != nullptr) close();
  freenect.shutdown(context);
  tell("end", countsOf("depth", depth) + countsOf("video", video));
}
}

int main(int count, char **arguments) {
  if (count < 3) {
    fprintf(stderr, "usage: probe LIBRARY SECONDS [--frames N] [--scene FILE] [--record FILE]\n");
    return 2;
  }
  int64_t frames = INT64_MAX;
  std::string file;
  for (int i = 3; i + 1 < count; i += 2) {
    const std::string name = arguments[i];
    if (name == "--frames") frames = atoll(arguments[i + 1]);
    else if (name == "--scene") file = arguments[i + 1];
    else if (name == "--record") recording = fopen(arguments[i + 1], "wb");
  }
  startedAt = now();
  try {
    const scene::Scene expected(file);
    shown = const_cast<scene::Scene *>(&expected);
    run(arguments[1], atof(arguments[2]), frames);
  } catch (const std::exception &error) {
    fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  if (recording != nullptr) fclose(recording);
  return 0;
}
