#pragma once
#include <stdint.h>

/// Marks a C function that neither allocates nor locks, so that a Swift function marked @_noLocks may call it.
#define REALTIME __attribute__((swift_attr("@_noLocks")))

/// Turns on flush-to-zero and denormals-are-zero with round-to-nearest, and returns the mode that was in force.
REALTIME uint32_t cr_enter_float_mode(void);

/// Restores a mode that cr_enter_float_mode returned.
REALTIME void cr_restore_float_mode(uint32_t mode);

/// Asks for SCHED_FIFO at the given priority for the calling thread. Returns 0, or the errno that refused it.
int cr_set_realtime_priority(int priority);

/// Gives the calling thread the priority of ordinary programs again.
void cr_set_ordinary_priority(void);

/// Has large blocks go back to the system as soon as they are freed, from now on: what is read once, and the states that
/// a recorder takes each minute.
void cr_return_freed_memory(void);

/// Keeps in memory what is there and what is mapped now and will be touched later. Returns 0, or the errno that refused
/// it. What is mapped later is not kept.
int cr_lock_memory(void);

/// Touches so many bytes of the calling thread's stack, so that they are there when they are needed.
void cr_touch_stack(int bytes);

typedef void (*cr_body)(void *context);

/// Calls body(context). Under AEGO_RTSAN the call is watched: whatever may block or allocate in it aborts.
void cr_run_realtime(cr_body body, void *context);
