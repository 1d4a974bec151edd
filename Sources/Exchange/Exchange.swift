// Stands in until the module is written.
