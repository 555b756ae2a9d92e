// A capture as a JavaScript object. Frames go into shared memory that JavaScript allocates, because Electron refuses
// external buffers; JavaScript is only notified that there is something to take.
#pragma once

#include <napi.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "frame_ring.h"

inline std::vector<uint8_t*> slotsFrom(const Napi::Array& views, size_t& bytes) {
  std::vector<uint8_t*> slots;
  bytes = 0;
  for (uint32_t i = 0; i < views.Length(); i++) {
    const Napi::Value view = views.Get(i);
    if (!view.IsTypedArray()) throw Napi::TypeError::New(views.Env(), "A slot is a Uint8Array.");
    auto array = view.As<Napi::Uint8Array>();
    if (i > 0 && array.ByteLength() != bytes) {
      throw Napi::TypeError::New(views.Env(), "The slots of a stream are of one size.");
    }
    bytes = array.ByteLength();
    slots.push_back(array.Data());
  }
  if (slots.size() < 2 || bytes == 0) {
    throw Napi::TypeError::New(views.Env(), "A stream needs two slots at least.");
  }
  return slots;
}

// `eventObject` converts an event of `Capture`, a `CaptureThread`, to a JavaScript object.
template <class Capture, Napi::Object (*eventObject)(Napi::Env, const typename Capture::Event&)>
class CaptureObject : public Napi::ObjectWrap<CaptureObject<Capture, eventObject>> {
  using Wrap = Napi::ObjectWrap<CaptureObject>;

 public:
  // One constructor per environment: worker threads have their own.
  static void define(Napi::Env env) {
    Napi::Function type = Wrap::DefineClass(
        env, "Capture",
        {Wrap::InstanceMethod("takeEvents", &CaptureObject::takeEvents),
         Wrap::InstanceMethod("takeFrame", &CaptureObject::takeFrame),
         Wrap::InstanceMethod("giveBack", &CaptureObject::giveBack),
         Wrap::InstanceMethod("dropped", &CaptureObject::dropped),
         Wrap::InstanceMethod("damaged", &CaptureObject::damaged),
         Wrap::InstanceMethod("idleMs", &CaptureObject::idleMs),
         Wrap::InstanceMethod("acknowledge", &CaptureObject::acknowledge),
         Wrap::InstanceMethod("stop", &CaptureObject::stop),
         Wrap::InstanceMethod("release", &CaptureObject::release)});
    env.SetInstanceData(new Napi::FunctionReference(Napi::Persistent(type)));
  }

  static Napi::Value start(const Napi::CallbackInfo& info) {
    std::vector<napi_value> passed;
    for (size_t i = 0; i < info.Length(); i++) passed.push_back(info[i]);
    return info.Env().GetInstanceData<Napi::FunctionReference>()->New(passed);
  }

  // (option: string, index: number, depth: Uint8Array[], video: Uint8Array[], wake: () => void), where `option` is
  // passed to the `Capture`.
  explicit CaptureObject(const Napi::CallbackInfo& info) : Wrap(info) {
    const Napi::Env env = info.Env();
    if (info.Length() != 5 || !info[0].IsString() || !info[1].IsNumber() || !info[2].IsArray() ||
        !info[3].IsArray() || !info[4].IsFunction()) {
      throw Napi::TypeError::New(env, "start(option, index, depthSlots, videoSlots, wake)");
    }
    size_t depthBytes = 0, videoBytes = 0;
    auto depth = slotsFrom(info[2].As<Napi::Array>(), depthBytes);
    auto video = slotsFrom(info[3].As<Napi::Array>(), videoBytes);
    // The memory lives as long as the thread that writes to it.
    auto memory = std::make_shared<Napi::ObjectReference>(Napi::Persistent(Napi::Object::New(env)));
    memory->Value().Set("depth", info[2]);
    memory->Value().Set("video", info[3]);
    shared_ = std::make_shared<Shared>();
    shared_->capture = std::make_shared<Capture>(info[0].As<Napi::String>().Utf8Value(),
                                                 info[1].As<Napi::Number>().Int32Value(),
                                                 depth, depthBytes, video, videoBytes);
    // Also called when the environment shuts down during the capture.
    auto shared = shared_;
    shared_->wake = Napi::ThreadSafeFunction::New(env, info[4].As<Napi::Function>(), "freenect", 0, 1,
                                                  [shared, memory](Napi::Env) {
                                                    shared->closed = true;
                                                    if (shared->capture->join()) {
                                                      memory->Reset();
                                                    } else {
                                                      memory->SuppressDestruct();
                                                    }
                                                  });
    shared_->capture->start(shared_->capture, [shared] { shared->knock(); });
  }

  void Finalize(Napi::Env) override { shared_->capture->stop(); }

 private:
  struct Shared {
    std::shared_ptr<Capture> capture;
    Napi::ThreadSafeFunction wake;
    // At most one call is pending: a ThreadSafeFunction runs up to 1,000 calls without returning to the event loop, so
    // that a slow reader would starve timers.
    std::atomic<bool> knocked{false};
    std::atomic<bool> closed{false};

    void knock() {
      if (closed || knocked.exchange(true)) return;
      if (wake.NonBlockingCall() != napi_ok) knocked = false;
    }
  };
  std::shared_ptr<Shared> shared_;

  FrameRing& ring(const Napi::CallbackInfo& info) {
    const std::string stream = info[0].ToString().Utf8Value();
    return stream == "depth" ? shared_->capture->depth : shared_->capture->video;
  }

  // Re-enables notifications, and notifies at once of what came since the last call.
  Napi::Value acknowledge(const Napi::CallbackInfo& info) {
    shared_->knocked = false;
    if (shared_->capture->hasSomething()) shared_->knock();
    return info.Env().Undefined();
  }

  // (stream: 'depth' | 'video'): { slot, ticks, hostMs, sequence } | null
  Napi::Value takeFrame(const Napi::CallbackInfo& info) {
    const Napi::Env env = info.Env();
    const auto frame = ring(info).take();
    if (!frame) return env.Null();
    Napi::Object taken = Napi::Object::New(env);
    taken.Set("slot", frame->slot);
    taken.Set("ticks", frame->ticks);
    taken.Set("hostMs", frame->hostMs);
    taken.Set("sequence", frame->sequence);
    return taken;
  }

  // (stream, slot)
  Napi::Value giveBack(const Napi::CallbackInfo& info) {
    ring(info).giveBack(info[1].ToNumber().Int32Value());
    return info.Env().Undefined();
  }

  Napi::Value dropped(const Napi::CallbackInfo& info) {
    return Napi::Number::New(info.Env(), ring(info).dropped());
  }

  Napi::Value damaged(const Napi::CallbackInfo& info) {
    return Napi::Number::New(info.Env(), shared_->capture->damaged());
  }

  Napi::Value idleMs(const Napi::CallbackInfo& info) {
    return Napi::Number::New(info.Env(), shared_->capture->idleMs());
  }

  Napi::Value takeEvents(const Napi::CallbackInfo& info) {
    const Napi::Env env = info.Env();
    const auto events = shared_->capture->takeEvents();
    Napi::Array told = Napi::Array::New(env, events.size());
    for (uint32_t i = 0; i < events.size(); i++) told.Set(i, eventObject(env, events[i]));
    return told;
  }

  Napi::Value stop(const Napi::CallbackInfo& info) {
    shared_->capture->stop();
    return info.Env().Undefined();
  }

  // Call after `ended` was taken: lets the event loop end.
  Napi::Value release(const Napi::CallbackInfo& info) {
    if (!shared_->closed.exchange(true)) shared_->wake.Release();
    return info.Env().Undefined();
  }
};
