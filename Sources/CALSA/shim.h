#pragma once
#include <alsa/asoundlib.h>

static void calsa_say_nothing(const char *file, int line, const char *function, int error, const char *format, ...) {
  (void)file; (void)line; (void)function; (void)error; (void)format;
}

/// Keeps the library from writing to standard error: what goes wrong is told by whoever asked for it.
static inline void calsa_silence(void) { snd_lib_error_set_handler(calsa_say_nothing); }
