"""What the masking rules weigh by, fitted and written."""

import hashlib
import io
import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from niangjia.rights.caselaw.training.masking_points import fit_points
from niangjia.rights.caselaw.training.masking_tagger import fit_tagger

POINTS, TAGGER = "points.toml", "tagger.npz"


def write_masking(material: Path | None, folder: Path) -> dict[str, str]:
    """Fit points and tagger, write both into `folder`, return their SHA-256 by name.

    The same material and the same versions of the libraries give the same bytes. Raises
    ModuleNotFoundError where scikit-learn is not installed.
    """
    points, weights = fit_points(material), fit_tagger(material)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / POINTS).write_text(points, encoding="utf-8")
    write_weights(folder / TAGGER, weights)
    return {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (POINTS, TAGGER)
    }


def write_weights(path: Path, weights: dict[str, NDArray[np.float16]]) -> None:
    """Write the weights as numpy does, but without the time of day."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(weights):
            held = io.BytesIO()
            np.save(held, weights[name])
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), held.getvalue())
