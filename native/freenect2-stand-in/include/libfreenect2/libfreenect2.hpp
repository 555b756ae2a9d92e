// The stand-in's own declaration of libfreenect2's context and devices, with the virtual functions in its order.
#pragma once

#include <libfreenect2/config.h>
#include <libfreenect2/frame_listener.hpp>
#include <libfreenect2/packet_pipeline.h>

#include <string>

namespace libfreenect2 {

// Not used here: the functions that take them only keep their places in the vtable.
enum ColorSettingCommandType : int;
struct LedSettings;

class LIBFREENECT2_API Freenect2Device {
 public:
  struct ColorCameraParams {
    float fx, fy, cx, cy;
    float shift_d, shift_m;
    float mx_x3y0, mx_x0y3, mx_x2y1, mx_x1y2, mx_x2y0, mx_x0y2, mx_x1y1, mx_x1y0, mx_x0y1, mx_x0y0;
    float my_x3y0, my_x0y3, my_x2y1, my_x1y2, my_x2y0, my_x0y2, my_x1y1, my_x1y0, my_x0y1, my_x0y0;
  };
  struct IrCameraParams {
    float fx, fy, cx, cy;
    float k1, k2, k3, p1, p2;
  };
  struct Config {
    float MinDepth, MaxDepth;
    bool EnableBilateralFilter, EnableEdgeAwareFilter;
    LIBFREENECT2_API Config();
  };

  virtual ~Freenect2Device();
  virtual std::string getSerialNumber() = 0;
  virtual std::string getFirmwareVersion() = 0;
  virtual ColorCameraParams getColorCameraParams() = 0;
  virtual IrCameraParams getIrCameraParams() = 0;
  virtual void setColorCameraParams(const ColorCameraParams& params) = 0;
  virtual void setIrCameraParams(const IrCameraParams& params) = 0;
  virtual void setConfiguration(const Config& config) = 0;
  virtual void setColorFrameListener(FrameListener* listener) = 0;
  virtual void setIrAndDepthFrameListener(FrameListener* listener) = 0;
  virtual void setColorAutoExposure(float compensation = 0) = 0;
  virtual void setColorSemiAutoExposure(float milliseconds) = 0;
  virtual void setColorManualExposure(float milliseconds, float gain) = 0;
  virtual void setColorSetting(ColorSettingCommandType command, uint32_t value) = 0;
  virtual void setColorSetting(ColorSettingCommandType command, float value) = 0;
  virtual uint32_t getColorSetting(ColorSettingCommandType command) = 0;
  virtual float getColorSettingFloat(ColorSettingCommandType command) = 0;
  virtual void setLedStatus(LedSettings led) = 0;
  virtual bool start() = 0;
  virtual bool startStreams(bool color, bool depth) = 0;
  virtual bool stop() = 0;
  virtual bool close() = 0;
};

class Freenect2Impl;

class LIBFREENECT2_API Freenect2 {
 public:
  Freenect2(void* usb_context = nullptr);
  virtual ~Freenect2();
  int enumerateDevices();
  std::string getDeviceSerialNumber(int index);
  std::string getDefaultDeviceSerialNumber();
  Freenect2Device* openDevice(int index);
  Freenect2Device* openDevice(int index, const PacketPipeline* pipeline);

 private:
  Freenect2Impl* impl_;
  Freenect2(const Freenect2&);
  Freenect2& operator=(const Freenect2&);
};

}  // namespace libfreenect2
