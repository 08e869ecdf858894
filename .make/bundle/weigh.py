"""Print what weighs how much in a bundle, as a table: python .make/bundle/weigh.py dist/floe."""

import sys
from collections import Counter
from pathlib import Path

_LEAST_MB = 1.0


def weights(folder: Path) -> Counter[str]:
    """Bytes by package: `numpy` with its `numpy.libs`, all that lies loose as one."""
    found: Counter[str] = Counter()
    inside = folder / "_internal"
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            parts = path.relative_to(inside if path.is_relative_to(inside) else folder).parts
            loose = (
                "the program itself" if not path.is_relative_to(inside) else "libraries of the system, Python"
            )
            found[parts[0].removesuffix(".libs").lower() if len(parts) > 1 else loose] += path.stat().st_size
    return found


def main(folder: Path) -> None:
    found = weights(folder)
    print("| part | MB |\n|---|--:|")
    small = 0
    for name, size in found.most_common():
        if size < _LEAST_MB * 1e6:
            small += size
        else:
            print(f"| {name} | {size / 1e6:.1f} |")
    print(f"| all others | {small / 1e6:.1f} |\n| **together** | **{sum(found.values()) / 1e6:.1f}** |")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
