// The decoder of depth: the processor by default, a graphics card if the library was built for it.
#pragma once

#include <libfreenect2/packet_pipeline.h>

#include <memory>
#include <string>

namespace freenect2 {

// `cpu` (also empty), `opengl`, `opencl`; null if this library does not support it.
inline std::unique_ptr<libfreenect2::PacketPipeline> makePipeline(const std::string& name) {
  if (name.empty() || name == "cpu") return std::make_unique<libfreenect2::CpuPacketPipeline>();
#ifdef LIBFREENECT2_WITH_OPENGL_SUPPORT
  if (name == "opengl") return std::make_unique<libfreenect2::OpenGLPacketPipeline>();
#endif
#ifdef LIBFREENECT2_WITH_OPENCL_SUPPORT
  if (name == "opencl") return std::make_unique<libfreenect2::OpenCLPacketPipeline>();
#endif
  return nullptr;
}

}  // namespace freenect2
