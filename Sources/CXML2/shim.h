/* libxml2's headers pull in ICU's, which clash with those that Foundation brings in test builds.
   The version header sets the switch; taking it back keeps ICU out. */
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>
#include <libxml/catalog.h>
