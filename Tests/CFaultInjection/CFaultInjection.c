#include "CFaultInjection.h"

int autopost_fault_injection_is_loaded(void);
int autopost_fault_injection_is_loaded(void) { return 1; }
