#!/usr/bin/python3
"""Writes a binary table of three rows with columns of every kind.

usage: table_sample.py FILE
"""

import sys

import numpy as np
from astropy.io import fits

columns = [
    fits.Column("U16", "I", bzero=32768, array=np.array([0, 1, 65535], dtype="u2")),
    fits.Column("I64", "K", null=-5, array=np.array([7, 8, -5])),
    fits.Column("U64", "K", bzero=2**63, array=np.array([0, 1, 2**63 - 1], dtype="u8")),
    fits.Column("SCALED", "I", array=np.array([0, 1, 2])),
    fits.Column("MATRIX", "6D", dim="(3,2)", unit="mm", array=np.arange(18.0).reshape(3, 2, 3)),
    fits.Column("TEXT", "5A", array=["a", "bcdef", "ghi"]),
    fits.Column("BITS", "10X", array=np.array([[1] + [0] * 8 + [1], [0] * 10, [1] * 10], dtype=bool)),
    fits.Column("FLAG", "L", array=[True, False, True]),
    fits.Column("PAIR", "M", array=np.array([1 + 2j, 3 + 4j, 5 + 6j])),
    fits.Column("VARIABLE", "PE()", array=np.array([[1.0], [2.0, 3.0], []], dtype=object)),
]
fits.HDUList([fits.PrimaryHDU(), fits.BinTableHDU.from_columns(columns)]).writeto(sys.argv[1], overwrite=True)

# Scaling of real kind beside unsigned columns is more than astropy writes, so it is put into the header afterwards.
fits.setval(sys.argv[1], "TSCAL4", value=0.5, ext=1)
fits.setval(sys.argv[1], "TZERO4", value=0.5, ext=1)
