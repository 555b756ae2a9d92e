// The stand-in's own declaration of libfreenect2's pipelines. It was "built" without a graphics card.
#pragma once

#include <libfreenect2/config.h>

namespace libfreenect2 {

class DataCallback;
class RgbPacketProcessor;
class DepthPacketProcessor;
class PacketPipelineComponents;

class LIBFREENECT2_API PacketPipeline {
 public:
  typedef DataCallback PacketParser;

  PacketPipeline();
  virtual ~PacketPipeline();
  virtual PacketParser* getRgbPacketParser() const;
  virtual PacketParser* getIrPacketParser() const;
  virtual RgbPacketProcessor* getRgbPacketProcessor() const;
  virtual DepthPacketProcessor* getDepthPacketProcessor() const;

 protected:
  PacketPipelineComponents* comp_;
};

class LIBFREENECT2_API CpuPacketPipeline : public PacketPipeline {
 public:
  CpuPacketPipeline();
  virtual ~CpuPacketPipeline();
};

}  // namespace libfreenect2
