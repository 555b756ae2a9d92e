// libfreenect, loaded on demand: the app runs without it, and says what is missing.
#pragma once

#include <dlfcn.h>

#include <optional>
#include <string>
#include <vector>

#include "failure.h"
#include "freenect_abi.h"

class FreenectLibrary {
 public:
  FreenectLibrary() = default;
  FreenectLibrary(const FreenectLibrary&) = delete;
  FreenectLibrary& operator=(const FreenectLibrary&) = delete;
  ~FreenectLibrary() {
    if (handle_ != nullptr) dlclose(handle_);
  }

  freenect::Functions call{};

  // Loads `file`, an absolute path: the loader of the system must not choose, whose choice follows the environment.
  std::optional<Failure> load(const std::string& file) {
    if (file.empty() || file[0] != '/') {
      return Failure{"library-missing", "no absolute path: " + file};
    }
    handle_ = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle_ != nullptr) return resolve();
    const char* complaint = dlerror();
    return Failure{"library-missing", complaint != nullptr ? complaint : file};
  }

 private:
  void* handle_ = nullptr;

  std::optional<Failure> resolve() {
    std::string missing;
    const auto required = [&](auto& function, const char* name) {
      if (!optional(function, name)) missing += std::string(missing.empty() ? "" : ", ") + name;
    };
    required(call.init, "freenect_init");
    required(call.shutdown, "freenect_shutdown");
    required(call.set_log_level, "freenect_set_log_level");
    required(call.set_log_callback, "freenect_set_log_callback");
    required(call.process_events_timeout, "freenect_process_events_timeout");
    required(call.num_devices, "freenect_num_devices");
    required(call.select_subdevices, "freenect_select_subdevices");
    required(call.open_device, "freenect_open_device");
    required(call.close_device, "freenect_close_device");
    required(call.set_depth_callback, "freenect_set_depth_callback");
    required(call.set_video_callback, "freenect_set_video_callback");
    required(call.set_depth_mode, "freenect_set_depth_mode");
    required(call.set_video_mode, "freenect_set_video_mode");
    required(call.find_depth_mode, "freenect_find_depth_mode");
    required(call.find_video_mode, "freenect_find_video_mode");
    required(call.start_depth, "freenect_start_depth");
    required(call.stop_depth, "freenect_stop_depth");
    required(call.start_video, "freenect_start_video");
    required(call.stop_video, "freenect_stop_video");
    if (!missing.empty()) return Failure{"library-incompatible", "missing " + missing};
    optional(call.set_video_chunk_callback, "freenect_set_video_chunk_callback");
    const bool both = optional(call.copy_registration, "freenect_copy_registration") &&
                      optional(call.destroy_registration, "freenect_destroy_registration");
    if (!both) call.copy_registration = nullptr;
    const bool lists = optional(call.list_device_attributes, "freenect_list_device_attributes") &&
                       optional(call.free_device_attributes, "freenect_free_device_attributes");
    if (!lists) call.list_device_attributes = nullptr;
    return std::nullopt;
  }

  template <class Function>
  bool optional(Function& function, const char* name) {
    function = reinterpret_cast<Function>(dlsym(handle_, name));
    return function != nullptr;
  }
};
