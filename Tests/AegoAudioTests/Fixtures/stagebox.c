// A sound device for tests, as a plugin of ALSA: it has a clock, plays one rate, one format and one number of channels
// only, and is unplugged or stops taking anything while files named "gone" or "stalled" lie in its folder; while there is
// one named "slow", each start takes it a second and a half. What it was given is in its file "played".
#include <alsa/asoundlib.h>
#include <alsa/pcm_external.h>
#include <stdint.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

typedef struct {
  snd_pcm_ioplug_t io;
  char folder[200];
  FILE *played;
  int64_t start, passed, written;
  int isRunning;
} Box;

static int has(Box *box, const char *name) {
  char path[256];
  snprintf(path, sizeof path, "%s/%s", box->folder, name);
  return access(path, F_OK) == 0;
}

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static int prepare(snd_pcm_ioplug_t *io) {
  Box *box = io->private_data;
  box->written = box->passed = box->isRunning = 0;
  return 0;
}

static int start(snd_pcm_ioplug_t *io) {
  Box *box = io->private_data;
  box->start = now() + (has(box, "slow") ? 1500000000 : 0);
  box->isRunning = 1;
  return 0;
}

static int stop(snd_pcm_ioplug_t *io) {
  ((Box *)io->private_data)->isRunning = 0;
  return 0;
}

static snd_pcm_sframes_t pointer(snd_pcm_ioplug_t *io) {
  Box *box = io->private_data;
  if (box->isRunning && !has(box, "stalled")) {
    int64_t passed = now() - box->start;
    box->passed = passed > 0 ? (int64_t)((double)passed * io->rate / 1e9) : 0;
    if (box->passed > box->written) return -EPIPE;
  }
  return box->passed % io->buffer_size;
}

static snd_pcm_sframes_t transfer(
    snd_pcm_ioplug_t *io, const snd_pcm_channel_area_t *areas, snd_pcm_uframes_t offset, snd_pcm_uframes_t size) {
  Box *box = io->private_data;
  if (has(box, "gone")) return -ENODEV;
  const char *first = (const char *)areas->addr + (areas->first + areas->step * offset) / 8;
  fwrite(first, areas->step / 8, size, box->played);
  fflush(box->played);
  box->written += size;
  return size;
}

static int revents(snd_pcm_ioplug_t *io, struct pollfd *polled, unsigned count, unsigned short *events) {
  uint64_t ticks;
  (void)count;
  *events = read(io->poll_fd, &ticks, sizeof ticks) > 0 && (polled->revents & POLLIN) ? POLLOUT : 0;
  return 0;
}

static int closed(snd_pcm_ioplug_t *io) {
  Box *box = io->private_data;
  fclose(box->played);
  close(io->poll_fd);
  free(box);
  return 0;
}

static const snd_pcm_ioplug_callback_t callbacks = {
    .start = start, .stop = stop, .pointer = pointer, .transfer = transfer, .prepare = prepare,
    .poll_revents = revents, .close = closed};

static int open_box(Box *box, const char *name, const char *format, long rate, long channels, snd_pcm_stream_t stream, int mode) {
  char path[256];
  if (has(box, "gone")) return -ENODEV;
  if (has(box, "busy")) return -EBUSY;
  snprintf(path, sizeof path, "%s/played", box->folder);
  if ((box->played = fopen(path, "a")) == NULL) return -EIO;
  struct itimerspec ticks = {.it_interval.tv_nsec = 4000000, .it_value.tv_nsec = 4000000};
  box->io.poll_fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
  timerfd_settime(box->io.poll_fd, 0, &ticks, NULL);
  box->io.version = SND_PCM_IOPLUG_VERSION;
  box->io.name = "a stage box for tests";
  box->io.callback = &callbacks;
  box->io.private_data = box;
  box->io.poll_events = POLLIN;
  int status = snd_pcm_ioplug_create(&box->io, name, stream, mode);
  if (status < 0) return status;
  unsigned access[] = {SND_PCM_ACCESS_RW_INTERLEAVED, SND_PCM_ACCESS_MMAP_INTERLEAVED};
  unsigned layout = snd_pcm_format_value(format);
  snd_pcm_ioplug_set_param_list(&box->io, SND_PCM_IOPLUG_HW_ACCESS, 2, access);
  snd_pcm_ioplug_set_param_list(&box->io, SND_PCM_IOPLUG_HW_FORMAT, 1, &layout);
  snd_pcm_ioplug_set_param_minmax(&box->io, SND_PCM_IOPLUG_HW_RATE, rate, rate);
  snd_pcm_ioplug_set_param_minmax(&box->io, SND_PCM_IOPLUG_HW_CHANNELS, channels, channels);
  snd_pcm_ioplug_set_param_minmax(&box->io, SND_PCM_IOPLUG_HW_PERIOD_BYTES, 256, 1 << 18);
  return 0;
}

SND_PCM_PLUGIN_DEFINE_FUNC(stagebox) {
  const char *folder = "", *format = "S32_LE";
  long rate = 48000, channels = 2;
  snd_config_iterator_t entry, next;
  (void)root;
  snd_config_for_each(entry, next, conf) {
    snd_config_t *node = snd_config_iterator_entry(entry);
    const char *key;
    if (snd_config_get_id(node, &key) < 0) continue;
    if (strcmp(key, "folder") == 0) snd_config_get_string(node, &folder);
    if (strcmp(key, "format") == 0) snd_config_get_string(node, &format);
    if (strcmp(key, "rate") == 0) snd_config_get_integer(node, &rate);
    if (strcmp(key, "channels") == 0) snd_config_get_integer(node, &channels);
  }
  Box *box = calloc(1, sizeof *box);
  snprintf(box->folder, sizeof box->folder, "%s", folder);
  int status = open_box(box, name, format, rate, channels, stream, mode);
  if (status < 0) {
    free(box);
    return status;
  }
  *pcmp = box->io.pcm;
  return 0;
}

SND_PCM_PLUGIN_SYMBOL(stagebox);
