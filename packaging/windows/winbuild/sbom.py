"""Writes what the program is made of, from the lock, as https://cyclonedx.org/docs/1.6/json."""

from __future__ import annotations

import json
import re
import tomllib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from winbuild import hashes, interpreter
from winbuild.freezing import files
from winbuild.licences import Part
from winbuild.pe import is_code
from winbuild.places import NAME
from winbuild.source import Commit

Component = dict[str, object]
_SPACE = uuid.UUID("9d2f1e0a-4a58-5d0c-8f1e-52a1b1a94f6b")
_TAG = re.compile(r"-(?P<python>[^-]+)-(?P<abi>[^-]+)-(?P<system>[^-]+)\.whl$")
_SPDX = re.compile(r"^[A-Za-z0-9.+-]+( (AND|OR|WITH) [A-Za-z0-9.+-]+)*$")


def write(made: Path, commit: Commit, parts: Iterable[Part], lock: Path, program: Path) -> None:
    """Write the list: wheels with their hashes, Python itself, and every file of machine code."""
    code = [path for path in files(program) if is_code(path)]
    save(made, commit, [*of_parts(parts, _wheels(lock)), *of_code(code, program)])


def of_parts(parts: Iterable[Part], wheels: Mapping[str, dict[str, str]]) -> list[Component]:
    """Give what others made; ``wheels`` gives by name and version its file, and that one's hash."""
    return [_component(part, wheels.get(f"{part.name} {part.version}", {})) for part in parts]


def of_code(code: Iterable[Path], program: Path) -> list[Component]:
    """Give the files of machine code with their hashes."""
    return [_file(path, program) for path in code]


def save(made: Path, commit: Commit, components: Sequence[Component]) -> None:
    """Write the list of what a commit's program is made of."""
    moment = datetime.fromtimestamp(commit.epoch, UTC).isoformat().replace("+00:00", "Z")
    own = {"type": "application", "bom-ref": "program", "name": NAME, "version": commit.version}
    told = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_SPACE, commit.name)}",
        "version": 1,
        "metadata": {
            "timestamp": moment,
            "component": {**own, "licenses": [{"license": {"id": "Apache-2.0"}}]},
            "properties": [{"name": "git:commit", "value": commit.name}],
        },
        "components": components,
    }
    made.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def fitting(names: Iterable[str]) -> str | None:
    """Give the wheel that is taken for 64-bit Windows and this Python, of those a lock names."""
    best = max(names, key=_fitness, default="")
    return best if _fitness(best) else None


def _fitness(name: str) -> int:
    found = _TAG.search(name)
    if found is None:
        return 0
    if found["system"] == "any":
        return 1
    if found["system"] != "win_amd64":
        return 0
    if found["python"] == "cp313":
        return 4 if found["abi"] == "cp313" else 0
    return (
        3 if found["abi"] == "abi3" and _before(found["python"]) else 2 * (found["abi"] == "none")
    )


def _before(python: str) -> bool:
    number = python.removeprefix("cp3")
    return number.isdigit() and int(number) <= int(interpreter.VERSION.split(".")[1])


def _wheels(lock: Path) -> dict[str, dict[str, str]]:
    """Give, by name of a package, the wheel that is shipped: its hash by its file name."""
    found = {}
    for package in tomllib.loads(lock.read_text(encoding="utf-8"))["package"]:
        hashes_of = {
            one["url"].rsplit("/", 1)[-1]: one["hash"].removeprefix("sha256:")
            for one in package.get("wheels", [])
        }
        name = fitting(hashes_of)
        if name:
            found[f"{package['name']} {package['version']}"] = {name: hashes_of[name]}
    return found


def _component(part: Part, wheel: dict[str, str]) -> Component:
    expression = bool(_SPDX.match(part.licence)) and ("-" in part.licence or part.licence == "MIT")
    licence = {"expression": part.licence} if expression else {"license": {"name": part.licence}}
    told: Component = {
        "type": "library",
        "bom-ref": part.folder,
        "name": part.name,
        "version": part.version,
        "licenses": [licence],
    }
    if wheel:
        told["purl"] = f"pkg:pypi/{part.name}@{part.version}"
        told["hashes"] = [{"alg": "SHA-256", "content": one} for one in wheel.values()]
        told["properties"] = [{"name": "wheel", "value": one} for one in wheel]
    return told


def _file(path: Path, program: Path) -> Component:
    name = path.relative_to(program).as_posix()
    told = [{"alg": "SHA-256", "content": hashes.of_file(path)}]
    return {"type": "file", "bom-ref": f"file:{name}", "name": name, "hashes": told}
