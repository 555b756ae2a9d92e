// The stand-in's own: what an installed libfreenect2 tells about itself.
#pragma once

#define LIBFREENECT2_VERSION "0.2.1"
#define LIBFREENECT2_API_VERSION ((0 << 16) | 2)
#define LIBFREENECT2_API __attribute__((visibility("default")))
