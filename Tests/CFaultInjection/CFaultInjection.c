#include "CFaultInjection.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum action { NOTHING, KILL_BEFORE, KILL_AFTER, TORN_WRITE, SHORT_WRITE, FAIL, FAIL_FROM };

static enum action action = NOTHING;
static long chosen = 0;
static int chosen_errno = EIO;
static char root[PATH_MAX];
static const char *calls = NULL;
static int log_descriptor = -1;
static int is_active = 0;
static atomic_long counter = 0;

/* The call as glibc has it, found once. */
#define REAL(name) \
  static __typeof__(&name) real = NULL; \
  if (!real) { \
    void *found = dlsym(RTLD_NEXT, #name); \
    memcpy(&real, &found, sizeof real); \
  }

static ssize_t real_write(int descriptor, const void *bytes, size_t count) {
  REAL(write)
  return real(descriptor, bytes, count);
}

static int number_of(const char *name) {
  static const struct { const char *name; int number; } known[] = {
      {"EIO", EIO},     {"ENOSPC", ENOSPC}, {"EDQUOT", EDQUOT}, {"EACCES", EACCES},
      {"EROFS", EROFS}, {"EMFILE", EMFILE}, {"EINTR", EINTR}};
  for (size_t index = 0; index < sizeof known / sizeof known[0]; index++)
    if (strcmp(known[index].name, name) == 0) return known[index].number;
  return EIO;
}

static void open_log(const char *path) {
  REAL(open)
  log_descriptor = real(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
}

__attribute__((constructor)) static void set_up(void) {
  const char *folder = getenv("AUTOPOST_FAULT_ROOT");
  if (!folder || !realpath(folder, root)) return;
  calls = getenv("AUTOPOST_FAULT_CALLS");
  const char *log = getenv("AUTOPOST_FAULT_LOG");
  if (log) open_log(log);
  const char *fault = getenv("AUTOPOST_FAULT");
  char name[16] = "";
  if (fault) {
    if (sscanf(fault, "kill-before:%ld", &chosen) == 1) action = KILL_BEFORE;
    else if (sscanf(fault, "kill-after:%ld", &chosen) == 1) action = KILL_AFTER;
    else if (sscanf(fault, "torn-write:%ld", &chosen) == 1) action = TORN_WRITE;
    else if (sscanf(fault, "short-write:%ld", &chosen) == 1) action = SHORT_WRITE;
    else if (sscanf(fault, "errno:%15[A-Z]:%ld", name, &chosen) == 2) action = FAIL;
    else if (sscanf(fault, "errno-from:%15[A-Z]:%ld", name, &chosen) == 2) action = FAIL_FROM;
    else if (strncmp(fault, "count:", 6) == 0) open_log(fault + 6);
    chosen_errno = number_of(name);
  }
  is_active = 1;
}

/* The folder part resolved, the last name as it is: a rename acts on a link itself. */
static int is_below_root(int folder, const char *path, char *resolved) {
  char joined[2 * PATH_MAX];
  if (path[0] == '/') {
    snprintf(joined, sizeof joined, "%s", path);
  } else {
    char base[PATH_MAX] = ".";
    if (folder != AT_FDCWD) {
      char link[64];
      snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
      ssize_t length = readlink(link, base, sizeof base - 1);
      if (length < 0) return 0;
      base[length] = 0;
    }
    snprintf(joined, sizeof joined, "%s/%s", base, path);
  }
  char *slash = strrchr(joined, '/');
  char parent[PATH_MAX];
  *slash = 0;
  if (!realpath(joined[0] ? joined : "/", parent)) return 0;
  snprintf(resolved, PATH_MAX, "%.2000s/%.2000s", parent, slash + 1);
  size_t length = strlen(root);
  return strncmp(resolved, root, length) == 0 && (resolved[length] == '/' || resolved[length] == 0);
}

static int is_wanted(const char *call) {
  if (!calls) return 1;
  size_t length = strlen(call);
  for (const char *at = calls; (at = strstr(at, call)); at += length)
    if ((at == calls || at[-1] == ',') && (at[length] == ',' || at[length] == 0)) return 1;
  return 0;
}

/* The number of a call that counts, 0 for others. */
static long number_call(const char *call, const char *path) {
  long number = atomic_fetch_add(&counter, 1) + 1;
  if (log_descriptor >= 0) {
    char line[PATH_MAX + 64];
    int length = snprintf(line, sizeof line, "%ld %s %s\n", number, call, path);
    ssize_t written = real_write(log_descriptor, line, (size_t)length);
    (void)written;
  }
  return number;
}

static long count_path(const char *call, int folder, const char *path) {
  if (!is_active || !is_wanted(call)) return 0;
  int saved = errno;
  char resolved[PATH_MAX];
  long number = is_below_root(folder, path, resolved) ? number_call(call, resolved) : 0;
  errno = saved;
  return number;
}

static long count_descriptor(const char *call, int descriptor) {
  if (!is_active || descriptor == log_descriptor || !is_wanted(call)) return 0;
  int saved = errno;
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  long number = 0;
  if (length > 0) {
    path[length] = 0;
    size_t prefix = strlen(root);
    if (strncmp(path, root, prefix) == 0 && (path[prefix] == '/' || path[prefix] == 0))
      number = number_call(call, path);
  }
  errno = saved;
  return number;
}

static void end(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

/* 1 when the call is to fail. */
static int strike(long number) {
  if (number == 0) return 0;
  if (number == chosen && (action == KILL_BEFORE || action == TORN_WRITE)) end();
  if ((number == chosen && action == FAIL) || (number >= chosen && action == FAIL_FROM)) {
    errno = chosen_errno;
    return 1;
  }
  return 0;
}

static void strike_after(long number) {
  if (number != 0 && number == chosen && action == KILL_AFTER) end();
}

#define CALL(count, type, ...) \
  long number = count; \
  if (strike(number)) return -1; \
  type result = real(__VA_ARGS__); \
  strike_after(number); \
  return result

int fsync(int descriptor) {
  REAL(fsync)
  CALL(count_descriptor("fsync", descriptor), int, descriptor);
}

int fdatasync(int descriptor) {
  REAL(fdatasync)
  CALL(count_descriptor("fdatasync", descriptor), int, descriptor);
}

int ftruncate(int descriptor, off_t length) {
  REAL(ftruncate)
  CALL(count_descriptor("ftruncate", descriptor), int, descriptor, length);
}

int ftruncate64(int descriptor, off64_t length) {
  REAL(ftruncate64)
  CALL(count_descriptor("ftruncate", descriptor), int, descriptor, length);
}

int rename(const char *from, const char *to) {
  REAL(rename)
  CALL(count_path("rename", AT_FDCWD, to), int, from, to);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
  REAL(renameat)
  CALL(count_path("renameat", to_folder, to), int, from_folder, from, to_folder, to);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned int flags) {
  REAL(renameat2)
  CALL(count_path("renameat2", to_folder, to), int, from_folder, from, to_folder, to, flags);
}

int link(const char *from, const char *to) {
  REAL(link)
  CALL(count_path("link", AT_FDCWD, to), int, from, to);
}

int unlink(const char *path) {
  REAL(unlink)
  CALL(count_path("unlink", AT_FDCWD, path), int, path);
}

int unlinkat(int folder, const char *path, int flags) {
  REAL(unlinkat)
  CALL(count_path("unlinkat", folder, path), int, folder, path, flags);
}

int rmdir(const char *path) {
  REAL(rmdir)
  CALL(count_path("rmdir", AT_FDCWD, path), int, path);
}

int mkdir(const char *path, mode_t mode) {
  REAL(mkdir)
  CALL(count_path("mkdir", AT_FDCWD, path), int, path, mode);
}

/* Opening counts when it may create. */
#define OPEN(folder, ...) \
  mode_t mode = 0; \
  long number = 0; \
  if (flags & O_CREAT) { \
    va_list rest; \
    va_start(rest, flags); \
    mode = va_arg(rest, mode_t); \
    va_end(rest); \
    number = count_path("open", folder, path); \
  } \
  if (strike(number)) return -1; \
  int result = real(__VA_ARGS__, mode); \
  strike_after(number); \
  return result

int open(const char *path, int flags, ...) {
  REAL(open)
  OPEN(AT_FDCWD, path, flags);
}

int open64(const char *path, int flags, ...) {
  REAL(open64)
  OPEN(AT_FDCWD, path, flags);
}

int openat(int folder, const char *path, int flags, ...) {
  REAL(openat)
  OPEN(folder, folder, path, flags);
}

int openat64(int folder, const char *path, int flags, ...) {
  REAL(openat64)
  OPEN(folder, folder, path, flags);
}

/* Half of the bytes at the chosen call; the whole otherwise. */
#define WRITE(...) \
  long number = count_descriptor("write", descriptor); \
  int is_chosen = number != 0 && number == chosen; \
  if (is_chosen && (action == TORN_WRITE || action == SHORT_WRITE) && count > 1) { \
    enum action torn = action; \
    count /= 2; \
    ssize_t half = real(__VA_ARGS__); \
    if (torn == TORN_WRITE) end(); \
    return half; \
  } \
  if (strike(number)) return -1; \
  ssize_t result = real(__VA_ARGS__); \
  strike_after(number); \
  return result

ssize_t write(int descriptor, const void *bytes, size_t count) {
  REAL(write)
  WRITE(descriptor, bytes, count);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
  REAL(pwrite)
  WRITE(descriptor, bytes, count, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
  REAL(pwrite64)
  WRITE(descriptor, bytes, count, offset);
}

/* Closing counts for what was open for writing; a close that fails has closed all the same. */
int close(int descriptor) {
  REAL(close)
  if (!is_active || descriptor == log_descriptor || (fcntl(descriptor, F_GETFL) & O_ACCMODE) == O_RDONLY)
    return real(descriptor);
  long number = count_descriptor("close", descriptor);
  int fails = strike(number);
  int result = real(descriptor);
  if (fails) {
    errno = chosen_errno;
    return -1;
  }
  strike_after(number);
  return result;
}
