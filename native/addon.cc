// The Node side for libfreenect: `probe` and `start`.
#include <napi.h>

#include "capture.h"
#include "capture_object.h"
#include "probe_worker.h"

namespace {

Napi::Value registrationObject(Napi::Env env, const freenect::Registration& registration) {
  Napi::Array info = Napi::Array::New(env, freenect::kRegistrationInfoInts);
  for (uint32_t i = 0; i < freenect::kRegistrationInfoInts; i++) info.Set(i, registration.info[i]);
  Napi::Object object = Napi::Object::New(env);
  object.Set("registrationInfo", info);
  object.Set("startLines", registration.startLines);
  object.Set("emitterDistance", registration.emitterDistance);
  object.Set("colorDistance", registration.colorDistance);
  object.Set("referenceDistance", registration.referenceDistance);
  object.Set("pixelSize", registration.pixelSize);
  object.Set("constShift", registration.constShift);
  return object;
}

Napi::Object eventObject(Napi::Env env, const Event& event) {
  Napi::Object object = Napi::Object::New(env);
  switch (event.kind) {
    case Event::kOpened:
      object.Set("kind", "opened");
      object.Set("serial", event.serial);
      object.Set("libraryFile", event.libraryFile);
      object.Set("registration", event.answered ? registrationObject(env, event.registration)
                                                : env.Null());
      break;
    case Event::kFailed:
      object.Set("kind", "failed");
      object.Set("cause", event.failure.cause);
      object.Set("detail", event.failure.detail);
      break;
    case Event::kEnded:
      object.Set("kind", "ended");
      break;
  }
  return object;
}

using FreenectCapture = CaptureObject<Capture, eventObject>;

// Looks for the library and counts devices without opening any for use.
Found look(const std::string& file) {
  FreenectLibrary library;
  Found found;
  found.failure = library.load(file);
  if (found.failure) return found;
  const freenect::Functions& call = library.call;
  found.libraryFile = Capture::fileOf(call);
  freenect::Context* context = nullptr;
  const int code = call.init(&context, nullptr);
  if (code < 0 || context == nullptr) {
    found.failure = Failure{"driver-failed", "freenect_init answered " + std::to_string(code)};
    return found;
  }
  call.select_subdevices(context, freenect::kDeviceCamera);
  const int devices = call.num_devices(context);
  for (int i = 0; i < devices; i++) found.serials.push_back(Capture::serialOf(call, context, i));
  call.shutdown(context);
  return found;
}

// (library: string)
Napi::Value probe(const Napi::CallbackInfo& info) {
  const std::string file = info[0].ToString().Utf8Value();
  return ProbeWorker::start(info.Env(), [file] { return look(file); });
}

Napi::Object initialise(Napi::Env env, Napi::Object exports) {
  FreenectCapture::define(env);
  exports.Set("start", Napi::Function::New(env, FreenectCapture::start));
  exports.Set("probe", Napi::Function::New(env, probe));
  return exports;
}

}  // namespace

NODE_API_MODULE(freenect, initialise)
