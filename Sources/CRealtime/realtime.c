#define _GNU_SOURCE
#include "CRealtime.h"
#include <alloca.h>
#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <sched.h>
#include <sys/mman.h>
#include <xmmintrin.h>

// MXCSR: every exception masked (0x1F80), round to nearest, denormals-are-zero (0x0040), flush-to-zero (0x8000).
#define ENGINE_MODE 0x9FC0u

uint32_t cr_enter_float_mode(void) {
  uint32_t mode = _mm_getcsr();
  _mm_setcsr(ENGINE_MODE);
  return mode;
}

void cr_restore_float_mode(uint32_t mode) { _mm_setcsr(mode); }

int cr_set_realtime_priority(int priority) {
  struct sched_param parameters = {.sched_priority = priority};
  return pthread_setschedparam(pthread_self(), SCHED_FIFO, &parameters);
}

void cr_set_ordinary_priority(void) {
  struct sched_param parameters = {.sched_priority = 0};
  pthread_setschedparam(pthread_self(), SCHED_OTHER, &parameters);
}

// Both thresholds would rise by themselves with what is freed.
void cr_return_freed_memory(void) {
  mallopt(M_MMAP_THRESHOLD, 128 * 1024);
  mallopt(M_TRIM_THRESHOLD, 256 * 1024);
}

// What was freed goes back to the system first. MCL_ONFAULT: without it, everything that is linked would be read in, ten times what is used.
int cr_lock_memory(void) {
  malloc_trim(0);
  return mlockall(MCL_CURRENT | MCL_ONFAULT) == 0 ? 0 : errno;
}

__attribute__((noinline)) void cr_touch_stack(int bytes) {
  volatile char *stack = alloca(bytes);
  for (int place = 0; place < bytes; place += 4096) stack[place] = 0;
}

#ifdef AEGO_RTSAN
void __rtsan_realtime_enter(void);
void __rtsan_realtime_exit(void);
void cr_run_realtime(cr_body body, void *context) {
  __rtsan_realtime_enter();
  body(context);
  __rtsan_realtime_exit();
}
#else
void cr_run_realtime(cr_body body, void *context) { body(context); }
#endif
