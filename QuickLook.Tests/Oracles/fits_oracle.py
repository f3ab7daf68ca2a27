#!/usr/bin/python3
"""Says what astropy reads from FITS files, so that tests can compare.

usage: fits_oracle.py OUT < LIST
LIST has one FITS file per line.  OUT/manifest.json gets one entry per file, in order: {"path", "error", "hdus": [...]}.
Images are dumped as little-endian float64, physical values, to the file that the entry names.
"""

import json
import os
import sys
import warnings

import numpy as np
from astropy.io import fits

warnings.simplefilter("ignore")


def number(value):
    value = float(value)
    return value if np.isfinite(value) else repr(value)


def flat(values):
    """One column, flattened, as [kind, list]."""
    values = np.asarray(values)
    if values.dtype.kind in "SU":
        return "text", [v.decode("latin-1") if isinstance(v, bytes) else str(v) for v in values.ravel()]
    if values.dtype.kind == "b":
        return "boolean", [bool(v) for v in values.ravel()]
    if values.dtype.kind in "iu":
        return "integer", [int(v) for v in values.ravel()]
    if values.dtype.kind == "c":
        return "complex", [number(part) for v in values.ravel() for part in (v.real, v.imag)]
    return "real", [number(v) for v in values.ravel()]


def table(hdu):
    columns = []
    for column in hdu.columns:
        values = hdu.data.field(column.name) if hdu.data is not None else []
        entry = {"name": column.name, "format": str(column.format)}
        if getattr(values, "dtype", None) == object:
            rows = [flat(row) for row in values]
            entry["kind"] = rows[0][0] if rows else "real"
            entry["rows"] = [row[1] for row in rows]
        else:
            entry["kind"], entry["values"] = flat(values)
        columns.append(entry)
    return columns


def image(hdu, target):
    data = hdu.data
    if data is None:
        return {}
    # astropy scales 8 and 16 bit integers in single precision; then the last digits are its own.
    dtype = data.dtype.name
    np.ascontiguousarray(data).astype("<f8").tofile(target)
    return {"dump": os.path.basename(target), "dtype": dtype, "shape": list(data.shape)}


def describe(path, index, out):
    entry = {"path": path, "error": None, "hdus": []}
    try:
        with fits.open(path, ignore_missing_simple=False) as hdus:
            for n, hdu in enumerate(hdus):
                bitpix = hdu.header.get("BITPIX")
                found = {"name": hdu.name, "type": type(hdu).__name__, "bitpix": bitpix, "error": None}
                found["keywords"] = [k for k in dict.fromkeys(hdu.header.keys())]
                try:
                    if isinstance(hdu, fits.BinTableHDU) and not isinstance(hdu, fits.CompImageHDU):
                        found["columns"] = table(hdu)
                        found["rows"] = int(hdu.header["NAXIS2"])
                    elif isinstance(hdu, (fits.PrimaryHDU, fits.ImageHDU, fits.CompImageHDU)):
                        found.update(image(hdu, os.path.join(out, f"{index}-{n}.f64")))
                except Exception as error:  # what astropy cannot read is no oracle
                    found["error"] = repr(error)
                entry["hdus"].append(found)
    except Exception as error:
        entry["error"] = repr(error)
    return entry


def main():
    out = sys.argv[1]
    paths = [line.rstrip("\n") for line in sys.stdin if line.strip()]
    manifest = [describe(path, index, out) for index, path in enumerate(paths)]
    with open(os.path.join(out, "manifest.json"), "w", encoding="utf-8") as file:
        json.dump(manifest, file)


if __name__ == "__main__":
    main()
