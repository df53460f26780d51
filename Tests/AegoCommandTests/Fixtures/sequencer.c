// The kernel's MIDI sequencer as the tests play it, where there is none: preloaded, it stands for /dev/snd/seq.
//
// In the folder AEGO_SEQUENCER, a line "CLIENT NAME" of the file `ports` is a device with one port; what is written to
// the pipe `events` is what the kernel would give to read, events of 28 bytes; `connected` gets a line "CLIENT:PORT" for
// each port that the program lets itself be connected to.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sound/asequencer.h>

#define OWN_CLIENT 128

static int is_ours[1024];

static FILE *file(const char *name, const char *mode) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", getenv("AEGO_SEQUENCER"), name);
  return fopen(path, mode);
}

static int open_events(void) {
  char path[4096];
  snprintf(path, sizeof path, "%s/events", getenv("AEGO_SEQUENCER"));
  int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
  // Both ways, so that it does not end when a writer does.
  int descriptor = real(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (descriptor >= 0 && descriptor < 1024) is_ours[descriptor] = 1;
  return descriptor;
}

static int is_sequencer(const char *path) { return getenv("AEGO_SEQUENCER") && strcmp(path, "/dev/snd/seq") == 0; }

int open(const char *path, int flags, ...) {
  if (is_sequencer(path)) return open_events();
  va_list rest;
  va_start(rest, flags);
  int mode = va_arg(rest, int);
  va_end(rest);
  int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
  return real(path, flags, mode);
}

// What `open` becomes where the compiler checks that a mode is given.
int __open_2(const char *path, int flags) {
  if (is_sequencer(path)) return open_events();
  int (*real)(const char *, int) = dlsym(RTLD_NEXT, "__open_2");
  return real(path, flags);
}

int close(int descriptor) {
  if (descriptor >= 0 && descriptor < 1024) is_ours[descriptor] = 0;
  int (*real)(int) = dlsym(RTLD_NEXT, "close");
  return real(descriptor);
}

// The first device from this client's number on; 0 where there is none.
static int device(int from, char *name) {
  FILE *ports = file("ports", "r");
  int client, found = 0;
  char line[32];
  while (ports && fscanf(ports, "%d %31[^\n]", &client, line) == 2)
    if (client >= from && (!found || client < found)) {
      found = client;
      strcpy(name, line);
    }
  if (ports) fclose(ports);
  return found;
}

static int fail(int error) {
  errno = error;
  return -1;
}

static int client_info(struct snd_seq_client_info *info, int from, int is_exact) {
  char name[32] = "";
  int client = device(from, name);
  if (!client || (is_exact && client != from)) return fail(ENOENT);
  memset(info, 0, sizeof *info);
  info->client = client;
  info->type = KERNEL_CLIENT;
  strcpy(info->name, name);
  return 0;
}

static int port_info(struct snd_seq_port_info *info, int client, int port) {
  char name[32] = "";
  if (port != 0 || device(client, name) != client) return fail(ENOENT);
  memset(info, 0, sizeof *info);
  info->addr.client = client;
  info->capability = SNDRV_SEQ_PORT_CAP_READ | SNDRV_SEQ_PORT_CAP_SUBS_READ;
  info->type = SNDRV_SEQ_PORT_TYPE_HARDWARE | SNDRV_SEQ_PORT_TYPE_PORT;
  snprintf(info->name, sizeof info->name, "%s MIDI 1", name);
  return 0;
}

static int subscribe(struct snd_seq_port_subscribe *wish) {
  FILE *connected = file("connected", "a");
  fprintf(connected, "%d:%d\n", wish->sender.client, wish->sender.port);
  fclose(connected);
  return 0;
}

int ioctl(int descriptor, unsigned long request, ...) {
  va_list rest;
  va_start(rest, request);
  void *argument = va_arg(rest, void *);
  va_end(rest);
  if (descriptor < 0 || descriptor >= 1024 || !is_ours[descriptor]) {
    int (*real)(int, unsigned long, ...) = dlsym(RTLD_NEXT, "ioctl");
    return real(descriptor, request, argument);
  }
  struct snd_seq_client_info *client = argument;
  struct snd_seq_port_info *port = argument;
  switch (request) {
  case SNDRV_SEQ_IOCTL_PVERSION: *(int *)argument = SNDRV_SEQ_VERSION; return 0;
  case SNDRV_SEQ_IOCTL_CLIENT_ID: *(int *)argument = OWN_CLIENT; return 0;
  case SNDRV_SEQ_IOCTL_GET_CLIENT_INFO: return client->client == OWN_CLIENT ? 0 : client_info(client, client->client, 1);
  case SNDRV_SEQ_IOCTL_QUERY_NEXT_CLIENT: return client_info(client, client->client + 1, 0);
  case SNDRV_SEQ_IOCTL_GET_PORT_INFO: return port_info(port, port->addr.client, port->addr.port);
  case SNDRV_SEQ_IOCTL_QUERY_NEXT_PORT: return port_info(port, port->addr.client, (signed char)port->addr.port + 1);
  case SNDRV_SEQ_IOCTL_CREATE_PORT: port->addr.port = 0; return 0;
  case SNDRV_SEQ_IOCTL_SUBSCRIBE_PORT: return subscribe(argument);
  default: return 0;
  }
}
