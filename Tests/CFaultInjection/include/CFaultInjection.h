/* Loaded with LD_PRELOAD by tests: counts the calls that change files below a folder, and fails or kills at one of
   them. All by environment variables:

   AUTOPOST_FAULT_ROOT   only calls on paths below this folder count
   AUTOPOST_FAULT_CALLS  only these count: a list with commas, `fsync,rename`
   AUTOPOST_FAULT_LOG    a file that gets a line `NUMBER CALL PATH` for each call before it is made
   AUTOPOST_FAULT        what happens at call number N, counted from 1 in this process:
     kill-before:N           the process is killed in place of the call
     kill-after:N            the process is killed once the call is made
     torn-write:N            half of a write is made, then the process is killed; kill-before for other calls
     short-write:N           half of a write is made, and said so
     errno:NAME:N            the call fails with EIO, ENOSPC, EDQUOT, EACCES, EROFS, EMFILE or EINTR
     errno-from:NAME:N       so does every later one
     count:FILE              nothing; the same as AUTOPOST_FAULT_LOG=FILE */
