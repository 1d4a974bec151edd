/* Loaded with LD_PRELOAD by tests. */
