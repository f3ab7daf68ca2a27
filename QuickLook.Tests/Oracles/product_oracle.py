#!/usr/bin/python3
"""Says how a product looks to someone who reads it by HDU name, as pipelines do.  Fails when it breaks the standard or a checksum.

usage: product_oracle.py FILE [EXPECTED]
Prints one JSON object: per EXTNAME {"kind", "dtype", "shape", "unit", "keywords": {..}, "columns": {name: format}}.  With EXPECTED, each HDU that
both files have must hold the same values there.
"""

import json
import sys
import warnings

import numpy as np
from astropy import units
from astropy.io import fits

warnings.simplefilter("error")


def describe(hdu):
    entry = {
        "kind": type(hdu).__name__,
        "dtype": hdu.data.dtype.newbyteorder("=").name if hdu.data is not None and hdu.data.dtype.names is None else None,
        "shape": list(hdu.shape) if hasattr(hdu, "shape") else None,
        "unit": str(units.Unit(hdu.header["BUNIT"])) if "BUNIT" in hdu.header else None,
        "keywords": {
            key: value
            for key, value in hdu.header.items()
            if isinstance(value, (bool, int, float, str)) and key not in ("COMMENT", "HISTORY", "")
        },
    }
    if hasattr(hdu, "columns"):
        entry["columns"] = {column.name: str(column.format) for column in hdu.columns}
    return entry


def compare(name, ours, theirs):
    if ours.dtype.names is None:
        if not np.array_equal(ours, theirs, equal_nan=ours.dtype.kind == "f"):
            sys.exit(f"{name} differs: {np.argwhere(ours != theirs)[:3].tolist()}")
        return
    if ours.dtype.names != theirs.dtype.names:
        sys.exit(f"{name} has other columns: {ours.dtype.names}")
    for column in ours.dtype.names:
        if not np.array_equal(ours[column], theirs[column]):
            sys.exit(f"column {column} of {name} differs")


with fits.open(sys.argv[1], checksum=True) as hdus:
    hdus.verify("exception")
    for hdu in hdus:
        if "CHECKSUM" not in hdu.header or "DATASUM" not in hdu.header:
            sys.exit(f"{hdu.name} has no checksum")
    seen = {hdu.name: describe(hdus[hdu.name]) for hdu in hdus}
    if len(sys.argv) > 2:
        with fits.open(sys.argv[2]) as expected:
            shared = [hdu.name for hdu in expected if hdu.name in hdus]
            for name in shared:
                compare(name, hdus[name].data, expected[name].data)
            seen["shared"] = shared
    print(json.dumps(seen))
