// Why a capture did not start, or ended. The log distinguishes what return codes do not.
#pragma once

#include <string>
#include <vector>

struct Failure {
  // Stable names, which the TypeScript side knows.
  const char* cause;
  std::string detail;
};

// libusb's codes, as libfreenect prints them: by number in some lines, by name in others.
inline bool mentions(const std::string& line, const char* number, const char* name) {
  return line.find(name) != std::string::npos ||
         (line.size() >= 4 && line.find(std::string(": ") + number) != std::string::npos) ||
         line.find(std::string("error ") + number) != std::string::npos;
}

// The cause named by the log for a device that did not open, start or stay; `otherwise` if it names none.
inline const char* causeInLog(const std::vector<std::string>& log, const char* otherwise) {
  for (const std::string& line : log) {
    if (mentions(line, "-3", "LIBUSB_ERROR_ACCESS")) return "no-permission";
    if (mentions(line, "-6", "LIBUSB_ERROR_BUSY")) return "busy";
    if (mentions(line, "-4", "LIBUSB_ERROR_NO_DEVICE") ||
        line.find("disappeared") != std::string::npos ||
        line.find("marked dead") != std::string::npos ||
        line.find("device disconnected") != std::string::npos) {
      return "unplugged";
    }
  }
  return otherwise;
}
