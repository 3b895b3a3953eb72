"""What the masking rules weigh by, fitted and written."""

import hashlib
from pathlib import Path

import numpy as np

from niangjia.rights.caselaw.training.masking_points import fit_points
from niangjia.rights.caselaw.training.masking_tagger import fit_tagger

POINTS, TAGGER = "points.toml", "tagger.npy"


def write_masking(material: Path | None, folder: Path) -> dict[str, str]:
    """Fit points and tagger, write both into `folder`, return their SHA-256 by name.

    The same material and the same versions of the libraries give the same bytes. Raises
    ModuleNotFoundError where scikit-learn is not installed.
    """
    points, table = fit_points(material), fit_tagger(material)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / POINTS).write_text(points, encoding="utf-8")
    np.save(folder / TAGGER, table)
    return {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (POINTS, TAGGER)
    }
