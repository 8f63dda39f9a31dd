"""From a result to its documents: publication, registers, export, packages."""
