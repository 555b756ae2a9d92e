#include "scene.h"

#include <cstring>
#include <fcntl.h>
#include <stdexcept>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace scene {
namespace {
/** A slope that moves to the right by two pixels a frame, with a strip at the right without readings. */
uint16_t gradientDepth(int x, int y, int64_t frame) {
  return x >= 600 ? NO_READING : uint16_t(600 + ((x + 2 * frame) & 127) + (y >> 3));
}

uint8_t gradientColor(Channel channel, int x, int y, int64_t frame) {
  switch (channel) {
    case RED: return uint8_t(x + 3 * frame);
    case GREEN: return uint8_t(y + frame);
    default: return uint8_t(x + y + 5 * frame);
  }
}
}

Scene::Scene(const std::string &path) {
  if (path.empty()) return;
  constexpr size_t header = sizeof FILE_HEADER - 1;
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat status {};
  if (file < 0 || fstat(file, &status) != 0) {
    if (file >= 0) close(file);
    throw std::runtime_error("The scene " + path + " cannot be read.");
  }
  bytes_ = size_t(status.st_size);
  void *map = bytes_ < header + FILE_FRAME_BYTES ? MAP_FAILED : mmap(nullptr, bytes_, PROT_READ, MAP_SHARED, file, 0);
  close(file);
  if (map == MAP_FAILED) throw std::runtime_error("The scene " + path + " holds no whole frame.");
  mapped_ = static_cast<uint8_t *>(map);
  frames_ = int64_t((bytes_ - header) / FILE_FRAME_BYTES);
  if (memcmp(mapped_, FILE_HEADER, header) != 0) {
    munmap(mapped_, bytes_);
    throw std::runtime_error("The file " + path + " is not a scene.");
  }
}

Scene::~Scene() {
  if (mapped_ != nullptr) munmap(mapped_, bytes_);
}

const uint8_t *Scene::frameAt(int64_t frame) const {
  return mapped_ + sizeof FILE_HEADER - 1 + size_t(frame % frames_) * FILE_FRAME_BYTES;
}

void Scene::depth(int64_t frame, uint16_t *out) const {
  if (mapped_ != nullptr) {
    memcpy(out, frameAt(frame), size_t(PIXELS) * 2);
    return;
  }
  for (int y = 0, i = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++, i++) out[i] = gradientDepth(x, y, frame);
}

void Scene::bayer(int64_t frame, uint8_t *out) const {
  const uint8_t *rgb = mapped_ == nullptr ? nullptr : frameAt(frame) + size_t(PIXELS) * 2;
  for (int y = 0, i = 0; y < HEIGHT; y++) {
    for (int x = 0; x < WIDTH; x++, i++) {
      const Channel channel = channelAt(x, y);
      out[i] = rgb == nullptr ? gradientColor(channel, x, y, frame) : rgb[i * 3 + channel];
    }
  }
}
}
