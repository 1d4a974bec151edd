/* The few glibc calls and macros that Swift cannot see: its Glibc module is built without _GNU_SOURCE.
   glibc's wrappers are called, not the kernel, so that a preloaded library sees them. */
#ifndef AUTOPOST_CSYSTEM_H
#define AUTOPOST_CSYSTEM_H

#include <stdint.h>

/* renameat2 with RENAME_NOREPLACE; -1 and errno. */
int autopost_rename_new(const char *from, const char *to);

/* The kind of the file system and its sizes in bytes; -1 and errno. */
int autopost_file_system(const char *path, int64_t *kind, uint64_t *available, uint64_t *total);

/* 1 when any process has the file of this read-only descriptor open for writing, 0 when none, -1 and errno. */
int autopost_is_open_for_writing(int descriptor);

/* Has the kernel begin to write what the file holds, without waiting; -1 and errno. */
int autopost_begin_writing(int descriptor);

/* From now on the signal writes its number to the descriptor, in place of what it did before. */
int autopost_signal_to(int signal, int descriptor);
int autopost_signal_ignore(int signal);

/* What somebody ends this process by (SIGTERM, SIGINT, SIGHUP) removes the file first, as far as these signals would
   end it; NULL takes that back. 0, or -1 where the path is too long. */
int autopost_remove_at_end(const char *path);

/* The kernel sends this process the signal when its parent ends. */
int autopost_signal_at_parent_end(int signal);

char **autopost_environment(void);

/* At most so many pools of memory, however many threads there are; 0, or -1 where that cannot be. */
int autopost_limit_memory_pools(int count);

#endif
