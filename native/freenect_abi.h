// The part of libfreenect's C interface used here, written from its documentation: building needs no header of
// libfreenect. The layouts are those of 0.5.3 to 0.7.5; the assertions check them for 64-bit Linux and macOS.
#pragma once

#include <sys/time.h>

#include <cstddef>
#include <cstdint>

namespace freenect {

struct Context;
struct Device;

constexpr int kDeviceCamera = 2;
constexpr int kResolutionMedium = 1;
constexpr int kVideoRgb = 0;
constexpr int kDepth11Bit = 0;
constexpr int kLogWarning = 2;
// A signal that arrives while USB events are awaited is no failure.
constexpr int kInterrupted = -10;

struct FrameMode {
  uint32_t reserved;
  int32_t resolution;
  int32_t format;
  int32_t bytes;
  int16_t width, height;
  int8_t dataBits, paddingBits, framerate, isValid;
};
static_assert(sizeof(FrameMode) == 24, "freenect_frame_mode");

constexpr int kRegistrationInfoInts = 29;

struct Registration {
  int32_t info[kRegistrationInfoInts];
  uint16_t startLines, endLines, croppingLines;
  float emitterDistance, colorDistance, referenceDistance, pixelSize;
  double constShift;
  uint16_t* rawToMm;
  int32_t* depthToRgbShift;
  int32_t (*registrationTable)[2];
};
static_assert(offsetof(Registration, emitterDistance) == 124, "freenect_registration");
static_assert(offsetof(Registration, constShift) == 144, "freenect_registration");
static_assert(sizeof(Registration) == 176, "freenect_registration");

struct DeviceAttributes {
  DeviceAttributes* next;
  const char* cameraSerial;
};

using FrameCallback = void (*)(Device*, void* pixels, uint32_t ticks);
using ChunkCallback = void (*)(void* picture, void* data, int number, int bytes, void* user);
using LogCallback = void (*)(Context*, int level, const char* message);

struct Functions {
  int (*init)(Context**, void*);
  int (*shutdown)(Context*);
  void (*set_log_level)(Context*, int);
  void (*set_log_callback)(Context*, LogCallback);
  int (*process_events_timeout)(Context*, timeval*);
  int (*num_devices)(Context*);
  void (*select_subdevices)(Context*, int);
  int (*open_device)(Context*, Device**, int);
  int (*close_device)(Device*);
  void (*set_depth_callback)(Device*, FrameCallback);
  void (*set_video_callback)(Device*, FrameCallback);
  int (*set_depth_mode)(Device*, FrameMode);
  int (*set_video_mode)(Device*, FrameMode);
  FrameMode (*find_depth_mode)(int resolution, int format);
  FrameMode (*find_video_mode)(int resolution, int format);
  int (*start_depth)(Device*);
  int (*stop_depth)(Device*);
  int (*start_video)(Device*);
  int (*stop_video)(Device*);

  // Null in the fakenect of 0.5.3.
  void (*set_video_chunk_callback)(Device*, ChunkCallback);
  Registration (*copy_registration)(Device*);
  int (*destroy_registration)(Registration*);
  int (*list_device_attributes)(Context*, DeviceAttributes**);
  void (*free_device_attributes)(DeviceAttributes*);
};

}  // namespace freenect
