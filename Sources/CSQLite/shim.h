#include <sqlite3.h>

/* A cast macro, which Swift does not import. */
static inline sqlite3_destructor_type autopost_sqlite_transient(void) { return SQLITE_TRANSIENT; }

/* A function of a variable number of arguments, which Swift does not import. Nobody asks for SQLite's statistics of
   memory, and keeping them locks a mutex at each allocation. */
static inline int autopost_sqlite_without_statistics(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
