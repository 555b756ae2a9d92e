// The Node side for libfreenect2: `probe`, `start` and the `version` that it was built against.
#include <libfreenect2/config.h>
#if !defined(LIBFREENECT2_API_VERSION) || LIBFREENECT2_API_VERSION < 2
#error "libfreenect2 0.2 or later is needed"
#endif

#include <napi.h>

#include <exception>

#include "../capture_object.h"
#include "../probe_worker.h"
#include "capture.h"

namespace {

Napi::Object depthCameraObject(Napi::Env env, const freenect2::Device::IrCameraParams& told) {
  Napi::Object object = Napi::Object::New(env);
  object.Set("fx", told.fx);
  object.Set("fy", told.fy);
  object.Set("cx", told.cx);
  object.Set("cy", told.cy);
  object.Set("k1", told.k1);
  object.Set("k2", told.k2);
  object.Set("k3", told.k3);
  object.Set("p1", told.p1);
  object.Set("p2", told.p2);
  return object;
}

Napi::Array numbers(Napi::Env env, std::initializer_list<float> values) {
  Napi::Array array = Napi::Array::New(env, values.size());
  uint32_t i = 0;
  for (const float value : values) array.Set(i++, value);
  return array;
}

// Polynomials: the factors of xxx, yyy, xxy, xyy, xx, yy, xy, x, y, 1.
Napi::Object colorCameraObject(Napi::Env env, const freenect2::Device::ColorCameraParams& told) {
  Napi::Object object = Napi::Object::New(env);
  object.Set("fx", told.fx);
  object.Set("fy", told.fy);
  object.Set("cx", told.cx);
  object.Set("cy", told.cy);
  object.Set("shiftD", told.shift_d);
  object.Set("shiftM", told.shift_m);
  object.Set("mx", numbers(env, {told.mx_x3y0, told.mx_x0y3, told.mx_x2y1, told.mx_x1y2, told.mx_x2y0,
                                 told.mx_x0y2, told.mx_x1y1, told.mx_x1y0, told.mx_x0y1, told.mx_x0y0}));
  object.Set("my", numbers(env, {told.my_x3y0, told.my_x0y3, told.my_x2y1, told.my_x1y2, told.my_x2y0,
                                 told.my_x0y2, told.my_x1y1, told.my_x1y0, told.my_x0y1, told.my_x0y0}));
  return object;
}

Napi::Object eventObject(Napi::Env env, const freenect2::Event& event) {
  Napi::Object object = Napi::Object::New(env);
  switch (event.kind) {
    case freenect2::Event::kOpened:
      object.Set("kind", "opened");
      object.Set("serial", event.serial);
      object.Set("firmware", event.firmware);
      object.Set("libraryFile", event.libraryFile);
      object.Set("depth", depthCameraObject(env, event.depth));
      object.Set("color", colorCameraObject(env, event.color));
      break;
    case freenect2::Event::kFailed:
      object.Set("kind", "failed");
      object.Set("cause", event.failure.cause);
      object.Set("detail", event.failure.detail);
      break;
    case freenect2::Event::kEnded:
      object.Set("kind", "ended");
      break;
  }
  return object;
}

using Freenect2Capture = CaptureObject<freenect2::Capture, eventObject>;

// Counts devices without using any. The library opens each for a moment, to read its serial number.
Found look() {
  Found found;
  found.libraryFile = freenect2::libraryFile();
  auto& log = freenect2::LibraryLog::ofProcess();
  log.clear();
  try {
    libfreenect2::Freenect2 context;
    const int devices = context.enumerateDevices();
    for (int i = 0; i < devices; i++) found.serials.push_back(context.getDeviceSerialNumber(i));
    if (devices > 0) return found;
    const auto lines = log.lines();
    found.failure = freenect2::failureWith(freenect2::causeOfNone(lines), "0 found", lines);
  } catch (const std::exception& error) {
    found.failure = Failure{"driver-failed", error.what()};
  }
  return found;
}

Napi::Value probe(const Napi::CallbackInfo& info) { return ProbeWorker::start(info.Env(), look); }

Napi::Object initialise(Napi::Env env, Napi::Object exports) {
  Freenect2Capture::define(env);
  exports.Set("start", Napi::Function::New(env, Freenect2Capture::start));
  exports.Set("probe", Napi::Function::New(env, probe));
  exports.Set("version", LIBFREENECT2_VERSION);
  return exports;
}

}  // namespace

NODE_API_MODULE(freenect2, initialise)
