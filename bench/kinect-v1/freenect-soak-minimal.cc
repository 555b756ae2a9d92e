// Leaks of libfreenect alone: opened, one frame of each stream, closed; repeatedly, without Node. Usage:
// freenect-soak-minimal LIBRARY CYCLES [same-thread]. Prints resident memory and live heap as CSV.
#include <malloc.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>

#include "../native/freenect_library.h"

namespace {

int depthFrames = 0, videoFrames = 0;
void onDepth(freenect::Device*, void*, uint32_t) { depthFrames++; }
void onVideo(freenect::Device*, void*, uint32_t) { videoFrames++; }

[[noreturn]] void giveUp(const char* what) {
  std::fprintf(stderr, "%s\n", what);
  std::exit(1);
}

void cycle(const char* file) {
  FreenectLibrary library;
  const auto failure = library.load(file);
  if (failure) giveUp(failure->detail.c_str());
  const freenect::Functions& call = library.call;
  freenect::Context* context = nullptr;
  freenect::Device* device = nullptr;
  if (call.init(&context, nullptr) < 0) giveUp("init");
  call.select_subdevices(context, freenect::kDeviceCamera);
  if (call.open_device(context, &device, 0) < 0) giveUp("open_device");
  call.set_depth_mode(device, call.find_depth_mode(freenect::kResolutionMedium, freenect::kDepth11Bit));
  call.set_video_mode(device, call.find_video_mode(freenect::kResolutionMedium, freenect::kVideoRgb));
  call.set_depth_callback(device, onDepth);
  call.set_video_callback(device, onVideo);
  call.start_depth(device);
  call.start_video(device);
  depthFrames = videoFrames = 0;
  while (depthFrames == 0 || videoFrames == 0) {
    timeval wait{0, 50000};
    if (call.process_events_timeout(context, &wait) < 0) giveUp("process_events");
  }
  call.stop_depth(device);
  call.stop_video(device);
  call.close_device(device);
  call.shutdown(context);
}

double residentMb() {
  long pages = 0, resident = 0;
  std::FILE* statm = std::fopen("/proc/self/statm", "r");
  if (statm == nullptr || std::fscanf(statm, "%ld %ld", &pages, &resident) != 2) giveUp("statm");
  std::fclose(statm);
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) giveUp("LIBRARY CYCLES [same-thread]");
  const int cycles = std::atoi(words[2]);
  const bool sameThread = count > 3 && std::strcmp(words[3], "same-thread") == 0;
  std::printf("cycles,resident_mb,heap_in_use_mb\n");
  for (int i = 0; i <= cycles; i++) {
    if (i % 50 == 0) {
      const struct mallinfo2 heap = mallinfo2();
      std::printf("%d,%.2f,%.3f\n", i, residentMb(),
                  static_cast<double>(heap.uordblks + heap.hblkhd) / (1 << 20));
      std::fflush(stdout);
    }
    if (sameThread) {
      cycle(words[1]);
    } else {
      std::thread(cycle, words[1]).join();
    }
  }
}
