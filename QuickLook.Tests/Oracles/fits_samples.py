#!/usr/bin/python3
"""Lets astropy write FITS files of every kind that the reader has to understand.

usage: fits_samples.py OUT
"""

import os
import sys
import warnings

import numpy as np
from astropy.io import fits

warnings.simplefilter("ignore")
random = np.random.default_rng(20260412)
TYPES = ["uint8", "int16", "uint16", "int32", "uint32", "int64", "float32", "float64"]


def ccd(shape, dtype):
    """Noise on a slope with a few bright pixels, as far as the type goes."""
    values = 100 + random.normal(0, 5, shape) + np.arange(shape[-1]) / 50
    values.ravel()[:: max(1, values.size // 7)] = 250
    if np.issubdtype(dtype, np.floating):
        values.ravel()[3::101] = np.nan
        values.ravel()[5::53] = 0
    elif np.iinfo(dtype).min < 0:
        values -= 110
    return values.astype(dtype)


def plain(out):
    for dtype in TYPES:
        for shape in [(37,), (23, 41), (3, 5, 7)]:
            name = f"plain-{dtype}-{len(shape)}d.fits"
            fits.HDUList([fits.PrimaryHDU(ccd(shape, dtype)), fits.ImageHDU(ccd(shape, dtype), name="SCI")]).writeto(
                os.path.join(out, name), checksum=True
            )
    for dtype in ["int16", "int32", "uint8", "int64"]:
        data = ccd((19, 31), dtype)
        data.ravel()[7] = 99
        hdu = fits.PrimaryHDU(data)
        hdu.header["BSCALE"], hdu.header["BZERO"], hdu.header["BLANK"] = 0.25, -3.5, 99
        raw = fits.PrimaryHDU(data)
        raw.writeto(os.path.join(out, f"scaled-{dtype}.fits"))
        with fits.open(os.path.join(out, f"scaled-{dtype}.fits"), mode="update", do_not_scale_image_data=True) as file:
            file[0].header["BSCALE"], file[0].header["BZERO"], file[0].header["BLANK"] = 0.25, -3.5, 99
    fits.PrimaryHDU(ccd((60, 50), "float32")).writeto(os.path.join(out, "gzipped.fits.gz"))


def compressed(out):
    tiles = {"rows": None, "blocks": (16, 9), "whole": (64, 70)}
    for kind in ["RICE_1", "GZIP_1", "GZIP_2"]:
        for dtype in ["uint8", "int16", "uint16", "int32", "uint32"]:
            for label, tile in tiles.items():
                write_compressed(out, f"{kind}-{dtype}-{label}", ccd((70, 64), dtype), kind, tile)
    for kind in ["RICE_1", "GZIP_1", "GZIP_2"]:
        for dtype in ["float32", "float64"]:
            for dither, method in [("none", -1), ("dither1", 1), ("dither2", 2)]:
                for label, tile in tiles.items():
                    write_compressed(
                        out,
                        f"{kind}-{dtype}-{dither}-{label}",
                        ccd((70, 64), dtype),
                        kind,
                        tile,
                        quantize_level=4,
                        quantize_method=method,
                        dither_seed=9990,
                    )
    for dtype in ["float32", "float64"]:
        for kind in ["GZIP_1", "GZIP_2"]:
            write_compressed(out, f"{kind}-{dtype}-lossless", ccd((70, 64), dtype), kind, None, quantize_level=0)
    write_compressed(out, "RICE_1-cube", ccd((5, 12, 20), "int32"), "RICE_1", (7, 5, 2))
    write_compressed(out, "RICE_1-line", ccd((500,), "int16"), "RICE_1", (123,))


def write_compressed(out, name, data, kind, tile, **options):
    hdu = fits.CompImageHDU(data, name="SCI", compression_type=kind, tile_size=tile, **options)
    hdu.writeto(os.path.join(out, f"tiles-{name}.fits"), checksum=True)


def tables(out):
    rows = 11
    columns = [
        fits.Column("LOGICAL", "L", array=random.random(rows) < 0.5),
        fits.Column("LOGICAL3", "3L", array=random.random((rows, 3)) < 0.5),
        fits.Column("BITS", "11X", array=random.random((rows, 11)) < 0.5),
        fits.Column("BYTE", "B", array=np.arange(rows, dtype="u1") * 23),
        fits.Column("SHORT", "I", array=np.arange(rows) * -2999),
        fits.Column("USHORT", "I", bzero=2**15, array=np.arange(rows, dtype="u2") * 5999),
        fits.Column("INT4", "4J", array=random.integers(-(2**31), 2**31, (rows, 4))),
        fits.Column("UINT", "J", bzero=2**31, array=random.integers(0, 2**32, rows, dtype="u4")),
        fits.Column("LONG", "K", array=random.integers(-(2**63), 2**63 - 1, rows)),
        fits.Column("SCALED", "I", null=4, array=np.arange(rows)),
        fits.Column("FLOAT", "E", unit="Angstrom", array=random.normal(0, 1e8, rows).astype("f4")),
        fits.Column("DOUBLE6", "6D", dim="(3,2)", array=random.normal(0, 1, (rows, 2, 3))),
        fits.Column("COMPLEX", "C", array=(random.normal(0, 1, rows) + 1j).astype("c8")),
        fits.Column("DCOMPLEX2", "2M", array=random.normal(0, 1, (rows, 2)) + 2j),
        fits.Column("NAME", "12A", array=[f"star {i}" * (i % 3) for i in range(rows)]),
        fits.Column("NAMES", "12A", dim="(4,3)", array=np.array([["ab", "c", "defg"]] * rows)),
        fits.Column("SOME", "PJ()", array=np.array([np.arange(i) for i in range(rows)], dtype=object)),
        fits.Column("REALS", "QD()", array=np.array([np.arange(i) / 7 for i in range(rows)], dtype=object)),
    ]
    path = os.path.join(out, "table.fits")
    fits.BinTableHDU.from_columns(columns, name="EVERYTHING").writeto(path)
    scaled = 1 + [column.name for column in columns].index("SCALED")
    fits.setval(path, f"TSCAL{scaled}", value=0.5, ext=1)
    fits.setval(path, f"TZERO{scaled}", value=3.0, ext=1)


def main():
    out = sys.argv[1]
    os.makedirs(out, exist_ok=True)
    plain(out)
    compressed(out)
    tables(out)


if __name__ == "__main__":
    main()
