#include "CSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/vfs.h>
#include <unistd.h>

int autopost_rename_new(const char *from, const char *to) {
  return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
}

int autopost_file_system(const char *path, int64_t *kind, uint64_t *available, uint64_t *total) {
  struct statfs facts;
  if (statfs(path, &facts) != 0) return -1;
  *kind = facts.f_type;
  *available = (uint64_t)facts.f_bavail * (uint64_t)facts.f_bsize;
  *total = (uint64_t)facts.f_blocks * (uint64_t)facts.f_bsize;
  return 0;
}

int autopost_is_open_for_writing(int descriptor) {
  /* "A read lease can be placed only on a file descriptor that is opened read-only", and is refused with EAGAIN
     while anyone has the file open for writing. Who opens it meanwhile makes the kernel send a signal, by default
     SIGIO, which would end us; SIGURG is ignored by default. */
  if (fcntl(descriptor, F_SETSIG, SIGURG) != 0) return -1;
  if (fcntl(descriptor, F_SETLEASE, F_RDLCK) != 0) return errno == EAGAIN ? 1 : -1;
  return fcntl(descriptor, F_SETLEASE, F_UNLCK);
}

int autopost_begin_writing(int descriptor) { return sync_file_range(descriptor, 0, 0, SYNC_FILE_RANGE_WRITE); }

static volatile sig_atomic_t signal_descriptor = -1;

static void pass_on(int signal) {
  int saved = errno;
  unsigned char number = (unsigned char)signal;
  /* A full pipe has woken its reader already. */
  ssize_t written = write(signal_descriptor, &number, 1);
  (void)written;
  errno = saved;
}

static int set_handler(int signal, void (*handler)(int)) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  return sigaction(signal, &action, NULL);
}

int autopost_signal_to(int signal, int descriptor) {
  signal_descriptor = descriptor;
  return set_handler(signal, pass_on);
}

int autopost_signal_ignore(int signal) { return set_handler(signal, SIG_IGN); }

static char removed_at_end[4096];

static void remove_and_end(int signal) {
  unlink(removed_at_end);
  /* The handler is gone by now: the signal does what it does without one. */
  raise(signal);
}

int autopost_remove_at_end(const char *path) {
  static const int ending[] = {SIGTERM, SIGINT, SIGHUP};
  if (path && strlen(path) >= sizeof removed_at_end) return -1;
  if (path) strcpy(removed_at_end, path);
  for (size_t index = 0; index < sizeof ending / sizeof ending[0]; index++) {
    struct sigaction held;
    if (sigaction(ending[index], NULL, &held) != 0) return -1;
    /* Who lives with a signal, or ignores it, goes on doing so. */
    if (held.sa_handler != (path ? SIG_DFL : remove_and_end)) continue;
    struct sigaction action = {.sa_handler = path ? remove_and_end : SIG_DFL, .sa_flags = (int)SA_RESETHAND | SA_NODEFER};
    sigemptyset(&action.sa_mask);
    if (sigaction(ending[index], &action, NULL) != 0) return -1;
  }
  return 0;
}

int autopost_signal_at_parent_end(int signal) { return prctl(PR_SET_PDEATHSIG, (unsigned long)signal, 0, 0, 0); }

char **autopost_environment(void) { return environ; }

int autopost_limit_memory_pools(int count) { return mallopt(M_ARENA_MAX, count) == 1 ? 0 : -1; }
