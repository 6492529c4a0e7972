"""The software bill of materials in CycloneDX's form: `python -m edi_tracker.supply.sbom FILE`, `make sbom`.

It names every package of requirements.txt, which is what a server installs: version, licence, the SHA-256 of each
file that pip may install it from, and what asks for it. The same locked packages give the same file, to the byte.
"""

import argparse
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from edi_tracker.supply.locked import HOUSE, INSTALLED, Pin, pins_of

ELSEWHERE = {"colorama": "BSD-3-Clause", "tzdata": "Apache-2.0"}  # are installed on Windows only
LICENCES = LicenseFactory()


def bill_of_materials() -> str:
    """The bill as JSON, ending in a line feed; ValueError where it does not keep to CycloneDX 1.6."""
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    bom = Bom()
    bom.serial_number = None  # type: ignore[assignment]  # this and the moment would differ each time
    bom.metadata.timestamp = None  # type: ignore[assignment]
    root = _component(project["name"], project["version"], [LICENCES.make_from_string(project["license"])])
    root.type = ComponentType.APPLICATION
    bom.metadata.component = root
    pins = pins_of(INSTALLED)
    parts = {pin.name: _part(pin) for pin in pins} | {project["name"]: root}
    bom.components.update(parts[pin.name] for pin in pins)
    for name, part in parts.items():
        bom.register_dependency(part, [parts[pin.name] for pin in pins if name in pin.wanted_by])
    text = JsonV1Dot6(bom).output_as_string(indent=1) + "\n"
    if fault := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        raise ValueError(f"The bill of materials breaks CycloneDX 1.6: {fault}")
    return text


def main(arguments: list[str] | None = None) -> int:
    """Write the bill of materials and say how many packages it names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    file = parser.parse_args(arguments).file
    text = bill_of_materials()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    print(f"{file} names {len(pins_of(INSTALLED))} packages.")
    return 0


def licences_of(name: str) -> list[License]:
    """What the installed package says of its licence, as exactly as it does; [] where it says nothing."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return [LICENCES.make_from_string(ELSEWHERE[name])] if name in ELSEWHERE else []
    short = said.get_all("License-Expression", said.get_all("License", [""]))[0]
    if short and len(short.splitlines()) == 1 and len(short) < 40:
        return [LICENCES.make_from_string(short)]
    kinds = [kind for kind in said.get_all("Classifier", []) if kind.startswith("License ::")]
    return [LICENCES.make_with_name(kind.rsplit(" :: ", 1)[-1]) for kind in kinds]


def _part(pin: Pin) -> Component:
    part = _component(pin.name, str(pin.version), licences_of(pin.name))
    part.purl = PackageURL("pypi", name=pin.name, version=str(pin.version))
    part.hashes.update(HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in pin.hashes)
    return part


def _component(name: str, version: str, licences: list[License]) -> Component:
    return Component(type=ComponentType.LIBRARY, name=name, version=version, bom_ref=name, licenses=licences)


if __name__ == "__main__":
    sys.exit(main())
