// Probes a driver, on a thread of the pool.
#pragma once

#include <napi.h>

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "failure.h"

struct Found {
  std::optional<Failure> failure;
  // One for each device; empty if not reported.
  std::vector<std::string> serials;
  // Path of the loaded library.
  std::string libraryFile;
};

class ProbeWorker : public Napi::AsyncWorker {
 public:
  // Promise<{ cause, detail, serials, libraryFile }>
  static Napi::Promise start(Napi::Env env, std::function<Found()> look) {
    auto* worker = new ProbeWorker(env, std::move(look));
    const Napi::Promise promise = worker->promise_.Promise();
    worker->Queue();
    return promise;
  }

  void Execute() override { found_ = look_(); }

  void OnOK() override {
    const Napi::Env env = Env();
    const auto& [failure, serials, libraryFile] = found_;
    Napi::Object result = Napi::Object::New(env);
    result.Set("cause", failure ? Napi::String::New(env, failure->cause) : env.Null());
    result.Set("detail", failure ? failure->detail : "");
    Napi::Array list = Napi::Array::New(env, serials.size());
    for (uint32_t i = 0; i < serials.size(); i++) list.Set(i, serials[i]);
    result.Set("serials", list);
    result.Set("libraryFile", libraryFile);
    promise_.Resolve(result);
  }

  void OnError(const Napi::Error& error) override { promise_.Reject(error.Value()); }

 private:
  ProbeWorker(Napi::Env env, std::function<Found()> look)
      : Napi::AsyncWorker(env), promise_(Napi::Promise::Deferred::New(env)), look_(std::move(look)) {}

  Napi::Promise::Deferred promise_;
  const std::function<Found()> look_;
  Found found_;
};
