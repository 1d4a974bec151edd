#include <sqlite3.h>

/* A cast macro, which Swift does not import. */
static inline sqlite3_destructor_type autopost_sqlite_transient(void) { return SQLITE_TRANSIENT; }
