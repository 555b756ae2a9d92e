// The stand-in's own declaration of libfreenect2's frames and of who receives them.
#pragma once

#include <libfreenect2/config.h>

#include <cstddef>
#include <cstdint>

namespace libfreenect2 {

class LIBFREENECT2_API Frame {
 public:
  enum Type { Color = 1, Ir = 2, Depth = 4 };
  enum Format { Invalid = 0, Raw = 1, Float = 2, BGRX = 4, RGBX = 5, Gray = 6 };

  size_t width, height, bytes_per_pixel;
  unsigned char* data;
  uint32_t timestamp, sequence;
  float exposure, gain, gamma;
  uint32_t status;
  Format format;

  Frame(size_t width, size_t height, size_t bytes_per_pixel, unsigned char* data = nullptr);
  virtual ~Frame();

 protected:
  unsigned char* rawdata;
};

class LIBFREENECT2_API FrameListener {
 public:
  virtual ~FrameListener();
  virtual bool onNewFrame(Frame::Type type, Frame* frame) = 0;
};

}  // namespace libfreenect2
