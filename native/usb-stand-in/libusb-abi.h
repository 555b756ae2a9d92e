// The part of libusb 1.0's C interface that libfreenect calls, written from libusb's documented interface
// (https://libusb.sourceforge.io/api-1.0/): the layout of four structs and the numbers of its errors and states.
#pragma once
#include <cstddef>
#include <cstdint>
#include <sys/time.h>

extern "C" {
struct libusb_context;
struct libusb_device;
struct libusb_device_handle;
struct libusb_transfer;

struct libusb_device_descriptor {
  uint8_t bLength, bDescriptorType;
  uint16_t bcdUSB;
  uint8_t bDeviceClass, bDeviceSubClass, bDeviceProtocol, bMaxPacketSize0;
  uint16_t idVendor, idProduct, bcdDevice;
  uint8_t iManufacturer, iProduct, iSerialNumber, bNumConfigurations;
};

struct libusb_config_descriptor {
  uint8_t bLength, bDescriptorType;
  uint16_t wTotalLength;
  uint8_t bNumInterfaces, bConfigurationValue, iConfiguration, bmAttributes, MaxPower;
  const void *interface;
  const unsigned char *extra;
  int extra_length;
};

struct libusb_iso_packet_descriptor {
  unsigned int length, actual_length;
  int status;
};

struct libusb_transfer {
  libusb_device_handle *dev_handle;
  uint8_t flags;
  unsigned char endpoint, type;
  unsigned int timeout;
  int status;
  int length, actual_length;
  void (*callback)(libusb_transfer *);
  void *user_data;
  unsigned char *buffer;
  int num_iso_packets;
  libusb_iso_packet_descriptor iso_packet_desc[1];
};
}

static_assert(sizeof(libusb_device_descriptor) == 18, "libusb_device_descriptor layout");
static_assert(sizeof(libusb_iso_packet_descriptor) == 12, "libusb_iso_packet_descriptor layout");
static_assert(sizeof(void *) != 8 || offsetof(libusb_transfer, iso_packet_desc) == 60, "libusb_transfer layout");

namespace libusb {
enum Error { SUCCESS = 0, IO = -1, INVALID_PARAM = -2, ACCESS = -3, NO_DEVICE = -4, NOT_FOUND = -5, BUSY = -6,
             TIMEOUT = -7, PIPE = -9, NO_MEM = -11, NOT_SUPPORTED = -12, OTHER = -99 };
enum TransferStatus { COMPLETED = 0, CANCELLED = 3, GONE = 5 };
}
